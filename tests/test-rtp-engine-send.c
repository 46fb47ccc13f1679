/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What is sent to others, and when. */

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-list-private.h>

#include "rtp-engine-test.h"

#define CONTROL SEQGO_RTP_CHANNEL_CONTROL
#define DATA SEQGO_RTP_CHANNEL_DATA

/* Who never answers gets guard packets at these times. */
#define GUARDS "100 200 400 800 1600 2600 3600 4600 5600 6600"

static void
connect_probe (Probe *probe, Session *session)
{
  probe_init (probe, session, 1, 6004, 0xCAFEBABE);
  probe_connect (probe, 7);
  session_mark (session);
  g_string_set_size (session->notices, 0);
}

static void
send_later (Session *session, guint status, guint first, guint second, gint64 delay)
{
  guint8 message[] = { (guint8) status, (guint8) first, (guint8) second };

  seqgo_rtp_engine_send (session->engine, NULL, message, sizeof message, session->now + delay,
                         session->now);
}

static void
send_now (Session *session, guint status, guint first, guint second)
{
  send_later (session, status, first, second, 0);
}

static void
flush (Session *session)
{
  seqgo_rtp_engine_flush (session->engine, session->now);
}

/* Answers what was sent last. */
static void
acknowledge (Session *session, Probe *probe)
{
  SeqgoRtpPacket packet;
  const Sent    *sent = session_get_last (session, probe);

  g_assert_true (seqgo_rtp_packet_parse (&packet, sent->data, sent->size));
  probe_feedback (probe, packet.sequence);
}

static void
test_one_packet (Session *session)
{
  Probe          probe;
  SeqgoRtpPacket packet;
  const Sent    *sent;
  gsize          size;

  connect_probe (&probe, session);
  send_now (session, 0x90, 60, 64);
  send_now (session, 0x90, 62, 64);
  send_now (session, 0x90, 64, 64);
  assert_text (session_take_sent (session), "");
  flush (session);
  flush (session);
  sent = session_get_last (session, &probe);
  g_assert_true (seqgo_rtp_packet_parse (&packet, sent->data, sent->size));
  g_assert_cmphex (packet.ssrc, ==, OWN_SSRC);
  g_assert_cmphex (sent->data[1], ==, 97);
  size = sent->size;
  g_assert_cmpuint (packet.timestamp, ==, (guint32) (session->now / 100));
  g_assert_cmpmem (packet.list, (int) packet.list_size, "\x90\x3C\x40\x00\x3E\x40\x00\x40\x40", 9);
  assert_text (session_take_sent (session), "0 data MIDI 9");
  g_assert_cmpuint (session_get_info (session).n_events_sent, ==, 3);
  g_assert_cmpuint (session_get_info (session).n_packets_sent, ==, 1);
  g_assert_cmpuint (session_get_info (session).n_bytes_sent, ==, size);
}

static void
test_running_status (Session *session)
{
  Probe probe;

  connect_probe (&probe, session);
  seqgo_rtp_engine_get_settings (session->engine)->has_running_status = FALSE;
  send_now (session, 0x90, 60, 64);
  send_now (session, 0x90, 62, 64);
  flush (session);
  assert_text (session_take_sent (session), "0 data MIDI 7");
}

