/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* marks: our flags at a message. Evolution shows a flag, and offers it to filters and searches, once there
 * is a label for it among its preferences; its name and color may be changed there. */
#include "truefrom-evolution.h"

#include "client/marks.h"
#include "client/schema.h"
#include "words/translate.h"

#define SCHEMA_ID "org.gnome.evolution.mail"
#define KEY       "labels"

static gboolean
has_flag (const char *tag, gpointer data)
{
    return camel_message_info_get_user_flag (data, tag);
}

/* ---- the label --------------------------------------------------------------------- */

/* Owned: as the preferences keep it. */
static char *
label_of (const char *tag)
{
    gboolean is_alarm = g_str_equal (tag, tf_mark_tag (TF_MARK_ALARM));

    return is_alarm
               /* Translators: the name of a label in Evolution; no colon. */
               ? g_strdup_printf ("%s:#CC0000|%s", _ ("Suspicious sender"), tag)
               /* Translators: the name of a label in Evolution; no colon. */
               : g_strdup_printf ("%s:#C4640A|%s", _ ("Unconfirmed sender"), tag);
}

static gboolean
has_label (GStrv labels, const char *tag)
{
    g_autofree char *end = g_strconcat ("|", tag, NULL);

    for (guint i = 0; labels[i] != NULL; i++)
        if (g_str_has_suffix (labels[i], end))
            return TRUE;
    return FALSE;
}

/* Where an administrator has locked the labels, the flag is set all the same. */
static void
ensure_label (const char *tag)
{
    g_autoptr (GSettings) settings = tf_schema_open (SCHEMA_ID, NULL);
    g_auto (GStrv) labels = tf_schema_get_list (settings, KEY);
    g_autofree char *label = label_of (tag);
    g_autoptr (GError) error = NULL;

    if (!has_label (labels, tag) &&
        !tf_schema_add_to_list (settings, KEY, label, NULL, &error))
        g_debug ("no label: %s", error->message);
}

/* ---- the flag ---------------------------------------------------------------------- */

static void
set_flag (const char *tag, gboolean is_set, gpointer data)
{
    if (is_set)
        ensure_label (tag);
    camel_message_info_set_user_flag (data, tag, is_set);
}

void
tf_evolution_marks_update (TfView *view, const TfEvolutionMessage *message)
{
    static const TfMarkClient client = {has_flag, set_flag};
    g_autoptr (CamelMessageInfo) info = tf_evolution_message_ref_info (message);
    TfMark before;
    TfMark mark;

    if (info == NULL)
        return;
    before = tf_mark_read (&client, info);
    mark = tf_view_find_mark (view, before);
    if (mark != before)
        tf_mark_write (mark, &client, info);
}
