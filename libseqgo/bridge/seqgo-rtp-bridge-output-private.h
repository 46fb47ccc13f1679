/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#ifndef SEQGO_COMPILATION
#error "This header is private to libseqgo."
#endif

#include <libseqgo/midi/seqgo-event-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-port.h>

G_BEGIN_DECLS

/* What goes from the network to one port of the sequencer: in order, large SysEx in parts, and no
 * faster than the receivers read. It waits for a receiver only for a moment; one that does not read
 * at all then loses what it has no room for, and holds up nobody.
 *
 * Its signal “lost” tells how many events did not reach every receiver. */
#define SEQGO_TYPE_RTP_BRIDGE_OUTPUT (seqgo_rtp_bridge_output_get_type ())

G_DECLARE_FINAL_TYPE (SeqgoRtpBridgeOutput,
                      seqgo_rtp_bridge_output,
                      SEQGO,
                      RTP_BRIDGE_OUTPUT,
                      GObject)

SeqgoRtpBridgeOutput *seqgo_rtp_bridge_output_new (SeqgoSequencerPort *port);

SeqgoSequencerPort *seqgo_rtp_bridge_output_get_port (SeqgoRtpBridgeOutput *self);

/* Sends events at once, whatever their times are. Those that leave get @tag. */
void seqgo_rtp_bridge_output_send (SeqgoRtpBridgeOutput   *self,
                                   const SeqgoEventRecord *records,
                                   guint                   n_records,
                                   const guint8           *payloads,
                                   guint8                  tag);

/* Sends what waits, no matter who has room for it, and closes the port. */
void seqgo_rtp_bridge_output_close (SeqgoRtpBridgeOutput *self);

G_END_DECLS