/* What is for later comes at its time, and has it. */
static void
test_later (Session *session)
{
  Probe          probe;
  SeqgoRtpPacket packet;
  const Sent    *sent;
  gint64         begin = session->now;

  connect_probe (&probe, session);
  for (guint i = 0; i < 100; i++)
    send_later (session, 0x90, i * 37 % 100, 1, (i * 37 % 100 + 1) * 1000);
  send_later (session, 0x90, 127, 1, 100 * 1000);
  flush (session);
  assert_text (session_take_sent (session), "");
  for (guint i = 0; i < 100; i++)
    {
      session_advance (session, 1000 - 1);
      session_forget_sent (session);
      session_advance (session, 1);
      sent = session_get_last (session, &probe);
      g_assert_true (seqgo_rtp_packet_parse (&packet, sent->data, sent->size));
      g_assert_cmpint (sent->time, ==, session->now);
      g_assert_cmpuint (packet.timestamp, ==, (guint32) ((begin + (i + 1) * 1000) / 100));
      g_assert_cmpuint (packet.list[1], ==, i);
      g_assert_cmpuint (packet.list_size, ==, i < 99 ? 3 : 6);
      acknowledge (session, &probe);
    }

  /* Who is gone gets nothing any more. */
  seqgo_rtp_engine_send (session->engine, session->remote, (const guint8 *) "\xF0\1\2\3\4\xF7", 6,
                         session->now + 1000, session->now);
  send_later (session, 0x90, 1, 1, 2000);
  probe_command (&probe, CONTROL, SEQGO_RTP_COMMAND_END);
  session_forget_sent (session);
  session_advance (session, 1 * SECOND);
  assert_text (session_take_sent (session), "");
}

static void
test_split (Session *session)
{
  static const gsize sizes[] = { 1232, 508 };
  Probe              probe;
  guint              number = 0, sequence = 0;

  connect_probe (&probe, session);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      seqgo_rtp_engine_get_settings (session->engine)->max_packet_size = sizes[i];
      session_forget_sent (session);
      for (guint j = 0; j < 200; j++)
        send_now (session, 0xB0 | (j & 1), j & 0x7F, j >> 1);
      flush (session);
      for (guint j = 0; j < session->sent->len; j++)
        {
          const Sent        *sent = &g_array_index (session->sent, Sent, j);
          SeqgoRtpPacket     packet;
          SeqgoRtpListReader reader;
          SeqgoRtpItem       item;

          g_assert_cmpuint (sent->size, <=, sizes[i]);
          g_assert_true (seqgo_rtp_packet_parse (&packet, sent->data, sent->size));
          g_assert_true (sequence == 0 || packet.sequence == (guint16) (sequence + 1));
          sequence = packet.sequence;
          seqgo_rtp_list_reader_init (&reader, &packet);
          for (; seqgo_rtp_list_reader_next (&reader, &item); number++)
            g_assert_cmpuint (item.bytes[1], ==, (number % 200) & 0x7F);
        }
      g_assert_cmpuint (number, ==, 200 * (i + 1));
      acknowledge (session, &probe);
    }
}

/* A receiver with a limit gets everything, as fast as it can take it. */
static void
test_limit (Session *session)
{
  Probe           probe;
  SeqgoRtpCommand command;
  gsize           size = 0;
  gint64          last = 0;

  connect_probe (&probe, session);
  session->tells_changes = TRUE;
  probe_write (&probe, SEQGO_RTP_COMMAND_BIT_RATE_LIMIT, &command);
  command.bit_rate = 31250;
  probe_send_command (&probe, CONTROL, &command);
  assert_text (session_take_notices (session), "changed");
  g_assert_cmpuint (session_get_info (session).bit_rate_limit, ==, 31250);
  seqgo_rtp_engine_get_settings (session->engine)->has_running_status = FALSE;
  for (guint i = 0; i < 10000 / 3; i++)
    send_now (session, 0x90, i & 0x7F, 64);
  flush (session);

  for (guint i = 0; i < 350; i++)
    {
      /* Nothing of this makes other answers late. */
      guint n = session->sent->len;

      session_advance (session, 10 * MILLISECOND);
      n = session->sent->len;
      probe_synchronize (&probe, DATA, 0, i, 0, 0);
      g_assert_cmpuint (session->sent->len, ==, n + 1);
    }
  for (guint i = 0; i < session->sent->len; i++)
    {
      const Sent        *sent = &g_array_index (session->sent, Sent, i);
      SeqgoRtpPacket     packet;
      SeqgoRtpListReader reader;
      SeqgoRtpItem       item;

      if (!seqgo_rtp_packet_parse (&packet, sent->data, sent->size) || packet.list_size == 0)
        continue;
      seqgo_rtp_list_reader_init (&reader, &packet);
      for (; seqgo_rtp_list_reader_next (&reader, &item); size += item.n_bytes)
        g_assert_cmpuint (item.bytes[1], ==, size / 3 & 0x7F);
      last = sent->time - session->start;
    }
  g_assert_cmpuint (size, ==, 10000 / 3 * 3);
  g_assert_cmpint (last, >, 3040 * MILLISECOND);
  g_assert_cmpint (last, <, 3300 * MILLISECOND);
}

