/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* buttons: those of the banner, by code. */

#include "words/translate.h"
#include "words/words-private.h"

/* Reporting comes first where something should be done about the message. Much honest mail gets the
 * codes that are not listed. */
static const enum {
    NOT_REPORTED,
    FIRST,
    SECOND
} reporting[TF_N_CODES] = {
    [TF_CODE_DOMAIN_FORGED] = FIRST,
    [TF_CODE_OWN_DOMAIN_FORGED] = FIRST,
    [TF_CODE_DOMAIN_UNPROVEN] = SECOND,
    [TF_CODE_SENDER_DISGUISED] = FIRST,
    [TF_CODE_NAME_SHOWS_OTHER_ADDRESS] = SECOND,
    [TF_CODE_LOOKALIKE_DOMAIN] = FIRST,
    [TF_CODE_KNOWN_NAME_NEW_ADDRESS] = SECOND,
    [TF_CODE_SELF_FORGED] = FIRST,
    [TF_CODE_DIFFERENT_FROM_USUAL] = SECOND,
    [TF_CODE_PARTLY_UNSIGNED] = SECOND,
    [TF_CODE_REPLY_GOES_ELSEWHERE] = SECOND,
    [TF_CODE_CHANGED_ON_THE_WAY] = SECOND,
    [TF_CODE_NAME_USES_BRAND] = SECOND,
};

guint
tf_words_buttons (const TfReport *report, TfButton ret_buttons[2])
{
    TfCode code = report->verdict.deciding.code;
    g_autofree char *heading = tf_words_heading (report);

    if (heading == NULL)
        return 0;
    ret_buttons[0] = reporting[code] == FIRST ? TF_BUTTON_REPORT : TF_BUTTON_DETAILS;
    ret_buttons[1] = reporting[code] == FIRST ? TF_BUTTON_DETAILS : TF_BUTTON_REPORT;
    return reporting[code] == NOT_REPORTED ? 1 : 2;
}

const char *
tf_words_button_label (TfButton button)
{
    switch (button) {
    case TF_BUTTON_DETAILS:
        /* Translators: a button that opens the details; the underscore marks the access key. */
        return _ ("_Details");
    case TF_BUTTON_SAVE:
        /* Translators: a button in the banner; opens a dialog that saves message and report. */
        return _ ("_Save…");
    case TF_BUTTON_REPORT:
        break;
    }
    /* Translators: a button; opens a mail to the helpdesk. */
    return _ ("_Report");
}
