/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* brand-name: whether a name claims to be a brand whose domain the message does not come from (TF20).
 * Honest names are full of brands ("Microsoft Users Group", "Jane (Google)", "Chase Smith"): a name
 * claims to be one if it has no other words than those of a firm's office, or if the brand is
 * written so that programs do not see it. */
#include "impersonation/impersonation.h"

#include <string.h>

#define MIN_JOINED 6
#define MIN_FOLDED 5  /* "GIS" is not "GLS" */
#define MAX_GLUED  64 /* bytes; nobody reads a brand at the start of a longer word */

/* What only somebody's office says of itself. */
static const char *const office_words[] = {
    "account",
    "accounts",
    "admin",
    "alert",
    "alerts",
    "assistance",
    "assistenza",
    "atendimento",
    "authentication",
    "bank",
    "banking",
    "belohnung",
    "beveiliging",
    "billing",
    "bonus",
    "card",
    "cards",
    "care",
    "cliente",
    "clientes",
    "clients",
    "confirmation",
    "customer",
    "customers",
    "delivery",
    "geschenk",
    "geschenkkarte",
    "gewinner",
    "gewinnspiel",
    "gift",
    "giftcard",
    "gutschein",
    "helpdesk",
    "id",
    "invoice",
    "klantenservice",
    "konto",
    "kundendienst",
    "kundenservice",
    "kundensupport",
    "live",
    "login",
    "notice",
    "notification",
    "notifications",
    "notificacion",
    "order",
    "orders",
    "package",
    "paket",
    "parcel",
    "payment",
    "payments",
    "premio",
    "protection",
    "rechnung",
    "refund",
    "renewal",
    "reward",
    "rewards",
    "security",
    "seguranca",
    "seguridad",
    "sicherheit",
    "sicherheitsteam",
    "sicurezza",
    "soporte",
    "subscription",
    "suporte",
    "support",
    "survey",
    "surveys",
    "update",
    "updates",
    "verification",
    "verifizierung",
    "wallet",
    "warranty",
    "winner",
};

/* What may stand beside them. */
static const char *const small_words[] = {
    "a",         "ab",          "action",
    "activity",  "ag",          "alerta",
    "an",        "and",         "app",
    "are",       "at",          "au",
    "automatic", "been",        "bei",
    "br",        "brasil",      "by",
    "ca",        "center",      "centre",
    "click",     "club",        "co",
    "com",       "confirm",     "congratulations",
    "contact",   "corp",        "corporation",
    "da",        "das",         "de",
    "deal",      "deals",       "dein",
    "deine",     "department",  "dept",
    "der",       "desk",        "deutschland",
    "die",       "do",          "du",
    "email",     "e",           "el",
    "einladung", "en",          "es",
    "et",        "eu",          "exclusive",
    "expired",   "fr",          "france",
    "free",      "from",        "für",
    "fur",       "gmbh",        "has",
    "have",      "help",        "ihr",
    "ihre",      "important",   "in",
    "inc",       "info",        "international",
    "is",        "it",          "italia",
    "kontakt",   "la",          "le",
    "limited",   "lieferung",   "llc",
    "locked",    "ltd",         "mail",
    "member",    "message",     "messages",
    "mailbox",   "new",         "news",
    "nl",        "no",          "noreply",
    "of",        "offer",       "offers",
    "official",  "on",          "online",
    "open",      "our",         "partner",
    "pay",       "plus",        "premium",
    "pro",       "promo",       "promotion",
    "reminder",  "reply",       "required",
    "s",         "sa",          "se",
    "selected",  "sendung",     "server",
    "service",   "serviceplus", "services",
    "shipping",  "shop",        "sign",
    "status",    "store",       "suspended",
    "system",    "tarif",       "team",
    "thank",     "the",         "to",
    "tracking",  "uk",          "und",
    "unusual",   "urgent",      "us",
    "usa",       "vip",         "von",
    "web",       "win",         "won",
    "y",         "you",         "your",
    "zu",        "zustellung",
};

/* Mailboxes that a provider keeps for itself. */
static const char *const kept_locals[] = {
    "donotreply", "info",     "keineantwort", "mailer-daemon", "mailings", "newsletter",
    "no-reply",   "no_reply", "noreply",      "postmaster",    "service",  "support",
};

