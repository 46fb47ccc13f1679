/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-statistics-private.h>

/**
 * SECTION:seqgo-rtp-statistics
 * @title: SeqgoRtpStatistics
 * @short_description: how well a network session works
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoRtpStatistics) statistics = seqgo_rtp_peer_get_statistics (peer);
 *
 * g_print ("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " packets were lost\n",
 *          seqgo_rtp_statistics_get_lost (statistics),
 *          seqgo_rtp_statistics_get_packets_received (statistics));
 * ]|
 */

struct _SeqgoRtpStatistics
{
  gatomicrefcount        ref_count;
  SeqgoRtpReceiverCounts received;
  guint64                n_packets_sent;
  guint64                n_bytes_sent;
  guint64                n_events_sent;
  guint64                n_packets_left_out;
};

G_DEFINE_BOXED_TYPE (SeqgoRtpStatistics,
                     seqgo_rtp_statistics,
                     seqgo_rtp_statistics_ref,
                     seqgo_rtp_statistics_unref)

SeqgoRtpStatistics *
seqgo_rtp_statistics_new (const SeqgoRtpRemoteInfo *info)
{
  SeqgoRtpStatistics *self = g_new0 (SeqgoRtpStatistics, 1);

  g_atomic_ref_count_init (&self->ref_count);
  if (info->received != NULL)
    self->received = *info->received;
  self->n_packets_sent = info->n_packets_sent;
  self->n_bytes_sent = info->n_bytes_sent;
  self->n_events_sent = info->n_events_sent;
  self->n_packets_left_out = info->n_packets_left_out;
  return self;
}

/**
 * seqgo_rtp_statistics_ref:
 * @self: statistics
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
SeqgoRtpStatistics *
seqgo_rtp_statistics_ref (SeqgoRtpStatistics *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * seqgo_rtp_statistics_unref:
 * @self: (transfer full): statistics
 *
 * Drops a reference; the last one frees the statistics.
 *
 * Since: 1.0
 */
void
seqgo_rtp_statistics_unref (SeqgoRtpStatistics *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

/**
 * seqgo_rtp_statistics_to_string:
 * @self: statistics
 *
 * Describes what went both ways in a line for people, such as “received 120 events in 80 packets, 2
 * lost, 3 events recovered; sent 40 events in 25 packets”.
 *
 * Returns: (transfer full): a text
 *
 * Since: 1.0
 */
char *
seqgo_rtp_statistics_to_string (SeqgoRtpStatistics *self)
{
  const SeqgoRtpReceiverCounts *received;

  g_return_val_if_fail (self != NULL, NULL);

  received = &self->received;
  return g_strdup_printf ("received %" G_GUINT64_FORMAT " events in %" G_GUINT64_FORMAT
                          " packets, %" G_GUINT64_FORMAT " lost, %" G_GUINT64_FORMAT
                          " events recovered; sent %" G_GUINT64_FORMAT
                          " events in %" G_GUINT64_FORMAT " packets",
                          received->n_events, received->n_packets, received->n_lost,
                          received->n_recovered, self->n_events_sent, self->n_packets_sent);
}

/**
 * seqgo_rtp_statistics_get_packets_received:
 * @self: statistics
 *
 * Returns how many packets of MIDI came, those that were ignored among them.
 *
 * Returns: a number of packets
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_statistics_get_packets_received (SeqgoRtpStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->received.n_packets;
}

/**
 * seqgo_rtp_statistics_get_bytes_received:
 * @self: statistics
 *
 * Returns how many bytes these packets had, with the headers of RTP but not of UDP.
 *
 * Returns: a number of bytes
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_statistics_get_bytes_received (SeqgoRtpStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->received.n_bytes;
}

/**
 * seqgo_rtp_statistics_get_events_received:
 * @self: statistics
 *
 * Returns how many events were received, those that were recovered among them.
 *
 * Returns: a number of events
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_statistics_get_events_received (SeqgoRtpStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->received.n_events;
}

/**
 * seqgo_rtp_statistics_get_lost:
 * @self: statistics
 *
 * Returns how many packets did not come, or not in time. The network lost them.
 *
 * Returns: a number of packets
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_statistics_get_lost (SeqgoRtpStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->received.n_lost;
}

/**
 * seqgo_rtp_statistics_get_unrecoverable:
 * @self: statistics
 *
 * Returns how many of the lost packets could not be made up for, because the peer sent no journal
 * or one that does not reach back far enough.
 *
 * Returns: a number of packets
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_statistics_get_unrecoverable (SeqgoRtpStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->received.n_unrecoverable;
}

/**
 * seqgo_rtp_statistics_get_recovered:
 * @self: statistics
 *
 * Returns how many events were made up for what was lost.
 *
 * Returns: a number of events
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_statistics_get_recovered (SeqgoRtpStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->received.n_recovered;
}

/**
 * seqgo_rtp_statistics_get_duplicate:
 * @self: statistics
 *
 * Returns how many packets came once more, and were ignored.
 *
 * Returns: a number of packets
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_statistics_get_duplicate (SeqgoRtpStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->received.n_duplicates;
}

/**
 * seqgo_rtp_statistics_get_late:
 * @self: statistics
 *
 * Returns how many packets came after their loss was made up for, and were ignored.
 *
 * Returns: a number of packets
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_statistics_get_late (SeqgoRtpStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->received.n_late;
}

/**
 * seqgo_rtp_statistics_get_malformed:
 * @self: statistics
 *
 * Returns how many packets made no sense, as a whole or in part.
 *
 * Returns: a number of packets
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_statistics_get_malformed (SeqgoRtpStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->received.n_malformed;
}

/**
 * seqgo_rtp_statistics_get_broken_sysex:
 * @self: statistics
 *
 * Returns how many SysEx messages were too long, or never became whole.
 *
 * Returns: a number of messages
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_statistics_get_broken_sysex (SeqgoRtpStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->received.n_broken_sysex;
}

/**
 * seqgo_rtp_statistics_get_packets_sent:
 * @self: statistics
 *
 * Returns how many packets of MIDI were sent, those among them that have no events but tell of the
 * state.
 *
 * Returns: a number of packets
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_statistics_get_packets_sent (SeqgoRtpStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_packets_sent;
}

/**
 * seqgo_rtp_statistics_get_bytes_sent:
 * @self: statistics
 *
 * Returns how many bytes these packets had, with the headers of RTP but not of UDP.
 *
 * Returns: a number of bytes
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_statistics_get_bytes_sent (SeqgoRtpStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_bytes_sent;
}

/**
 * seqgo_rtp_statistics_get_events_sent:
 * @self: statistics
 *
 * Returns how many MIDI messages were sent.
 *
 * Returns: a number of messages
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_statistics_get_events_sent (SeqgoRtpStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_events_sent;
}

/**
 * seqgo_rtp_statistics_get_left_out:
 * @self: statistics
 *
 * Returns how many packets were not sent because the peer takes less than it was sent, see
 * #SeqgoRtpPeer:bit-rate-limit.
 *
 * Returns: a number of packets
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_statistics_get_left_out (SeqgoRtpStatistics *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_packets_left_out;
}
