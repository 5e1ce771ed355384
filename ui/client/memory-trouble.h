/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* memory-trouble: what people are told when something is wrong with the memory. */
#pragma once

#include "memory/memory.h"

/* Borrowed: a sentence; NULL without any trouble. */
const char *tf_memory_trouble_to_words (TfMemoryTrouble trouble);
