/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* accounts-view: made anew only when there are other accounts, and what is proposed only when it is
 * another thing, so that what is being typed stays. Later, because an editor may have caused it. */
#include "gtk/accounts-view.h"

#include "client/setting.h"
#include "gtk/editor.h"
#include "gtk/style.h"
#include "words/translate.h"
#include "words/words.h"

#define TF_TYPE_ACCOUNTS_VIEW (tf_accounts_view_get_type ())
G_DECLARE_FINAL_TYPE (TfAccountsView, tf_accounts_view, TF, ACCOUNTS_VIEW, GtkBox)

struct _TfAccountsView {
    GtkBox parent;
    TfSession *session;
    TfAccounts *accounts; /* of the session */
    GPtrArray *editors;   /* TfEditor; borrowed */
    GPtrArray *looks;     /* of each account: the box with what is proposed; borrowed */
    char *shown;          /* which accounts */
    guint refresh_id;     /* 0: nothing has changed */
};

G_DEFINE_FINAL_TYPE (TfAccountsView, tf_accounts_view, GTK_TYPE_BOX)

#define ACCOUNT "truefrom-account" /* of a button and of a box: the account's id */
#define SHOWN   "truefrom-shown"   /* of a box: what it was made from */

static void
add_label (GtkWidget *box, const char *style_class, const char *text)
{
    GtkWidget *label = tf_style_label_in (box, style_class);

    tf_style_label_set_text (label, text);
}

/* ---- what is proposed -------------------------------------------------------------- */

typedef gboolean (*AnswerFunc) (TfAccounts *accounts, const char *id, GError **error);

static void
answer (GtkWidget *button, TfAccountsView *self, AnswerFunc change)
{
    GtkWidget *box = gtk_widget_get_parent (gtk_widget_get_parent (button));
    g_autoptr (GError) error = NULL;

    if (change (self->accounts, g_object_get_data (G_OBJECT (button), ACCOUNT), &error))
        return;
    add_label (box, "truefrom-problem", error->message);
    gtk_widget_show_all (box);
}

static void
on_use (GtkWidget *button, TfAccountsView *self)
{
    answer (button, self, tf_accounts_accept);
}

static void
on_not_now (GtkWidget *button, TfAccountsView *self)
{
    answer (button, self, tf_accounts_refuse);
}

static gboolean
forget_refusals (TfAccounts *accounts, const char *id, GError **error)
{
    static const char *const none[] = {NULL};

    return tf_accounts_set_names (accounts, id, TF_ACCOUNT_REFUSED, none, error);
}

static void
on_propose_again (GtkWidget *button, TfAccountsView *self)
{
    answer (button, self, forget_refusals);
}

static void
add_button (TfAccountsView *self, GtkWidget *row, const char *label, const char *id,
            GCallback clicked)
{
    GtkWidget *button = gtk_button_new_with_mnemonic (label);

    g_object_set_data_full (G_OBJECT (button), ACCOUNT, g_strdup (id), g_free);
    g_signal_connect_object (button, "clicked", clicked, self, 0);
    gtk_container_add (GTK_CONTAINER (row), button);
}

static void
on_forget (GtkWidget *button, TfAccountsView *self)
{
    tf_accounts_forget_rewriter (self->accounts,
                                 g_object_get_data (G_OBJECT (button), ACCOUNT));
}

static void
add_rewriter (TfAccountsView *self, GtkWidget *box, const char *id)
{
    const TfSeenServer *server = tf_accounts_peek_rewriter (self->accounts, id);
    g_autofree char *sentence = server != NULL ? tf_words_rewriting (server) : NULL;
    GtkWidget *row;

    if (sentence == NULL)
        return;
    row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    add_label (box, NULL, sentence);
    add_label (box, "truefrom-details-label", tf_words_rewriting_advice ());
    /* Translators: a button: what was learned of a server from earlier mail is forgotten. */
    add_button (self, row, _ ("_Forget this"), id, G_CALLBACK (on_forget));
    gtk_container_add (GTK_CONTAINER (box), row);
}

static void
add_offer (TfAccountsView *self, GtkWidget *box, const char *id,
           const TfProposal *proposal)
{
    GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    g_autofree char *sentence = tf_words_proposal (proposal);
    g_autofree char *basis = tf_words_proposal_basis (proposal);

    add_label (box, NULL, sentence);
    add_label (box, NULL, tf_words_offer_question ());
    add_label (box, "truefrom-details-label", basis);
    /* Translators: a button: believe the servers that were named. */
    add_button (self, row, _ ("_Use it"), id, G_CALLBACK (on_use));
    /* Translators: a button: do not believe the servers, and do not ask again. */
    add_button (self, row, _ ("_Not now"), id, G_CALLBACK (on_not_now));
    gtk_container_add (GTK_CONTAINER (box), row);
}

