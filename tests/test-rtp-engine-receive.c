/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* What others send, who are good or not. */

#include <string.h>

#include "rtp-engine-test.h"
#include "rtp-hex.h"

#define CONTROL SEQGO_RTP_CHANNEL_CONTROL
#define DATA SEQGO_RTP_CHANNEL_DATA
#define SYNCHRONIZATION SEQGO_RTP_COMMAND_SYNCHRONIZATION
#define FEEDBACK SEQGO_RTP_COMMAND_FEEDBACK
#define END SEQGO_RTP_COMMAND_END

static void
connect_probe (Probe *probe, Session *session)
{
  probe_init (probe, session, 1, 6004, 0xCAFEBABE);
  probe_connect (probe, 7);
  session_mark (session);
  g_string_set_size (session->notices, 0);
}

/* That of the probe in units of 100 microseconds: an hour ahead of ours. */
static guint64
get_ticks (Session *session)
{
  return (guint64) (session->now + 3600 * SECOND) / 100;
}

static void
test_synchronization (Session *session)
{
  Probe              probe;
  SeqgoRtpCommand    command;
  SeqgoRtpRemoteInfo info;
  guint64            own;

  connect_probe (&probe, session);
  session->tells_changes = TRUE;
  own = (guint64) session->now / 100;
  probe_synchronize (&probe, DATA, 0, 10000, 0x1234567890, G_MAXUINT64);
  session_get_last_command (session, &probe, &command);
  g_assert_cmpuint (command.count, ==, 1);
  g_assert_cmphex (command.ssrc, ==, OWN_SSRC);
  g_assert_cmpuint (command.timestamps[0], ==, 10000);
  g_assert_cmpuint (command.timestamps[1], ==, own);
  assert_text (session_take_sent (session), "0 data CK1");
  assert_text (session_take_notices (session), "");

  session_advance (session, 2 * MILLISECOND);
  /* What was not asked is no answer. */
  probe_synchronize (&probe, DATA, 2, 10001, own, 10040);
  probe_synchronize (&probe, DATA, 2, 10000, own + 1, 10040);
  probe_synchronize (&probe, DATA, 1, 10000, own, 0);
  g_assert_cmpint (session_get_info (session).latency, ==, -1);
  probe_synchronize (&probe, DATA, 0, 10000, 0, 0);
  session_forget_sent (session);
  own = (guint64) session->now / 100;
  session_advance (session, 2 * MILLISECOND);
  probe_synchronize (&probe, DATA, 2, 10000, own, 10040);
  probe_synchronize (&probe, DATA, 2, 10000, own, 10000);
  assert_text (session_take_notices (session), "changed");
  info = session_get_info (session);
  g_assert_true (info.is_synchronized);
  g_assert_cmpint (info.latency, ==, 2 * MILLISECOND);
  g_assert_cmpint (info.clock_offset, ==, ((10000 + 10040) / 2 - (gint64) own) * 100);
  assert_text (session_take_sent (session), "");
}

/* Some ask on the control port, and are answered there. */
static void
test_control_port (Session *session)
{
  Probe           probe;
  SeqgoRtpCommand command;

  connect_probe (&probe, session);
  probe_synchronize (&probe, CONTROL, 0, 5, 0, 0);
  assert_text (session_take_sent (session), "0 control CK1");
  probe_synchronize (&probe, CONTROL, 3, 5, 0, 0);
  assert_text (session_take_sent (session), "");

  /* Who was invited may ask too. */
  probe_command (&probe, CONTROL, END);
  probe_be_invited (&probe);
  session_get_last_command (session, &probe, &command);
  session_forget_sent (session);
  probe_synchronize (&probe, DATA, 0, 5, 0, 0);
  assert_text (session_take_sent (session), "0 data CK1");
  session_advance (session, 3 * MILLISECOND);
  probe_synchronize (&probe, DATA, 1, command.timestamps[0], get_ticks (session), 0);
  session_get_last_command (session, &probe, &command);
  g_assert_cmpuint (command.count, ==, 2);
  g_assert_cmpuint (command.timestamps[1], ==, get_ticks (session));
  g_assert_cmpuint (command.timestamps[2], ==, (guint64) session->now / 100);
  g_assert_cmpint (session_get_info (session).latency, ==, 1500);
}

