/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <glib.h>

#include <libseqgo/seqgo-version.h>

G_BEGIN_DECLS

/**
 * SEQGO_SEQUENCER_ERROR:
 *
 * The error domain of the sequencer. Causes that GIO has a word for are in %G_IO_ERROR instead.
 *
 * Since: 1.0
 */
#define SEQGO_SEQUENCER_ERROR (seqgo_sequencer_error_quark ())

/**
 * SeqgoSequencerError:
 * @SEQGO_SEQUENCER_ERROR_FAILED: something else; the message says what
 * @SEQGO_SEQUENCER_ERROR_TOO_MANY_CLIENTS: the system has as many clients as it can, 64 of
 *   programs
 * @SEQGO_SEQUENCER_ERROR_TOO_MANY_PORTS: the client has as many ports as it can, 254
 * @SEQGO_SEQUENCER_ERROR_TOO_MANY_QUEUES: the system has as many queues as it can, 32
 * @SEQGO_SEQUENCER_ERROR_PORT_IN_USE: the client has a port of that number
 * @SEQGO_SEQUENCER_ERROR_ALREADY_CONNECTED: the ports are connected, or one of them has an
 *   exclusive connection
 * @SEQGO_SEQUENCER_ERROR_NOT_CONNECTED: the ports are not connected
 * @SEQGO_SEQUENCER_ERROR_GONE: there is no such client, port or queue; it may have gone a moment
 *   ago
 * @SEQGO_SEQUENCER_ERROR_AMBIGUOUS: a name fits several clients or ports
 * @SEQGO_SEQUENCER_ERROR_RECEIVER_FULL: the receiver does not read, and its pool of events is
 *   full
 * @SEQGO_SEQUENCER_ERROR_POOL_FULL: too many events wait in queues; the client's own pool is full
 * @SEQGO_SEQUENCER_ERROR_PAYLOAD_TOO_LARGE: an event is larger than the receiver's or, on a queue,
 *   the client's own pool
 * @SEQGO_SEQUENCER_ERROR_UNDELIVERABLE: the event reached none, or not all, of its receivers
 * @SEQGO_SEQUENCER_ERROR_NOT_OWNER: the queue is locked by another client
 * @SEQGO_SEQUENCER_ERROR_LOOP: ports are connected in a circle
 * @SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION: a client that only receives was told to send, or the
 *   other way round
 * @SEQGO_SEQUENCER_ERROR_QUEUE_RUNNING: the queue must be stopped for that
 * @SEQGO_SEQUENCER_ERROR_OVERFLOW: the client did not read in time, and events were lost
 *
 * Why something about the sequencer failed, where GIO has no word for it.
 *
 * Since: 1.0
 */
typedef enum /*< prefix=SEQGO_SEQUENCER_ERROR >*/
{
  SEQGO_SEQUENCER_ERROR_FAILED,
  SEQGO_SEQUENCER_ERROR_TOO_MANY_CLIENTS,
  SEQGO_SEQUENCER_ERROR_TOO_MANY_PORTS,
  SEQGO_SEQUENCER_ERROR_TOO_MANY_QUEUES,
  SEQGO_SEQUENCER_ERROR_PORT_IN_USE,
  SEQGO_SEQUENCER_ERROR_ALREADY_CONNECTED,
  SEQGO_SEQUENCER_ERROR_NOT_CONNECTED,
  SEQGO_SEQUENCER_ERROR_GONE,
  SEQGO_SEQUENCER_ERROR_AMBIGUOUS,
  SEQGO_SEQUENCER_ERROR_RECEIVER_FULL,
  SEQGO_SEQUENCER_ERROR_POOL_FULL,
  SEQGO_SEQUENCER_ERROR_PAYLOAD_TOO_LARGE,
  SEQGO_SEQUENCER_ERROR_UNDELIVERABLE,
  SEQGO_SEQUENCER_ERROR_NOT_OWNER,
  SEQGO_SEQUENCER_ERROR_LOOP,
  SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION,
  SEQGO_SEQUENCER_ERROR_QUEUE_RUNNING,
  SEQGO_SEQUENCER_ERROR_OVERFLOW,
} SeqgoSequencerError;

SEQGO_AVAILABLE_IN_1_0
GQuark seqgo_sequencer_error_quark (void);

G_END_DECLS
