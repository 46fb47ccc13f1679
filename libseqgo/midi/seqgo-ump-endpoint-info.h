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
 * SEQGO_TYPE_UMP_ENDPOINT_INFO:
 *
 * The type of #SeqgoUmpEndpointInfo.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_UMP_ENDPOINT_INFO (seqgo_ump_endpoint_info_get_type ())

SEQGO_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (SeqgoUmpEndpointInfo,
                      seqgo_ump_endpoint_info,
                      SEQGO,
                      UMP_ENDPOINT_INFO,
                      GObject)

SEQGO_AVAILABLE_IN_1_0
SeqgoUmpEndpointInfo *seqgo_ump_endpoint_info_new (const char *name, SeqgoUmpProtocols protocols);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_ump_endpoint_info_get_name (SeqgoUmpEndpointInfo *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_ump_endpoint_info_get_product_id (SeqgoUmpEndpointInfo *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmpProtocols seqgo_ump_endpoint_info_get_protocols (SeqgoUmpEndpointInfo *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmpProtocols seqgo_ump_endpoint_info_get_protocol (SeqgoUmpEndpointInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_ump_endpoint_info_get_n_blocks (SeqgoUmpEndpointInfo *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_ump_endpoint_info_get_static_blocks (SeqgoUmpEndpointInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_ump_endpoint_info_get_version (SeqgoUmpEndpointInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_ump_endpoint_info_get_manufacturer_id (SeqgoUmpEndpointInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_ump_endpoint_info_get_family_id (SeqgoUmpEndpointInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_ump_endpoint_info_get_model_id (SeqgoUmpEndpointInfo *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_ump_endpoint_info_get_software_revision (SeqgoUmpEndpointInfo *self);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_ump_endpoint_info_to_string (SeqgoUmpEndpointInfo *self);

G_END_DECLS
