/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <glib-object.h>

#include <libseqgo/seqgo-version.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_ADDRESS:
 *
 * The type of #SeqgoAddress.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_ADDRESS (seqgo_address_get_type ())

/**
 * SeqgoAddress:
 *
 * The address of a port of the ALSA sequencer: the number of its client and its own number
 * within the client, written "128:0". It is immutable and can be shared between threads.
 *
 * Since: 1.0
 */
typedef struct _SeqgoAddress SeqgoAddress;

/**
 * SEQGO_CLIENT_ID_SYSTEM:
 *
 * The client of the kernel itself: its port 0 controls queues, its port 1 announces
 * clients, ports and connections that come and go.
 *
 * Since: 1.0
 */
#define SEQGO_CLIENT_ID_SYSTEM 0

/**
 * SEQGO_CLIENT_ID_SUBSCRIBERS:
 *
 * As a destination: every port that is connected to the sending port.
 *
 * Since: 1.0
 */
#define SEQGO_CLIENT_ID_SUBSCRIBERS 254

/**
 * SEQGO_PORT_ID_TIMER:
 *
 * The port of %SEQGO_CLIENT_ID_SYSTEM that controls queues.
 *
 * Since: 1.0
 */
#define SEQGO_PORT_ID_TIMER 0

/**
 * SEQGO_PORT_ID_ANNOUNCE:
 *
 * The port of %SEQGO_CLIENT_ID_SYSTEM that announces what comes and goes.
 *
 * Since: 1.0
 */
#define SEQGO_PORT_ID_ANNOUNCE 1

SEQGO_AVAILABLE_IN_1_0
GType seqgo_address_get_type (void);

SEQGO_AVAILABLE_IN_1_0
SeqgoAddress *seqgo_address_new (guint8 client_id, guint8 port_id);

SEQGO_AVAILABLE_IN_1_0
SeqgoAddress *seqgo_address_parse (const char *text, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoAddress *seqgo_address_ref (SeqgoAddress *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_address_unref (SeqgoAddress *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_address_get_client_id (SeqgoAddress *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_address_get_port_id (SeqgoAddress *self);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_address_to_string (SeqgoAddress *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_address_equal (gconstpointer a, gconstpointer b);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_address_hash (gconstpointer address);

SEQGO_AVAILABLE_IN_1_0
int seqgo_address_compare (gconstpointer a, gconstpointer b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoAddress, seqgo_address_unref)

G_END_DECLS