static void
add_refusals (TfAccountsView *self, GtkWidget *box, const char *id,
              const TfAccountSetup *setup)
{
    GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    g_autofree char *sentence = tf_words_refused ((const char *const *)setup->refused);

    add_label (box, NULL, sentence);
    /* Translators: a button: the servers that were refused may be proposed again. */
    add_button (self, row, _ ("_Propose again"), id, G_CALLBACK (on_propose_again));
    gtk_container_add (GTK_CONTAINER (box), row);
}

/* What the mail of an account shows: a proposal, or why there is none although one would help. */
static void
fill_look (TfAccountsView *self, GtkWidget *box, const char *id)
{
    g_autoptr (TfAccountSetup) setup = tf_accounts_dup_setup (self->accounts, id);
    const TfLook *look = tf_accounts_peek_look (self->accounts, id);
    g_auto (TfOffer) offer = {0};
    g_autofree char *reason = NULL;

    if (*setup->refused != NULL)
        add_refusals (self, box, id, setup);
    add_rewriter (self, box, id);
    if (look == NULL)
        return;
    if (tf_accounts_get_offer (self->accounts, id, &offer)) {
        add_offer (self, box, id, &look->proposal);
        return;
    }
    if (*setup->refused == NULL && tf_accounts_get_lacks_servers (self->accounts, id))
        reason = tf_words_no_cure (&look->proposal);
    if (reason != NULL)
        add_label (box, NULL, reason);
}

/* Owned: whatever the above depends on. */
static char *
describe_look (TfAccountsView *self, const char *id)
{
    g_autoptr (TfAccountSetup) setup = tf_accounts_dup_setup (self->accounts, id);
    g_autofree char *refused = g_strjoinv (" ", setup->refused);
    const TfLook *look = tf_accounts_peek_look (self->accounts, id);
    g_auto (TfOffer) offer = {0};

    tf_accounts_get_offer (self->accounts, id, &offer);
    return g_strdup_printf ("%d %d %d %s %s %s",
                            tf_accounts_peek_rewriter (self->accounts, id) != NULL,
                            look != NULL ? (int)look->proposal.state : -1,
                            tf_accounts_get_lacks_servers (self->accounts, id),
                            offer.trusted != NULL ? offer.trusted : "",
                            offer.border != NULL ? offer.border : "", refused);
}

static void
refresh_look (TfAccountsView *self, GtkWidget *box)
{
    const char *id = g_object_get_data (G_OBJECT (box), ACCOUNT);
    const char *shown = g_object_get_data (G_OBJECT (box), SHOWN);
    g_autofree char *now = describe_look (self, id);

    if (g_strcmp0 (now, shown) == 0)
        return;
    tf_style_remove_children (box);
    fill_look (self, box, id);
    gtk_widget_show_all (box);
    g_object_set_data_full (G_OBJECT (box), SHOWN, g_steal_pointer (&now), g_free);
}

/* ---- one account ------------------------------------------------------------------- */

static void
add_editor (TfAccountsView *self, GtkWidget *box, const char *id, const char *name,
            GtkWidget *(*make) (const char *))
{
    g_autofree char *key = tf_setting_of_account (id, name);
    GtkWidget *editor = make (key);

    gtk_container_add (GTK_CONTAINER (box), editor);
    g_ptr_array_add (self->editors, editor);
}

static void
add_table (TfAccountsView *self, GtkWidget *box, const char *id,
           const TfAccountAdvice *advice)
{
    g_autofree char *servers = tf_words_servers (
        advice->provider->name, advice->trusted_servers, advice->border_hosts);

    add_label (box, NULL, servers);
    add_editor (self, box, id, TF_ACCOUNT_AUTOMATIC, tf_switch_editor_new);
}

/* Its name is foreign text; for screen readers it also names what is below. */
static GtkWidget *
new_account_box (const TfMailAccount *account)
{
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
    const char *foreign = *account->name != '\0' || account->address == NULL
                              ? account->name
                              : account->address;
    g_autofree char *name = tf_words_safe_text (foreign, 0);
    AtkObject *accessible = gtk_widget_get_accessible (box);

    add_label (box, "truefrom-details-title", name);
    atk_object_set_role (accessible, ATK_ROLE_PANEL);
    atk_object_set_name (accessible, name);
    return box;
}

static void
add_look (TfAccountsView *self, GtkWidget *box, const char *id)
{
    GtkWidget *look = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

    g_object_set_data_full (G_OBJECT (look), ACCOUNT, g_strdup (id), g_free);
    gtk_container_add (GTK_CONTAINER (box), look);
    g_ptr_array_add (self->looks, look);
}