#define HAS(list, text) has (list, G_N_ELEMENTS (list), text)

/** Reading: one name, and what is covered of it. */
typedef struct {
    const TfBrands *brands;
    GPtrArray *words;
    gboolean covered[TF_LIMIT_NAME_WORDS];
    const TfPhrase *phrase;
    gboolean is_disguised;
} Reading;

static gboolean
has (const char *const *list, guint length, const char *text)
{
    for (guint i = 0; i < length; i++)
        if (g_str_equal (list[i], text))
            return TRUE;
    return FALSE;
}

static gboolean
is_number (const char *text)
{
    for (; *text != '\0'; text++)
        if (!g_ascii_isdigit (*text))
            return FALSE;
    return TRUE;
}

static gboolean
is_office_word (const char *plain)
{
    return HAS (office_words, plain);
}

static gboolean
is_small_word (const char *plain)
{
    return is_office_word (plain) || HAS (small_words, plain) || is_number (plain);
}

/* ---- finding -------------------------------------------------------------------------------- */

static void
cover (Reading *reading, const TfPhrase *phrase, guint at, guint count)
{
    g_autofree char *plain = tf_name_words_join (reading->words, at, count, FALSE, " ");
    g_autofree char *joined = tf_name_words_join (reading->words, at, count, FALSE, "");
    const TfNameWord *first = g_ptr_array_index (reading->words, at);
    gboolean differs;

    differs = !g_str_equal (plain, phrase->plain) && !g_str_equal (joined, phrase->plain);
    if ((reading->phrase != NULL && reading->phrase->brand != phrase->brand) ||
        (differs && g_str_is_ascii (plain) && strlen (plain) < MIN_FOLDED))
        return;
    if (reading->phrase == NULL || !phrase->is_everyday)
        reading->phrase = phrase;
    reading->is_disguised |= first->is_spaced || differs;
    for (guint i = at; i < at + count; i++)
        reading->covered[i] = TRUE;
}

static const TfPhrase *
find_at (const Reading *reading, guint at, guint count)
{
    g_autofree char *spaced = tf_name_words_join (reading->words, at, count, TRUE, " ");
    const TfPhrase *phrase = tf_brands_find (reading->brands, spaced);

    if (phrase == NULL && count == 2) { /* "Pay Pal" */
        g_autofree char *joined =
            tf_name_words_join (reading->words, at, count, TRUE, "");

        if (strlen (joined) >= MIN_JOINED)
            phrase = tf_brands_find_joined (reading->brands, joined);
    }
    return phrase;
}

/* "PayPalSupport": the brand, and what is glued to it. */
static const TfPhrase *
find_glued (const Reading *reading, guint at)
{
    const TfNameWord *word = g_ptr_array_index (reading->words, at);
    gsize length = strlen (word->folded);

    if (length > MAX_GLUED)
        return NULL;
    for (gsize count = MIN_JOINED - 1; count < length; count++) {
        g_autofree char *start = g_strndup (word->folded, count);
        const TfPhrase *phrase = tf_brands_find (reading->brands, start);

        if (phrase != NULL && !phrase->is_everyday &&
            is_small_word (word->folded + count))
            return phrase;
    }
    return NULL;
}

static void
find_brand (Reading *reading)
{
    for (guint at = 0; at < reading->words->len; at++) {
        guint longest = MIN (reading->brands->longest, reading->words->len - at);
        const TfPhrase *phrase = NULL;
        guint count;

        for (count = longest; count > 0 && phrase == NULL; count--)
            phrase = find_at (reading, at, count);
        if (phrase != NULL) {
            cover (reading, phrase, at, count + 1);
            at += count;
        } else if ((phrase = find_glued (reading, at)) != NULL) {
            if (reading->phrase == NULL)
                reading->phrase = phrase;
            reading->covered[at] = TRUE;
        }
    }
}

/* ---- weighing -------------------------------------------------------------------------------- */

