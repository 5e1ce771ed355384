/* SPDX-License-Identifier: LGPL-2.1-or-later
 * SPDX-FileCopyrightText: 2026 The truefrom authors */

/* The boxed types of the public API: what bindings and signals carry. */
#include "message/message.h"
#include "evaluate/report.h"
#include "inputs/settings.h"
#include "truefrom.h"
#include "verify/request.h"

G_DEFINE_BOXED_TYPE (TfSource, tf_source, tf_source_ref, tf_source_unref)
G_DEFINE_BOXED_TYPE (TfSettings, tf_settings, tf_settings_ref, tf_settings_unref)
G_DEFINE_BOXED_TYPE (TfRequest, tf_request, tf_request_ref, tf_request_unref)
G_DEFINE_BOXED_TYPE (TfReport, tf_report, tf_report_ref, tf_report_unref)
