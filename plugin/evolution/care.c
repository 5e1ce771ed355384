/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* care: what Evolution does by itself, or on one click, and is not to do with a forged message: fetch
 * remote content, open a link, send a receipt. */
#define GDK_DISABLE_DEPRECATION_WARNINGS
#include "truefrom-evolution.h"

#include <string.h>

#define DATA_KEY    "truefrom-care"
#define OPEN_LINK   "http-open"
#define LOAD_IMAGES "mail-load-images"

struct _TfEvolutionCare {
    EMailReader *reader;   /* borrowed: it lives as long as we do */
    EMailDisplay *display; /* NULL once it was destroyed */
    TfView *view;
    gboolean is_withheld; /* something was not fetched */
    gboolean is_wanted;   /* the reader asked for it all the same */
    GObject *open_link;   /* an action; or NULL */
    gulong client_id;     /* that of Evolution's own function, which is blocked */
    GObject *load_images; /* an action; or NULL */
};

/* ---- links ------------------------------------------------------------------------- */

/** Link: one that waits for an answer. */
typedef struct {
    EWebView *web_view;
    char *uri;
} Link;

/* What Evolution does with a link. No signal tells of a click; this function of the class is called for
 * the mouse and for the keyboard, and nowhere else does the address of a link come by. */
static void (*client_link_clicked) (EWebView *web_view, const gchar *uri);

static void
open_link (gpointer data)
{
    Link *link = data;

    client_link_clicked (link->web_view, link->uri);
}

static void
link_free (gpointer data)
{
    Link *link = data;

    g_object_unref (link->web_view);
    g_free (link->uri);
    g_free (link);
}

static void
on_link_clicked (EWebView *web_view, const gchar *uri)
{
    TfEvolutionCare *self = g_object_get_data (G_OBJECT (web_view), DATA_KEY);
    Link *link;

    if (self == NULL || !tf_view_asks_before_link (self->view)) {
        client_link_clicked (web_view, uri);
        return;
    }
    link = g_new0 (Link, 1);
    *link = (Link){g_object_ref (web_view), g_strdup (uri)};
    tf_view_ask_before_link (self->view, e_mail_reader_get_window (self->reader),
                             open_link, link, link_free);
}

static void
take_links (EMailDisplay *display)
{
    EWebViewClass *class = E_WEB_VIEW_GET_CLASS (display);

    if (client_link_clicked != NULL)
        return;
    client_link_clicked = class->link_clicked;
    class->link_clicked = on_link_clicked;
}

/* "Open Link in Browser" in the menu of a link. */
static void
on_open_link (TfEvolutionCare *self)
{
    EWebView *web_view = E_WEB_VIEW (self->display);
    const char *uri = e_web_view_get_selected_uri (web_view);

    if (uri != NULL)
        on_link_clicked (web_view, uri);
}

static void
take_menu (TfEvolutionCare *self)
{
    GObject *action =
        (GObject *)e_web_view_get_action (E_WEB_VIEW (self->display), OPEN_LINK);

    if (action == NULL)
        return;
    self->client_id =
        g_signal_handler_find (action, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
                               g_signal_lookup ("activate", G_OBJECT_TYPE (action)), 0,
                               NULL, NULL, self->display);
    if (self->client_id == 0)
        return;
    self->open_link = g_object_ref (action);
    g_signal_handler_block (action, self->client_id);
    g_signal_connect_swapped (action, "activate", G_CALLBACK (on_open_link), self);
}

static void
release_menu (TfEvolutionCare *self)
{
    if (self->open_link == NULL)
        return;
    g_signal_handlers_disconnect_by_data (self->open_link, self);
    g_signal_handler_unblock (self->open_link, self->client_id);
    g_clear_object (&self->open_link);
}

/* ---- remote content ---------------------------------------------------------------- */

static gboolean
is_remote (const char *uri)
{
    static const char *const schemes[] = {"http:", "https:", "evo-http:", "evo-https:"};

    for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
        if (g_ascii_strncasecmp (uri, schemes[i], strlen (schemes[i])) == 0)
            return TRUE;
    return FALSE;
}

/* After Evolution's own function, whose answer is replaced: an empty one keeps it from being fetched. */
static void
on_uri_requested (TfEvolutionCare *self, const char *uri, char **redirect_to_uri)
{
    if (!is_remote (uri) || self->is_wanted || !tf_view_holds_back (self->view))
        return;
    self->is_withheld = TRUE;
    g_free (*redirect_to_uri);
    *redirect_to_uri = g_strdup ("");
}

static void
on_load_images (TfEvolutionCare *self)
{
    self->is_wanted = TRUE;
}

/* Until the check is over, nothing is fetched for any message; now it may be. */
static void
on_view_changed (TfEvolutionCare *self)
{
    if (tf_view_holds_back (self->view) || !self->is_withheld || self->display == NULL)
        return;
    self->is_withheld = FALSE;
    e_mail_display_reload (self->display);
}

static void
take_remote_content (TfEvolutionCare *self)
{
    GObject *action = (GObject *)e_mail_reader_get_action (self->reader, LOAD_IMAGES);

    g_signal_connect_swapped (self->display, "uri-requested",
                              G_CALLBACK (on_uri_requested), self);
    if (action == NULL)
        return;
    self->load_images = g_object_ref (action);
    g_signal_connect_swapped (action, "activate", G_CALLBACK (on_load_images), self);
}

/* ---- the whole --------------------------------------------------------------------- */

static void
release_display (TfEvolutionCare *self)
{
    release_menu (self);
    if (self->load_images != NULL)
        g_signal_handlers_disconnect_by_data (self->load_images, self);
    g_clear_object (&self->load_images);
    if (self->display == NULL)
        return;
    g_signal_handlers_disconnect_by_data (self->display, self);
    g_object_set_data (G_OBJECT (self->display), DATA_KEY, NULL);
    self->display = NULL;
}

TfEvolutionCare *
tf_evolution_care_new (EMailReader *reader, TfView *view)
{
    TfEvolutionCare *self = g_new0 (TfEvolutionCare, 1);

    self->reader = reader;
    self->view = g_object_ref (view);
    self->display = e_mail_reader_get_mail_display (reader);
    g_signal_connect_swapped (view, "changed", G_CALLBACK (on_view_changed), self);
    if (self->display == NULL)
        return self;
    g_object_set_data (G_OBJECT (self->display), DATA_KEY, self);
    g_signal_connect_swapped (self->display, "destroy", G_CALLBACK (release_display),
                              self);
    take_links (self->display);
    take_menu (self);
    take_remote_content (self);
    return self;
}

void
tf_evolution_care_begin (TfEvolutionCare *self)
{
    self->is_withheld = FALSE;
    self->is_wanted = FALSE;
}

void
tf_evolution_care_free (TfEvolutionCare *self)
{
    g_signal_handlers_disconnect_by_data (self->view, self);
    release_display (self);
    g_object_unref (self->view);
    g_free (self);
}
