/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* hooks: our places in the client's lists of hooks, all of them or none. */
#include "truefrom-claws.h"

#include "common/hooks.h"

void
tf_claws_hooks_remove (TfClawsHook *hooks, guint n_hooks)
{
    for (guint i = 0; i < n_hooks; i++) {
        if (hooks[i].id != HOOK_NONE)
            hooks_unregister_hook (hooks[i].list, hooks[i].id);
        hooks[i].id = HOOK_NONE;
    }
}

gboolean
tf_claws_hooks_add (TfClawsHook *hooks, guint n_hooks)
{
    for (guint i = 0; i < n_hooks; i++) {
        hooks[i].id = hooks_register_hook (hooks[i].list, hooks[i].function, NULL);
        if (hooks[i].id == HOOK_NONE) {
            tf_claws_hooks_remove (hooks, n_hooks);
            return FALSE;
        }
    }
    return TRUE;
}
