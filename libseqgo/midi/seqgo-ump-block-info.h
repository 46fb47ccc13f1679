/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <glib-object.h>

#include <libseqgo/seqgo-ump-codes.h>
#include <libseqgo/seqgo-version.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_UMP_BLOCK_INFO:
 *
 * The type of #SeqgoUmpBlockInfo.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_UMP_BLOCK_INFO (seqgo_ump_block_info_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoUmpBlockInfo, seqgo_ump_block_info, SEQGO, UMP_BLOCK_INFO, GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoUmpBlockInfo *seqgo_ump_block_info_new (const char       *name,
                                             SeqgoUmpDirection direction,
                                             guint8            first_group,
                                             guint8            n_groups);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_ump_block_info_get_id (SeqgoUmpBlockInfo *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_ump_block_info_get_name (SeqgoUmpBlockInfo *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_ump_block_info_get_active (SeqgoUmpBlockInfo *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmpDirection seqgo_ump_block_info_get_direction (SeqgoUmpBlockInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_ump_block_info_get_first_group (SeqgoUmpBlockInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_ump_block_info_get_n_groups (SeqgoUmpBlockInfo *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmpBlockFlags seqgo_ump_block_info_get_flags (SeqgoUmpBlockInfo *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmpUiHint seqgo_ump_block_info_get_ui_hint (SeqgoUmpBlockInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_ump_block_info_get_ci_version (SeqgoUmpBlockInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_ump_block_info_get_n_sysex8_streams (SeqgoUmpBlockInfo *self);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_ump_block_info_to_string (SeqgoUmpBlockInfo *self);

G_END_DECLS
