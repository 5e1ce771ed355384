/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* words: what is hidden, as a tree of characters, so that a text is searched for all of it at once; and how much may
 * still be searched. */
#include <string.h>

#include "abuse/abuse-private.h"

/* ---- the tree ---------------------------------------------------------------------- */

static TfNode *
find_sibling (TfNode *node, gunichar c, gsize *steps)
{
    for (; node != NULL && node->c != c; node = node->sibling)
        *steps += 1;
    return node;
}

const TfNode *
tf_hidden_enter (const TfRedaction *redaction, gunichar c)
{
    gsize steps = 0;

    return find_sibling (redaction->roots[c & 0xff], c, &steps);
}

const TfNode *
tf_hidden_step (const TfNode *node, gunichar c, gsize *steps)
{
    *steps += 1;
    return find_sibling (node->child, c, steps);
}

static TfNode *
grow (TfNode **first, gunichar c)
{
    gsize steps = 0;
    TfNode *node = find_sibling (*first, c, &steps);

    if (node != NULL)
        return node;
    node = g_new0 (TfNode, 1);
    node->c = c;
    node->sibling = *first;
    *first = node;
    return node;
}

/* The node behind the first N of CHARS, of which there is at least one. */
static TfNode *
grow_all (TfRedaction *redaction, const GArray *chars, guint n)
{
    gunichar first = g_array_index (chars, gunichar, 0);
    TfNode *node = grow (&redaction->roots[first & 0xff], first);

    for (guint i = 1; i < n; i++)
        node = grow (&node->child, g_array_index (chars, gunichar, i));
    return node;
}

void
tf_node_free (TfNode *node)
{
    g_autoptr (GPtrArray) todo = g_ptr_array_new ();

    for (; node != NULL; node = todo->len > 0
                                    ? g_ptr_array_steal_index_fast (todo, todo->len - 1)
                                    : NULL) {
        if (node->child != NULL)
            g_ptr_array_add (todo, node->child);
        if (node->sibling != NULL)
            g_ptr_array_add (todo, node->sibling);
        g_free (node);
    }
}

/* ---- words ------------------------------------------------------------------------- */

static void
hidden_free (TfHidden *hidden)
{
    g_array_unref (hidden->chars);
    g_free (hidden->instead);
    g_free (hidden);
}

static gboolean
is_joined_script (const GArray *chars)
{
    for (guint i = 0; i < chars->len; i++)
        if (g_array_index (chars, gunichar, i) < 0x2e80)
            return FALSE;
    return TRUE;
}

/* Takes ownership of HIDDEN, which is no word any more if NODE has it already. */
static TfHidden *
keep (TfNode *node, TfHidden *hidden)
{
    for (TfHidden *other = node->words; other != NULL; other = other->next)
        if (other->domain == hidden->domain) {
            other->alone |= hidden->alone;
            other->is_certain |= hidden->is_certain;
            hidden_free (hidden);
            return NULL;
        }
    hidden->next = node->words;
    node->words = hidden;
    return hidden;
}

void
tf_hidden_hide (TfRedaction *redaction, TfHidden word, const char *text, char *instead)
{
    TfHidden *hidden = g_new0 (TfHidden, 1);

    *hidden = word;
    hidden->chars = tf_view_chars (text);
    hidden->instead = instead;
    hidden->alone &= hidden->chars->len > 1;
    hidden->joined = is_joined_script (hidden->chars);
    if (hidden->chars->len == 0 || redaction->words->len >= TF_LIMIT_ABUSE_WORDS) {
        redaction->full |= hidden->chars->len > 0;
        hidden_free (hidden);
        return;
    }
    hidden = keep (grow_all (redaction, hidden->chars, hidden->chars->len), hidden);
    if (hidden != NULL)
        g_ptr_array_add (redaction->words, hidden);
}

/* ---- domains ----------------------------------------------------------------------- */

/* FORM as it may be written. */
static void
add_form (TfRedaction *redaction, TfHiddenDomain *domain, const char *text)
{
    TfSpelling *form = g_new0 (TfSpelling, 1);
    TfNode *node;
    guint n = 0;

    form->chars = tf_view_chars (text);
    form->domain = domain;
    while (n < form->chars->len && g_array_index (form->chars, gunichar, n) != '.')
        n++;
    g_ptr_array_add (redaction->forms, form);
    g_ptr_array_add (domain->forms, form->chars);
    if (n == 0)
        return;
    node = grow_all (redaction, form->chars, n);
    form->next = node->forms;
    node->forms = form;
}

static void
form_free (gpointer data)
{
    TfSpelling *form = data;

    g_array_unref (form->chars);
    g_free (form);
}

static void
domain_free (gpointer data)
{
    TfHiddenDomain *domain = data;

    g_ptr_array_unref (domain->forms);
    g_free (domain);
}

const TfHiddenDomain *
tf_hidden_domain (TfRedaction *redaction, const char *name)
{
    g_autofree char *ascii = NULL;
    g_autofree char *unicode = NULL;
    TfHiddenDomain *domain = g_hash_table_lookup (redaction->domains, name);

    if (domain != NULL)
        return domain;
    domain = g_new0 (TfHiddenDomain, 1);
    domain->forms = g_ptr_array_new ();
    ascii = tf_domain_parse (tf_span_of (name));
    unicode = ascii != NULL ? tf_unicode_to_unicode (ascii) : NULL;
    add_form (redaction, domain, name);
    if (ascii != NULL && !g_str_equal (ascii, name))
        add_form (redaction, domain, ascii);
    if (unicode != NULL && !g_str_equal (unicode, name))
        add_form (redaction, domain, unicode);
    g_hash_table_insert (redaction->domains, g_strdup (name), domain);
    return domain;
}

/* ---- all of it --------------------------------------------------------------------- */

void
tf_hidden_init (TfRedaction *redaction)
{
    redaction->words = g_ptr_array_new_with_free_func ((GDestroyNotify)hidden_free);
    redaction->forms = g_ptr_array_new_with_free_func (form_free);
    redaction->domains =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, domain_free);
    redaction->left = g_new0 (gsize, 1);
}

void
tf_hidden_clear (TfRedaction *redaction)
{
    for (guint i = 0; i < G_N_ELEMENTS (redaction->roots); i++)
        tf_node_free (redaction->roots[i]);
    g_ptr_array_unref (redaction->words);
    g_hash_table_unref (redaction->domains);
    g_ptr_array_unref (redaction->forms);
    g_free (redaction->left);
}

gboolean
tf_redaction_spend (const TfRedaction *redaction, gsize work)
{
    *redaction->left -= MIN (*redaction->left, work);
    return *redaction->left > 0;
}

void
tf_redaction_allow (const TfRedaction *redaction, guint percent)
{
    *redaction->left += (gsize)TF_LIMIT_ABUSE_WORK / 100 * percent;
}