static void
add_account (TfAccountsView *self, const TfMailAccount *account)
{
    g_autoptr (TfAccountSetup) setup =
        tf_accounts_dup_setup (self->accounts, account->id);
    GtkWidget *box = new_account_box (account);

    if (setup->advice.state == TF_ACCOUNT_AUTO)
        add_table (self, box, account->id, &setup->advice);
    add_look (self, box, account->id);
    add_editor (self, box, account->id, TF_ACCOUNT_TRUSTED_SERVERS, tf_list_editor_new);
    add_editor (self, box, account->id, TF_ACCOUNT_BORDER_HOSTS, tf_list_editor_new);
    gtk_container_add (GTK_CONTAINER (self), box);
    gtk_widget_show_all (box);
}

/* ---- all of them ------------------------------------------------------------------- */

/* Owned: whatever the parts of this view depend on, besides what is proposed. */
static char *
describe (TfAccountsView *self, const GPtrArray *list)
{
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < list->len; i++) {
        const TfMailAccount *account = g_ptr_array_index (list, i);
        g_autoptr (TfAccountSetup) setup =
            tf_accounts_dup_setup (self->accounts, account->id);

        g_string_append_printf (out, "%s\n%s\n%s\n%d\n", account->id, account->name,
                                account->address != NULL ? account->address : "",
                                (int)setup->advice.state);
    }
    return g_string_free (out, FALSE);
}

static void
make (TfAccountsView *self, const GPtrArray *list)
{
    g_ptr_array_set_size (self->editors, 0);
    g_ptr_array_set_size (self->looks, 0);
    tf_style_remove_children (GTK_WIDGET (self));
    for (guint i = 0; i < list->len; i++)
        add_account (self, g_ptr_array_index (list, i));
    if (list->len > 0)
        return;
    add_label (GTK_WIDGET (self), NULL, _ ("There is no account that receives mail."));
    gtk_widget_show_all (GTK_WIDGET (self));
}

static void
refresh (TfAccountsView *self)
{
    const GPtrArray *list;
    g_autofree char *now = NULL;

    self->accounts = tf_session_get_accounts (self->session);
    list = tf_accounts_peek_list (self->accounts);
    now = describe (self, list);
    if (g_strcmp0 (now, self->shown) != 0) {
        make (self, list);
        g_free (self->shown);
        self->shown = g_steal_pointer (&now);
    }
    for (guint i = 0; i < self->editors->len; i++)
        tf_editor_refresh (g_ptr_array_index (self->editors, i));
    for (guint i = 0; i < self->looks->len; i++)
        refresh_look (self, g_ptr_array_index (self->looks, i));
}

static gboolean
on_refresh (gpointer data)
{
    TfAccountsView *self = data;

    self->refresh_id = 0;
    refresh (self);
    return G_SOURCE_REMOVE;
}

static void
refresh_later (TfAccountsView *self)
{
    if (self->refresh_id == 0 && self->session != NULL)
        self->refresh_id = g_idle_add (on_refresh, self);
}

/* ---- the object -------------------------------------------------------------------- */

static void
tf_accounts_view_destroy (GtkWidget *widget)
{
    TfAccountsView *self = TF_ACCOUNTS_VIEW (widget);

    g_clear_handle_id (&self->refresh_id, g_source_remove);
    g_clear_object (&self->session);
    GTK_WIDGET_CLASS (tf_accounts_view_parent_class)->destroy (widget);
}

static void
tf_accounts_view_finalize (GObject *object)
{
    TfAccountsView *self = TF_ACCOUNTS_VIEW (object);

    g_ptr_array_unref (self->editors);
    g_ptr_array_unref (self->looks);
    g_free (self->shown);
    G_OBJECT_CLASS (tf_accounts_view_parent_class)->finalize (object);
}

static void
tf_accounts_view_class_init (TfAccountsViewClass *class)
{
    G_OBJECT_CLASS (class)->finalize = tf_accounts_view_finalize;
    GTK_WIDGET_CLASS (class)->destroy = tf_accounts_view_destroy;
}

static void
tf_accounts_view_init (TfAccountsView *self)
{
    self->editors = g_ptr_array_new ();
    self->looks = g_ptr_array_new ();
    gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
    gtk_box_set_spacing (GTK_BOX (self), 24);
    gtk_widget_show (GTK_WIDGET (self));
}

GtkWidget *
tf_accounts_view_new (TfSession *session)
{
    TfAccountsView *self = g_object_new (TF_TYPE_ACCOUNTS_VIEW, NULL);

    self->session = g_object_ref (session);
    refresh (self);
    /* It also says when another account was set up, or the settings of all have changed. */
    g_signal_connect_object (session, "changed", G_CALLBACK (refresh_later), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->accounts, "changed", G_CALLBACK (refresh_later), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->accounts, "looked", G_CALLBACK (refresh_later), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self, "map", G_CALLBACK (refresh_later), self, 0);
    return GTK_WIDGET (self);
}