/* What waits goes at once when there is no limit any more. */
static void
test_no_limit (Session *session)
{
  Probe           probe;
  SeqgoRtpCommand command;

  connect_probe (&probe, session);
  probe_write (&probe, SEQGO_RTP_COMMAND_BIT_RATE_LIMIT, &command);
  command.bit_rate = 30;
  probe_send_command (&probe, CONTROL, &command);
  for (guint i = 0; i < 3; i++)
    send_now (session, 0x90, i, 64);
  flush (session);
  assert_text (session_take_sent (session), "0 data MIDI 3");
  session_advance (session, 10 * MILLISECOND);
  command.bit_rate = 0;
  probe_send_command (&probe, CONTROL, &command);
  session_advance (session, 10 * MILLISECOND);
  assert_text (session_take_sent (session), "10 data MIDI 6");
}

/* What a receiver cannot take for long is left out, and no memory is filled with it. */
static void
test_overflow (Session *session)
{
  Probe              probe;
  SeqgoRtpCommand    command;
  SeqgoRtpRemoteInfo info;
  g_autofree guint8 *sysex = g_malloc0 (60000);

  connect_probe (&probe, session);
  probe_write (&probe, SEQGO_RTP_COMMAND_BIT_RATE_LIMIT, &command);
  command.bit_rate = 31250;
  probe_send_command (&probe, CONTROL, &command);
  /* The longest SysEx is not too much. */
  sysex[0] = 0xF0;
  sysex[60000 - 1] = 0xF7;
  seqgo_rtp_engine_send (session->engine, NULL, sysex, 60000, session->now, session->now);
  for (guint i = 0; i < 10000; i++)
    send_now (session, 0x90, i & 0x7F, 64);
  flush (session);
  assert_text (session_take_notices (session), "");
  for (guint i = 0; i < 10000; i++)
    send_now (session, 0x90, i & 0x7F, 64);
  g_assert_cmpuint (session->sent->len, ==, 1);
  assert_text (session_take_notices (session), "overflow");
  info = session_get_info (session);
  g_assert_cmpuint (info.n_packets_left_out, >, 10);
  g_assert_cmpuint (info.n_events_sent, ==, 20001);
}

/* Without a limit, all goes soon; nobody waits for a flush that never comes. */
static void
test_much (Session *session)
{
  Probe probe;

  connect_probe (&probe, session);
  for (guint i = 0; i < 100000; i++)
    {
      send_now (session, 0xB0, i & 0x7F, i & 1);
      if (session->sent->len > 0)
        {
          acknowledge (session, &probe);
          session_forget_sent (session);
        }
    }
  flush (session);
  session_advance (session, 50 * MILLISECOND);
  g_assert_cmpuint (session_get_info (session).n_events_sent, ==, 100000);
  g_assert_cmpuint (session_get_info (session).n_packets_sent, >=, 100000 * 3 / 1232);
  g_assert_cmpuint (session_get_info (session).n_packets_left_out, ==, 0);
  session_forget_sent (session);
  session_advance (session, 50 * MILLISECOND);
  assert_text (session_take_times (session, "MIDI 0"), "100");
}

