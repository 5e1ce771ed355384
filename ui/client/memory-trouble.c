/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* memory-trouble: what people are told when something is wrong with the memory. */
#include "client/memory-trouble.h"

#include "words/translate.h"

const char *
tf_memory_trouble_to_words (TfMemoryTrouble trouble)
{
    switch (trouble) {
    case TF_MEMORY_FINE:
        return NULL;
    case TF_MEMORY_SET_ASIDE:
        return _ (
            "What was kept of earlier mail was damaged. It was set aside, and a new "
            "file was begun.");
    case TF_MEMORY_NEWER:
        return _ ("What was kept of earlier mail was written by a newer version of "
                  "truefrom, and is not used.");
    case TF_MEMORY_FOREIGN:
        return _ (
            "The file for what is kept of earlier mail is something else, and is not "
            "used.");
    case TF_MEMORY_READ_ONLY:
        return _ ("Nothing new can be learned from mail: the file cannot be written.");
    case TF_MEMORY_FULL:
        return _ ("Nothing new can be learned from mail: the disk is full.");
    case TF_MEMORY_LOCKED:
        return _ ("Nothing new can be learned from mail at the moment: another program "
                  "uses the file.");
    case TF_MEMORY_UNUSABLE:
        return _ ("What was kept of earlier mail cannot be used.");
    }
    return NULL;
}