static void
synchronize (Session *session, Probe *probe)
{
  guint64 ticks = get_ticks (session), own = (guint64) session->now / 100;

  probe_synchronize (probe, DATA, 0, ticks, 0, 0);
  probe_synchronize (probe, DATA, 2, ticks, own, ticks);
}

/* Events have the time when they were sent, if that is known and believable. */
static void
test_times (Session *session)
{
  Probe probe;

  connect_probe (&probe, session);
  session_advance (session, 5 * MILLISECOND);
  probe_midi (&probe, 12345, "90 3C 40 64 3D 40", NULL);
  assert_text (session_take_notices (session), "events 6:0:60:64@5 6:0:61:64@15");
  synchronize (session, &probe);
  session_advance (session, 20 * MILLISECOND);

  /* 10 milliseconds ago, which is before what was told of before. */
  probe_midi (&probe, (guint32) get_ticks (session) - 110, "90 3C 40 64 3D 40", NULL);
  assert_text (session_take_notices (session), "events 6:0:60:64@15 6:0:61:64@24");
  probe_midi (&probe, (guint32) get_ticks (session), "90 3C 40", NULL);
  assert_text (session_take_notices (session), "events 6:0:60:64@25");
  /* To be played later. */
  probe_midi (&probe, (guint32) get_ticks (session) + 5000, "90 3C 40 FF FF FF 7F 3E 40", NULL);
  assert_text (session_take_notices (session), "events 6:0:60:64@525 6:0:62:64@1025");
  session_advance (session, 2 * SECOND);
  /* Nonsense. */
  probe_midi (&probe, 12345, "90 3C 40", NULL);
  assert_text (session_take_notices (session), "events 6:0:60:64@2025");
}

/* What comes before somebody looks is told at once, and what nobody looks at is forgotten. */
static void
test_many_at_once (Session *session)
{
  Probe          probe;
  SeqgoRtpNotice notice;
  guint8         data[SEQGO_RTP_MAX_PACKET_SIZE];
  gsize          size;

  connect_probe (&probe, session);
  for (guint i = 0; i < 3; i++)
    {
      size = probe_write_midi (&probe, 0, "90 3C 40 00 F0 01 02 F7", NULL, data);
      seqgo_rtp_engine_receive (session->engine, DATA, &probe.data, data, size, session->now);
    }
  g_assert_true (seqgo_rtp_engine_take_notice (session->engine, &notice));
  g_assert_cmpint (notice.type, ==, SEQGO_RTP_NOTICE_EVENTS);
  g_assert_cmpuint (notice.records->len, ==, 6);
  for (guint i = 0; i < 3; i++)
    {
      const SeqgoEventRecord *record = &g_array_index (notice.records, SeqgoEventRecord, 2 * i + 1);

      g_assert_cmpint (record->b, ==, 4);
      g_assert_cmpmem (notice.payloads->data + record->a, record->b, "\xF0\1\2\xF7", 4);
    }
  /* An array that is taken is not used again. */
  g_array_unref (g_steal_pointer (&notice.records));
  seqgo_rtp_engine_give_back (session->engine, &notice);
  g_assert_false (seqgo_rtp_engine_take_notice (session->engine, &notice));
  seqgo_rtp_engine_receive (session->engine, DATA, &probe.data, data, size, session->now);
  g_assert_false (seqgo_rtp_engine_take_notice (session->engine, &notice));
  size = probe_write_midi (&probe, 0, "90 3C 40 00 F0 01 02 F7", NULL, data);
  seqgo_rtp_engine_receive (session->engine, DATA, &probe.data, data, size, session->now);
}

static void
test_broken_sysex (Session *session)
{
  Probe probe;

  connect_probe (&probe, session);
  probe_midi (&probe, 0, "F0 01 02 F0", NULL);
  probe_midi (&probe, 0, "F0 03 04 F7", NULL);
  g_assert_nonnull (strstr (session->notices->str, "broken-sysex"));
  g_assert_cmpuint (session_get_info (session).received->n_broken_sysex, ==, 1);
}