/* The name of a firm and nothing but words of its office. */
static gboolean
is_claim (const Reading *reading)
{
    guint office = 0;

    for (guint i = 0; i < reading->words->len; i++) {
        const TfNameWord *word = g_ptr_array_index (reading->words, i);

        if (reading->covered[i])
            continue;
        if (!is_small_word (word->plain))
            return FALSE;
        office += is_office_word (word->plain) ? 1 : 0;
    }
    return !reading->phrase->is_everyday || office > 0;
}

static char *
letters_of (const char *folded)
{
    GString *out = g_string_new (NULL);

    for (; *folded != '\0'; folded++)
        if (*folded != ' ' && *folded != '-')
            g_string_append_c (out, *folded);
    return g_string_free (out, FALSE);
}

/* "brand-shop.example": perhaps another domain of the firm, or of somebody who has its name. */
static gboolean
is_named_after (const char *domain, const TfPhrase *phrase, const TfSuffixList *suffixes)
{
    const char *house = tf_suffix_list_registrable (suffixes, domain);
    TfCursor cursor = tf_cursor (tf_span_of (house != NULL ? house : domain));
    g_autofree char *label = tf_span_dup (tf_cursor_take_until (&cursor, '.'));
    g_autofree char *joined = letters_of (label);
    g_autofree char *name = letters_of (phrase->plain);

    return strlen (name) > 1 && g_str_has_prefix (joined, name);
}

static gboolean
is_of_brand (const TfBrand *brand, const TfImpersonationInput *input)
{
    const TfAuthor *author = input->author;

    if (tf_brand_has_domain (brand, author->domain) &&
        (!input->is_mailbox_domain ||
         (author->local != NULL && HAS (kept_locals, author->local))))
        return TRUE;
    for (guint i = 0; input->signers != NULL && i < input->signers->len; i++)
        if (tf_brand_has_domain (brand, g_ptr_array_index (input->signers, i)) &&
            !input->is_mailbox_domain)
            return TRUE;
    return FALSE;
}

/* The reader knows who writes from there, or a service writes for others. */
static gboolean
is_exempt (const TfImpersonationInput *input)
{
    const TfGuarded *guarded = &input->guarded;
    const char *domain = input->author->domain;

    return input->is_known_list || input->is_from_reader ||
           tf_guarded_is_watched (guarded, domain) ||
           (input->is_authenticated && tf_name_service_find (domain) != NULL) ||
           tf_contacts_is_known (guarded, input->author->local, domain);
}

/* "Microsoft Outlook <postmaster@...>": a mail server is called after the firm that made it. */
static gboolean
is_server (const TfImpersonationInput *input, const Reading *reading)
{
    const char *local = input->is_report ? input->author->local : NULL;

    for (guint i = 0; i < reading->words->len; i++)
        if (!reading->covered[i])
            return FALSE;
    return local != NULL && (g_ascii_strcasecmp (local, "postmaster") == 0 ||
                             g_ascii_strcasecmp (local, "mailer-daemon") == 0 ||
                             g_ascii_strncasecmp (local, "microsoftexchange", 17) == 0);
}

TfBrandUse
tf_brand_use_find (const TfImpersonationInput *input)
{
    const TfAuthor *author = input->author;
    TfBrandUse use = {TF_BRAND_NONE, NULL};
    Reading reading = {.brands = input->brands};
    g_autoptr (GPtrArray) words = NULL;

    if (input->brands == NULL || author->name == NULL || author->domain == NULL)
        return use;
    words = reading.words = tf_name_words_read (author->name);
    find_brand (&reading);
    if (reading.phrase == NULL || is_exempt (input) ||
        is_of_brand (reading.phrase->brand, input))
        return use;
    use.brand = reading.phrase->brand->name;
    if (reading.is_disguised || tf_name_is_disguised (author->name))
        use.kind = TF_BRAND_DISGUISED;
    else if (is_claim (&reading) && !is_server (input, &reading) &&
             !is_named_after (author->domain, reading.phrase, input->guarded.suffixes))
        use.kind = TF_BRAND_CLAIMED;
    else if (!reading.phrase->is_everyday)
        use.kind = TF_BRAND_MENTIONED;
    return use;
}

const char *
tf_brand_kind_to_string (TfBrandKind kind)
{
    static const char *const words[] = {NULL, "mentioned", "claimed", "disguised"};

    return words[kind];
}