static void
test_guards (Session *session)
{
  Probe probe;

  connect_probe (&probe, session);
  send_now (session, 0x90, 60, 64);
  flush (session);
  session_advance (session, 50 * SECOND);
  assert_text (session_take_times (session, "MIDI 0"), GUARDS);

  /* They end as soon as somebody tells that nothing is missing. */
  session_mark (session);
  send_now (session, 0x80, 60, 64);
  flush (session);
  session_advance (session, 300 * MILLISECOND);
  acknowledge (session, &probe);
  session_advance (session, 5 * SECOND);
  assert_text (session_take_times (session, "MIDI 0"), "100 200");

  /* They are for who understands them. */
  session_mark (session);
  seqgo_rtp_engine_set_remote_journal (session->engine, session->remote, FALSE);
  send_now (session, 0x90, 60, 64);
  flush (session);
  session_advance (session, 1 * SECOND);
  assert_text (session_take_sent (session), "0 data MIDI 3");
}

static guint16
get_checkpoint (Session *session, const Probe *probe)
{
  SeqgoRtpPacket packet;
  const Sent    *sent = session_get_last (session, probe);

  g_assert_true (seqgo_rtp_packet_parse (&packet, sent->data, sent->size));
  g_assert_cmpuint (packet.journal_size, >=, 3);
  return packet.journal[1] << 8 | packet.journal[2];
}

static guint16
get_sequence (Session *session, const Probe *probe)
{
  SeqgoRtpPacket packet;
  const Sent    *sent = session_get_last (session, probe);

  g_assert_true (seqgo_rtp_packet_parse (&packet, sent->data, sent->size));
  return packet.sequence;
}

static void
test_feedback (Session *session)
{
  Probe                 probe;
  guint16               first;
  SeqgoRtpRemoteAddress other;
  SeqgoRtpCommand       command;
  guint8                data[SEQGO_RTP_MAX_COMMAND];
  gsize                 size;

  connect_probe (&probe, session);
  send_now (session, 0x90, 60, 64);
  flush (session);
  first = get_sequence (session, &probe);
  g_assert_cmpuint (get_checkpoint (session, &probe), ==, first);
  send_now (session, 0x90, 61, 64);
  flush (session);
  g_assert_cmpuint (get_checkpoint (session, &probe), ==, first);

  /* From elsewhere, from the future, and from before. */
  probe_write (&probe, SEQGO_RTP_COMMAND_FEEDBACK, &command);
  command.sequence = first + 1;
  size = seqgo_rtp_command_write (&command, data);
  set_address (&other, 2, probe.control.port);
  probe_send_from (&probe, CONTROL, &other, data, size);
  probe_feedback (&probe, first + 100);
  probe_feedback (&probe, first - 1);
  send_now (session, 0x90, 62, 64);
  flush (session);
  g_assert_cmpuint (get_checkpoint (session, &probe), ==, first);

  /* On either port. */
  probe_feedback (&probe, first + 1);
  send_now (session, 0x90, 63, 64);
  flush (session);
  g_assert_cmpuint (get_checkpoint (session, &probe), ==, first + 2);
  command.sequence = first + 3;
  probe_send_command (&probe, DATA, &command);
  probe_feedback (&probe, first);
  send_now (session, 0x90, 64, 64);
  flush (session);
  g_assert_cmpuint (get_checkpoint (session, &probe), ==, first + 4);
}

/* Who acknowledges in the lower half understands no journal. */
static void
test_wrong_feedback (Session *session)
{
  static const guint8 feedback[]
      = { 0xFF, 0xFF, 'R', 'S', 0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0x12, 0x34 };
  Probe          probe;
  SeqgoRtpPacket packet;
  const Sent    *sent;

  connect_probe (&probe, session);
  session->tells_changes = TRUE;
  g_assert_true (session_get_info (session).has_journal);
  probe_send (&probe, CONTROL, feedback, sizeof feedback);
  probe_send (&probe, CONTROL, feedback, sizeof feedback);
  assert_text (session_take_notices (session), "changed");
  g_assert_false (session_get_info (session).has_journal);
  send_now (session, 0x90, 60, 64);
  flush (session);
  sent = session_get_last (session, &probe);
  g_assert_true (seqgo_rtp_packet_parse (&packet, sent->data, sent->size));
  g_assert_null (packet.journal);

  /* Unless it is told that it does. */
  seqgo_rtp_engine_set_remote_journal (session->engine, session->remote, TRUE);
  probe_send (&probe, CONTROL, feedback, sizeof feedback);
  assert_text (session_take_notices (session), "");
  send_now (session, 0x90, 60, 64);
  flush (session);
  sent = session_get_last (session, &probe);
  g_assert_true (seqgo_rtp_packet_parse (&packet, sent->data, sent->size));
  g_assert_nonnull (packet.journal);
}