static void
test_feedback (Session *session)
{
  Probe           probe;
  SeqgoRtpCommand command;

  connect_probe (&probe, session);
  session_advance (session, 10 * SECOND);
  assert_text (session_take_sent (session), "");

  session_mark (session);
  probe.sequence = 1000;
  probe_midi (&probe, 0, "F8", NULL);
  session_advance (session, 300 * MILLISECOND);
  probe_midi (&probe, 0, "F8", NULL);
  session_advance (session, 10 * SECOND);
  session_get_last_command (session, &probe, &command);
  g_assert_cmphex (command.ssrc, ==, OWN_SSRC);
  g_assert_cmpuint (command.sequence, ==, 1001);
  assert_text (session_take_sent (session), "1000 control RS");

  /* Many. */
  session_mark (session);
  for (guint i = 0; i < 100; i++)
    {
      probe_midi (&probe, 0, "F8", NULL);
      session_advance (session, 1 * MILLISECOND);
    }
  session_advance (session, 2 * SECOND);
  assert_text (session_take_sent (session), "31 control RS, 63 control RS, 95 control RS, "
                                            "1096 control RS");

  /* Who sends nothing waits. */
  session_mark (session);
  probe_midi (&probe, 0, "F8", NULL);
  session_advance (session, 100 * MILLISECOND);
  probe_midi (&probe, 0, "", "80 00 00");
  session_get_last_command (session, &probe, &command);
  g_assert_cmpuint (command.sequence, ==, (guint16) (probe.sequence - 1));
  session_advance (session, 2 * SECOND);
  assert_text (session_take_sent (session), "100 control RS");
  g_string_set_size (session->notices, 0);

  /* Losses, but not too often. */
  session_mark (session);
  for (guint i = 0; i < 30; i++)
    {
      probe.sequence++;
      probe_midi (&probe, 0, "F8", "80 00 00");
      session_advance (session, 1 * MILLISECOND);
    }
  session_advance (session, 2 * SECOND);
  assert_text (session_take_sent (session),
               "0 control RS, 10 control RS, 20 control RS, 30 control RS");
  g_assert_nonnull (strstr (session->notices->str, "loss 1"));
}

static void
test_loss (Session *session)
{
  Probe probe;

  connect_probe (&probe, session);
  probe_midi (&probe, 0, "90 30 40", NULL);
  assert_text (session_take_notices (session), "events 6:0:48:64@0");
  probe.sequence++;
  /* Chapter N: the end of 48. */
  probe_midi (&probe, 0, "B0 07 01", "A0 00 01 80 06 08 00 66 80");
  assert_text (session_take_notices (session), "events 7:0:48:64@0 10:0:7:1@0, loss 1 repaired");
  g_assert_cmpuint (session_get_info (session).received->n_lost, ==, 1);

  /* Twice, and again what was before. */
  probe.sequence--;
  probe_midi (&probe, 0, "B0 07 02", NULL);
  for (guint i = 0; i < 50; i++)
    {
      probe.sequence -= 2;
      probe_midi (&probe, 0, "B0 07 02", NULL);
    }
  assert_text (session_take_notices (session), "");
}

/* However a session ends, nothing of it goes on to sound. */
static void
test_release (Session *session)
{
  static const char *const expected[] = {
    "events 7:0:62:64@0 7:0:60:64@0 10:0:64:0@0, ended by-peer",
    "events 7:0:62:64@0 7:0:60:64@0 10:0:64:0@0, ended local",
    "events 7:0:62:64@60000 7:0:60:64@60000 10:0:64:0@60000, ended timeout",
  };
  Probe probe;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      connect_probe (&probe, session);
      probe_midi (&probe, 0, "90 3E 40 00 3C 40 00 B0 40 7F", NULL);
      g_string_set_size (session->notices, 0);
      if (i == 0)
        probe_command (&probe, CONTROL, END);
      else if (i == 1)
        seqgo_rtp_engine_end (session->engine, session->remote, session->now);
      else
        session_advance (session, 60 * SECOND);
      assert_text (session_take_notices (session), expected[i]);
    }
}

