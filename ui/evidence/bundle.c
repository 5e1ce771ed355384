/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* bundle: a file that claims to be evidence may come from anybody. Its entries are known by name, each comes
 * once, and none may be larger than is ever written. */
#include "evidence/evidence.h"

#include <string.h>

#include <gio/gio.h>

#include "archive/zip.h"
#include "evidence/json.h"
#include "print/print.h"
#include "words/translate.h"
#include "words/words.h"

#define LIMIT_TEXT_BYTES (16 * 1024 * 1024)
#define LOCAL_HEADER     "PK\x03\x04"
#define LOCAL_NAME       30 /* where the name of the first entry begins (APPNOTE.TXT 4.3.7) */

typedef enum {
    ENTRY_README,
    ENTRY_MESSAGE,
    ENTRY_ANSWERS,
    ENTRY_SETTINGS,
    ENTRY_REPORT,
    ENTRY_TEXT,
    ENTRY_ABOUT,
    ENTRY_MANIFEST,
    N_ENTRIES
} Entry;

static const char *const names[N_ENTRIES] = {
    [ENTRY_README] = TF_EVIDENCE_README,   [ENTRY_MESSAGE] = TF_SAVING_MESSAGE,
    [ENTRY_ANSWERS] = TF_EVIDENCE_ANSWERS, [ENTRY_SETTINGS] = TF_EVIDENCE_SETTINGS,
    [ENTRY_REPORT] = TF_EVIDENCE_REPORT,   [ENTRY_TEXT] = TF_EVIDENCE_TEXT,
    [ENTRY_ABOUT] = TF_EVIDENCE_ABOUT,     [ENTRY_MANIFEST] = TF_SAVING_MANIFEST,
};

/** Entries: what was read so far. */
typedef struct {
    GBytes *bytes[N_ENTRIES];
} Entries;

static void
entries_clear (Entries *entries)
{
    for (guint i = 0; i < N_ENTRIES; i++)
        g_clear_pointer (&entries->bytes[i], g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entries, entries_clear)

gboolean
tf_bundle_is_likely (TfSpan start)
{
    const gsize length = strlen (TF_EVIDENCE_README);

    return start.length >= LOCAL_NAME + length &&
           memcmp (start.data, LOCAL_HEADER, strlen (LOCAL_HEADER)) == 0 &&
           memcmp (start.data + LOCAL_NAME, TF_EVIDENCE_README, length) == 0;
}

static gboolean
fail (GError **error, const char *sentence)
{
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);
    return FALSE;
}

static gboolean
fail_at (GError **error, const char *template, const char *name)
{
    g_autofree char *sentence = tf_words_fill (template, "name", name, NULL);

    return fail (error, sentence);
}

static Entry
entry_of (const char *name)
{
    guint at = 0;

    while (at < N_ENTRIES && !g_str_equal (names[at], name))
        at++;
    return at;
}

static gboolean
read_entry (TfZipReader *reader, const char *name, Entries *entries, GError **error)
{
    Entry which = entry_of (name);
    gsize limit = which == ENTRY_MESSAGE ? TF_SAVING_LIMIT_BYTES : LIMIT_TEXT_BYTES;

    if (which == N_ENTRIES)
        /* Translators: {name} is the name of a file. */
        return fail_at (error, _ ("it holds “{name}”, which does not belong to evidence"),
                        name);
    if (entries->bytes[which] != NULL)
        return fail_at (error, _ ("it holds “{name}” twice"), name);
    switch (tf_zip_reader_read (reader, limit, &entries->bytes[which])) {
    case TF_ZIP_ENTRY:
        return TRUE;
    case TF_ZIP_TOO_LARGE:
        return fail_at (error, _ ("“{name}” in it is too large"), name);
    case TF_ZIP_END:
    case TF_ZIP_BROKEN:
        break;
    }
    return fail_at (error, _ ("“{name}” in it is damaged"), name);
}

static gboolean
read_entries (int fd, Entries *entries, GError **error)
{
    g_autoptr (TfZipReader) reader = tf_zip_reader_new (fd);
    TfZipState state;

    for (;;) {
        g_autofree char *name = NULL;

        state = tf_zip_reader_next (reader, &name);
        if (state != TF_ZIP_ENTRY)
            break;
        if (!read_entry (reader, name, entries, error))
            return FALSE;
    }
    if (state != TF_ZIP_END)
        return fail (error, _ ("it is damaged, or is not a zip file"));
    for (guint i = 0; i < N_ENTRIES; i++)
        if (entries->bytes[i] == NULL)
            return fail_at (error, _ ("“{name}” is missing from it"), names[i]);
    return TRUE;
}

/* ---- the digests ------------------------------------------------------------------- */

/* Whether LINES (of the manifest) have the digest of this entry. */
static gboolean
is_listed (GStrv lines, const char *name, GBytes *bytes)
{
    g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
    g_autofree char *line = g_strconcat (sha256, "  ", name, NULL);

    return g_strv_contains ((const char *const *)lines, line);
}

/* Owned (of char *). */
static GPtrArray *
find_changed (const Entries *entries)
{
    GPtrArray *changed = g_ptr_array_new_with_free_func (g_free);
    gsize length;
    const char *text = g_bytes_get_data (entries->bytes[ENTRY_MANIFEST], &length);
    g_autofree char *manifest = g_strndup (length > 0 ? text : "", length);
    g_auto (GStrv) lines = g_strsplit (manifest, "\n", N_ENTRIES + 1);

    for (guint i = 0; i < ENTRY_MANIFEST; i++)
        if (!is_listed (lines, names[i], entries->bytes[i]))
            g_ptr_array_add (changed, g_strdup (names[i]));
    return changed;
}

/* ---- the bundle -------------------------------------------------------------------- */

TfBundle *
tf_bundle_read (int fd, GError **error)
{
    g_auto (Entries) entries = {{NULL}};
    TfBundle *bundle;

    if (!read_entries (fd, &entries, error))
        return NULL;
    bundle = g_new0 (TfBundle, 1);
    bundle->message = g_bytes_ref (entries.bytes[ENTRY_MESSAGE]);
    bundle->answers = g_bytes_ref (entries.bytes[ENTRY_ANSWERS]);
    bundle->settings = g_bytes_ref (entries.bytes[ENTRY_SETTINGS]);
    bundle->report = g_bytes_ref (entries.bytes[ENTRY_REPORT]);
    bundle->about = g_bytes_ref (entries.bytes[ENTRY_ABOUT]);
    bundle->changed = find_changed (&entries);
    return bundle;
}

char *
tf_bundle_dup_version (const TfBundle *bundle)
{
    g_autoptr (JsonNode) root = tf_evidence_parse_object (bundle->about);
    const char *version =
        root != NULL ? tf_evidence_text (json_node_get_object (root), "truefrom") : NULL;

    return version != NULL ? tf_print_escape (version) : NULL;
}

void
tf_bundle_free (TfBundle *bundle)
{
    g_bytes_unref (bundle->message);
    g_bytes_unref (bundle->answers);
    g_bytes_unref (bundle->settings);
    g_bytes_unref (bundle->report);
    g_bytes_unref (bundle->about);
    g_ptr_array_unref (bundle->changed);
    g_free (bundle);
}
