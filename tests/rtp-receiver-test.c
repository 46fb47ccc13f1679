/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "rtp-receiver-test.h"

#include "rtp-hex.h"
#include "rtp-traffic.h"

void
rtp_receiver_test_set_up (RtpReceiverTest *self, gconstpointer user_data)
{
  self->receiver = seqgo_rtp_receiver_new ();
  self->records = g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord));
  self->payloads = g_byte_array_new ();
}

void
rtp_receiver_test_tear_down (RtpReceiverTest *self, gconstpointer user_data)
{
  seqgo_rtp_receiver_free (self->receiver);
  g_array_unref (self->records);
  g_byte_array_unref (self->payloads);
}

void
receive (RtpReceiverTest *self, guint16 sequence, const char *list, const char *journal)
{
  g_autoptr (GBytes) list_bytes = rtp_bytes_from_hex (list);
  g_autoptr (GBytes) journal_bytes = journal != NULL ? rtp_bytes_from_hex (journal) : NULL;
  SeqgoRtpPacket packet = { .sequence = sequence, .timestamp = self->timestamp };

  packet.list = g_bytes_get_data (list_bytes, &packet.list_size);
  if (journal_bytes != NULL)
    packet.journal = g_bytes_get_data (journal_bytes, &packet.journal_size);
  g_array_set_size (self->records, 0);
  g_byte_array_set_size (self->payloads, 0);
  self->arrival
      = seqgo_rtp_receiver_receive (self->receiver, &packet, self->records, self->payloads);
}

void
assert_records (RtpReceiverTest *self, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->records->len; i++)
    {
      const SeqgoEventRecord *record = &g_array_index (self->records, SeqgoEventRecord, i);
      guint8                  message[3];
      g_autofree char        *hex = NULL;

      g_assert_true (record->flags & SEQGO_EVENT_FLAG_RECEIVED);
      if (seqgo_event_record_has_payload (record))
        hex = rtp_bytes_to_hex (self->payloads->data + record->a, (gsize) record->b);
      else
        hex = rtp_bytes_to_hex (message, rtp_record_get_message (record, message));
      g_string_append_printf (text, "%s%s%s", i > 0 ? " " : "", hex,
                              (record->flags & SEQGO_EVENT_FLAG_RECOVERED) != 0 ? "!" : "");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

void
assert_events (RtpReceiverTest *self,
               guint16          sequence,
               const char      *list,
               const char      *journal,
               const char      *expected)
{
  receive (self, sequence, list, journal);
  assert_records (self, expected);
}

static guint64
get_count (const SeqgoRtpReceiverCounts *counts, const char *name)
{
  const struct
  {
    const char *name;
    guint64     count;
  } all[] = {
    { "n_packets", counts->n_packets },
    { "n_events", counts->n_events },
    { "n_recovered", counts->n_recovered },
    { "n_lost", counts->n_lost },
    { "n_unrecoverable", counts->n_unrecoverable },
    { "n_duplicates", counts->n_duplicates },
    { "n_late", counts->n_late },
    { "n_malformed", counts->n_malformed },
    { "n_broken_sysex", counts->n_broken_sysex },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].name, name))
      return all[i].count;
  g_assert_not_reached ();
}

void
assert_counts (RtpReceiverTest *self, const char *expected)
{
  g_auto (GStrv) words = g_strsplit (expected, " ", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i += 2)
    g_string_append_printf (text, "%s%s %" G_GUINT64_FORMAT, i > 0 ? " " : "", words[i],
                            get_count (seqgo_rtp_receiver_get_counts (self->receiver), words[i]));
  g_assert_cmpstr (text->str, ==, expected);
}