static void
assert_quiet (Session *session)
{
  assert_text (session_take_sent (session), "");
  assert_text (session_take_notices (session), "");
}

static void
test_random (Session *session)
{
  Probe  probe, unknown;
  GRand *random = g_rand_new_with_seed (53);

  connect_probe (&probe, session);
  probe_init (&unknown, session, 9, 9000, 9);
  for (guint size = 0; size <= 64; size++)
    for (guint i = 0; i < 100; i++)
      {
        guint8 data[64];

        for (guint j = 0; j < size; j++)
          data[j] = (guint8) g_rand_int (random);
        probe_send (&probe, i & 1 ? CONTROL : DATA, data, size);
        probe_send (&unknown, i & 1 ? CONTROL : DATA, data, size);
      }
  g_rand_free (random);
  assert_quiet (session);
  g_assert_cmpuint (seqgo_rtp_engine_get_n_malformed (session->engine)
                        + seqgo_rtp_engine_get_n_unverified (session->engine),
                    ==, 65 * 100 * 2);
  probe_midi (&probe, 0, "90 3C 40", NULL);
  assert_text (session_take_notices (session), "events 6:0:60:64@0");
}

/* Every beginning of what is right. */
static void
test_prefixes (Session *session)
{
  Probe                            probe, unknown;
  SeqgoRtpCommand                  command;
  guint8                           data[SEQGO_RTP_MAX_PACKET_SIZE];
  static const SeqgoRtpCommandType types[] = {
    SEQGO_RTP_COMMAND_ACCEPTED,      SEQGO_RTP_COMMAND_REJECTED, END, SYNCHRONIZATION, FEEDBACK,
    SEQGO_RTP_COMMAND_BIT_RATE_LIMIT
  };

  connect_probe (&probe, session);
  probe_init (&unknown, session, 9, 9000, probe.ssrc);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      gsize size;

      probe_write (&probe, types[i], &command);
      size = seqgo_rtp_command_write (&command, data);
      for (gsize j = 0; j <= size; j++)
        for (guint channel = CONTROL; channel <= DATA; channel++)
          {
            probe_send (&unknown, channel, data, j);
            /* A name may be missing, and whole commands have effects. */
            if (j < MIN (size, 16) && !(j == 12 && size == 12))
              probe_send (&probe, channel, data, j);
          }
    }
  assert_quiet (session);

  for (guint i = 0; i < 2; i++)
    {
      gsize size = probe_write_midi (&probe, 0, "90 3C 40 81 48 3E 42 00 F0 01 02 F7",
                                     "A0 12 2A C8 0C 08 82 46 BC E4 BE 50 08 80 80", data);

      for (gsize j = 0; j < size; j++)
        {
          probe_send (&unknown, DATA, data, j);
          probe_send (&probe, CONTROL, data, j);
          assert_quiet (session);
        }
      for (gsize j = 0; j < SEQGO_RTP_HEADER_SIZE + 1; j++)
        probe_send (&probe, DATA, data, j);
      assert_quiet (session);
    }
}