/* Who joins later is told at once what was before. */
static void
test_late_joiner (Session *session)
{
  Probe          probe;
  SeqgoRtpPacket packet;
  const Sent    *sent;

  send_now (session, 0xB0, 7, 90);
  send_now (session, 0x90, 60, 64);
  flush (session);
  connect_probe (&probe, session);
  probe_command (&probe, CONTROL, SEQGO_RTP_COMMAND_END);
  probe_connect (&probe, 8);
  sent = session_get_last (session, &probe);
  g_assert_true (seqgo_rtp_packet_parse (&packet, sent->data, sent->size));
  g_assert_cmpuint (packet.list_size, ==, 0);
  g_assert_cmpuint (packet.journal_size, >, 3 + 3 + 3);
  acknowledge (session, &probe);
  session_forget_sent (session);
  session_advance (session, 5 * SECOND);
  assert_text (session_take_sent (session), "");
}

static void
test_own_limit (Session *session)
{
  Probe           probe;
  SeqgoRtpCommand command;

  connect_probe (&probe, session);
  seqgo_rtp_engine_get_settings (session->engine)->receive_limit = 31250;
  flush (session);
  session_get_last_command (session, &probe, &command);
  g_assert_cmpuint (command.bit_rate, ==, 31250);
  session_advance (session, 25 * SECOND);
  assert_text (session_take_times (session, "RL"), "0 10000 20000");
  seqgo_rtp_engine_get_settings (session->engine)->receive_limit = 0;
  flush (session);
  session_get_last_command (session, &probe, &command);
  g_assert_cmpuint (command.bit_rate, ==, 0);
  session_advance (session, 25 * SECOND);
  assert_text (session_take_times (session, "RL"), "25000");
}

/* Only to one. */
static void
test_one_remote (Session *session)
{
  Probe probe, other;

  connect_probe (&probe, session);
  probe_init (&other, session, 2, 6004, 0xBEEF);
  probe_connect (&other, 7);
  session_mark (session);
  seqgo_rtp_engine_send (session->engine, session->remote, (const guint8 *) "\x90\x3C\x40", 3, 0,
                         session->now);
  flush (session);
  session_get_last (session, &other);
  assert_text (session_take_sent (session), "0 data MIDI 3");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("/rtp-engine/send/one-packet", test_one_packet);
  add_test ("/rtp-engine/send/running-status", test_running_status);
  add_test ("/rtp-engine/send/later", test_later);
  add_test ("/rtp-engine/R-23/split", test_split);
  add_test ("/rtp-engine/R-27/limit", test_limit);
  add_test ("/rtp-engine/R-27/no-limit", test_no_limit);
  add_test ("/rtp-engine/R-27/overflow", test_overflow);
  add_test ("/rtp-engine/send/much", test_much);
  add_test ("/rtp-engine/send/guards", test_guards);
  add_test ("/rtp-engine/R-44/feedback", test_feedback);
  add_test ("/rtp-engine/R-44/wrong-feedback", test_wrong_feedback);
  add_test ("/rtp-engine/R-46/late-joiner", test_late_joiner);
  add_test ("/rtp-engine/send/own-limit", test_own_limit);
  add_test ("/rtp-engine/send/one-remote", test_one_remote);
  return g_test_run ();
}