/* Who says that it is somebody who is connected, but from elsewhere. */
static void
test_spoofed (Session *session)
{
  Probe                 probe;
  SeqgoRtpRemoteAddress others[3];
  guint8                data[SEQGO_RTP_MAX_PACKET_SIZE];
  SeqgoRtpCommand       command;
  guint64               n = seqgo_rtp_engine_get_n_unverified (session->engine);

  static const SeqgoRtpCommandType types[]
      = { END, SYNCHRONIZATION, FEEDBACK, SEQGO_RTP_COMMAND_BIT_RATE_LIMIT };

  connect_probe (&probe, session);
  set_address (&others[0], 1, 6010);
  set_address (&others[1], 2, probe.control.port);
  set_address (&others[2], 2, probe.data.port);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      gsize size = probe_write_midi (&probe, 0, "90 3C 40", NULL, data);

      probe_send_from (&probe, DATA, &others[i], data, size);
      g_assert_cmpuint (seqgo_rtp_engine_get_n_unverified (session->engine), ==, ++n);
      for (guint j = 0; j < G_N_ELEMENTS (types); j++)
        for (guint channel = CONTROL; channel <= DATA; channel++)
          {
            probe_write (&probe, types[j], &command);
            size = seqgo_rtp_command_write (&command, data);
            probe_send_from (&probe, channel, &others[i], data, size);
            g_assert_cmpuint (seqgo_rtp_engine_get_n_unverified (session->engine), ==, ++n);
          }
    }
  assert_quiet (session);

  /* From the right address, but somebody else. */
  probe.ssrc++;
  probe_midi (&probe, 0, "90 3C 40", NULL);
  probe_synchronize (&probe, DATA, 0, 1, 0, 0);
  g_assert_cmpuint (seqgo_rtp_engine_get_n_unverified (session->engine), ==, n + 2);
  assert_quiet (session);
  probe.ssrc--;

  /* A note from the control port is no note. */
  probe_send_from (&probe, DATA, &probe.control, data,
                   probe_write_midi (&probe, 0, "90 3C 40", NULL, data));
  assert_quiet (session);
}

/* What is no packet of MIDI. */
static void
test_wrong_packets (Session *session)
{
  static const struct
  {
    guint  offset;
    guint8 byte;
  } faults[] = { { 1, 96 }, { 0, 0x40 }, { 0, 0x8F }, { 0, 0x90 }, { 0, 0xA0 } };
  Probe  probe;
  guint8 data[SEQGO_RTP_MAX_PACKET_SIZE];

  connect_probe (&probe, session);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      gsize size = probe_write_midi (&probe, 0, "90 3C 40", NULL, data);

      data[faults[i].offset] = faults[i].byte;
      probe_send (&probe, DATA, data, size);
      assert_quiet (session);
    }
  g_assert_cmpuint (seqgo_rtp_engine_get_n_malformed (session->engine), ==, G_N_ELEMENTS (faults));
}

/* Many packets of somebody unknown change nothing. */
static void
test_flood (Session *session)
{
  Probe  probe, unknown;
  guint8 data[SEQGO_RTP_MAX_PACKET_SIZE];
  gsize  size;
  guint  n = 0;

  connect_probe (&probe, session);
  probe_init (&unknown, session, 9, 9000, 9);
  size = probe_write_midi (&unknown, 0, "90 3C 40", NULL, data);
  for (guint i = 0; i < 500000; i++)
    {
      seqgo_rtp_engine_receive (session->engine, DATA, &unknown.data, data, size, session->now);
      if (i % 5000 == 0)
        {
          probe_midi (&probe, 0, "90 3C 40", NULL);
          n++;
        }
    }
  g_assert_cmpuint (session_get_info (session).received->n_events, ==, n);
  g_assert_cmpuint (seqgo_rtp_engine_get_n_unverified (session->engine), ==, 500000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("/rtp-engine/R-11/synchronization", test_synchronization);
  add_test ("/rtp-engine/R-11/control-port", test_control_port);
  add_test ("/rtp-engine/receive/times", test_times);
  add_test ("/rtp-engine/receive/many-at-once", test_many_at_once);
  add_test ("/rtp-engine/receive/broken-sysex", test_broken_sysex);
  add_test ("/rtp-engine/receive/feedback", test_feedback);
  add_test ("/rtp-engine/R-59/loss", test_loss);
  add_test ("/rtp-engine/R-41/release", test_release);
  add_test ("/rtp-engine/R-53/random", test_random);
  add_test ("/rtp-engine/R-53/prefixes", test_prefixes);
  add_test ("/rtp-engine/R-57/spoofed", test_spoofed);
  add_test ("/rtp-engine/R-58/wrong-packets", test_wrong_packets);
  add_test ("/rtp-engine/R-62/flood", test_flood);
  return g_test_run ();
}
