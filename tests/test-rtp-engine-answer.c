/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Others invite us. */

#include <string.h>

#include "rtp-engine-test.h"

#define CONTROL SEQGO_RTP_CHANNEL_CONTROL
#define DATA SEQGO_RTP_CHANNEL_DATA
#define INVITATION SEQGO_RTP_COMMAND_INVITATION
#define ACCEPTED SEQGO_RTP_COMMAND_ACCEPTED
#define END SEQGO_RTP_COMMAND_END

#define TOKEN 0x11223344

static void
init_probe (Probe *probe, Session *session)
{
  probe_init (probe, session, 1, 6004, 0xCAFEBABE);
  probe->token = TOKEN;
}

static void
assert_answer (Session *session, const Probe *probe, SeqgoRtpChannel channel)
{
  SeqgoRtpCommand command;

  g_assert_cmpuint (session->sent->len, ==, 1);
  g_assert_cmpint (session_get_last (session, probe)->channel, ==, channel);
  session_get_last_command (session, probe, &command);
  g_assert_cmphex (command.type, ==, ACCEPTED);
  g_assert_cmpuint (command.version, ==, 2);
  g_assert_cmphex (command.token, ==, probe->token);
  g_assert_cmphex (command.ssrc, ==, OWN_SSRC);
  g_assert_cmpstr (command.name, ==, "seqgo");
  session_forget_sent (session);
}

static void
test_handshake (Session *session)
{
  Probe              probe;
  SeqgoRtpRemoteInfo info;

  init_probe (&probe, session);
  probe_command (&probe, CONTROL, INVITATION);
  assert_answer (session, &probe, CONTROL);
  assert_text (session_take_notices (session), "invited probe");
  g_assert_cmpint (session_get_info (session).state, ==, SEQGO_RTP_REMOTE_HALF_OPEN);

  probe_command (&probe, DATA, INVITATION);
  assert_answer (session, &probe, DATA);
  assert_text (session_take_notices (session), "established probe");
  info = session_get_info (session);
  g_assert_cmpint (info.state, ==, SEQGO_RTP_REMOTE_ESTABLISHED);
  g_assert_false (info.was_invited);
  g_assert_cmphex (info.ssrc, ==, probe.ssrc);
  g_assert_true (seqgo_rtp_remote_address_equal (&info.control_address, &probe.control));
  g_assert_true (seqgo_rtp_remote_address_equal (&info.data_address, &probe.data));
  g_assert_cmpint (info.latency, ==, -1);
  g_assert_cmpuint (info.received->n_packets, ==, 0);
}

/* Where the data channel is, is what it comes from, not the next port. */
static void
test_data_port (Session *session)
{
  Probe probe;

  init_probe (&probe, session);
  set_address (&probe.data, 1, 7777);
  probe_command (&probe, CONTROL, INVITATION);
  session_forget_sent (session);
  probe_command (&probe, DATA, INVITATION);
  assert_answer (session, &probe, DATA);
}

static void
test_repeated (Session *session)
{
  Probe probe;

  init_probe (&probe, session);
  for (guint i = 0; i < 3; i++)
    {
      probe_command (&probe, CONTROL, INVITATION);
      assert_answer (session, &probe, CONTROL);
      session_advance (session, 1 * SECOND);
    }
  for (guint i = 0; i < 3; i++)
    {
      probe_command (&probe, DATA, INVITATION);
      assert_answer (session, &probe, DATA);
      session_advance (session, 1 * SECOND);
    }
  probe_command (&probe, CONTROL, INVITATION);
  assert_answer (session, &probe, CONTROL);
  assert_text (session_take_notices (session), "invited probe, established probe");
}

static void
test_data_alone (Session *session)
{
  Probe                 probe;
  SeqgoRtpRemoteAddress other;
  guint8                data[SEQGO_RTP_MAX_COMMAND];
  SeqgoRtpCommand       command;

  init_probe (&probe, session);
  probe_command (&probe, DATA, INVITATION);
  session_get_last_command (session, &probe, &command);
  g_assert_cmphex (command.token, ==, TOKEN);
  assert_text (session_take_sent (session), "0 data NO");

  probe_command (&probe, CONTROL, INVITATION);
  session_forget_sent (session);
  probe.token++;
  probe_command (&probe, DATA, INVITATION);
  assert_text (session_take_sent (session), "0 data NO");
  probe.token--;

  probe_write (&probe, INVITATION, &command);
  set_address (&other, 2, probe.data.port);
  probe_send_from (&probe, DATA, &other, data, seqgo_rtp_command_write (&command, data));
  assert_text (session_take_sent (session), "0 data NO");
  probe.ssrc++;
  probe_command (&probe, DATA, INVITATION);
  assert_text (session_take_sent (session), "0 data NO");
  assert_text (session_take_notices (session), "invited probe");
  g_assert_cmpuint (seqgo_rtp_engine_get_n_unverified (session->engine), ==, 4);
}

static void
test_rejected (Session *session)
{
  Probe           probe, other;
  SeqgoRtpCommand command;

  init_probe (&probe, session);
  probe_write (&probe, INVITATION, &command);
  command.version = 3;
  probe_send_command (&probe, CONTROL, &command);
  session_get_last_command (session, &probe, &command);
  g_assert_cmphex (command.type, ==, SEQGO_RTP_COMMAND_REJECTED);
  g_assert_cmphex (command.token, ==, TOKEN);
  assert_text (session_take_sent (session), "0 control NO");
  assert_text (session_take_notices (session), "");

  session->policy = REJECT;
  probe_command (&probe, CONTROL, INVITATION);
  session_get_last_command (session, &probe, &command);
  g_assert_cmphex (command.token, ==, TOKEN);
  assert_text (session_take_sent (session), "0 control NO");
  probe_command (&probe, DATA, INVITATION);
  assert_text (session_take_sent (session), "0 data NO");
  assert_text (session_take_notices (session), "invited probe");

  session->policy = ACCEPT;
  seqgo_rtp_engine_get_settings (session->engine)->max_remotes = session->n_idle + 1;
  probe_connect (&probe, TOKEN + 1);
  session_forget_sent (session);
  probe_init (&other, session, 1, 6006, 0xBEEF);
  probe_command (&other, CONTROL, INVITATION);
  assert_text (session_take_sent (session), "0 control NO");
  assert_text (session_take_notices (session), "invited probe, established probe");
}

/* Places are taken on the data channel, so that who says no more than hello takes none. */
static void
test_last_place (Session *session)
{
  Probe probe, other;

  seqgo_rtp_engine_get_settings (session->engine)->max_remotes = session->n_idle + 1;
  init_probe (&probe, session);
  probe_init (&other, session, 1, 6006, 0xBEEF);
  probe_command (&probe, CONTROL, INVITATION);
  probe_command (&other, CONTROL, INVITATION);
  probe_command (&other, DATA, INVITATION);
  probe_command (&probe, DATA, INVITATION);
  assert_text (session_take_sent (session), "0 control OK, 0 control OK, 0 data OK, 0 data NO");
}

static void
test_half_open (Session *session)
{
  Probe probe;

  init_probe (&probe, session);
  probe_command (&probe, CONTROL, INVITATION);
  session_advance (session, 10 * SECOND - 1);
  assert_text (session_take_notices (session), "invited probe");
  session_advance (session, 1);
  assert_text (session_take_notices (session), "withdrawn no-answer");
  session_forget_sent (session);
  probe_command (&probe, DATA, INVITATION);
  assert_text (session_take_sent (session), "10000 data NO");
}

/* Nobody keeps out others. */
static void
test_flood (Session *session)
{
  Probe good, probe;

  probe_init (&good, session, 1, 6004, 0xCAFEBABE);
  good.token = TOKEN;
  probe_command (&good, CONTROL, INVITATION);
  for (guint i = 0; i < 1000; i++)
    {
      session_advance (session, 1 * MILLISECOND);
      probe_init (&probe, session, 2, 5004, 0x10000 + i);
      probe_command (&probe, CONTROL, INVITATION);
    }
  session_forget_sent (session);
  g_string_set_size (session->notices, 0);
  probe_command (&good, DATA, INVITATION);
  assert_text (session_take_sent (session), "1000 data OK");
  probe_command (&probe, DATA, INVITATION);
  assert_text (session_take_sent (session), "1000 data OK");
  session_advance (session, 10 * SECOND);
  session_mark (session);
  g_string_set_size (session->notices, 0);
  probe_command (&good, DATA, END);
  assert_text (session_take_notices (session), "ended by-peer");
}

/* Where somebody is asked, nobody is forgotten but who asks for too many. */
static void
test_flood_of_questions (Session *session)
{
  Probe probe;

  session->policy = DEFER;
  for (guint i = 0; i < 32; i++)
    {
      probe_init (&probe, session, (guint8) (2 + MIN (i, 30)), 5004, 0x10000 + i);
      probe_command (&probe, CONTROL, INVITATION);
    }
  g_string_set_size (session->notices, 0);
  assert_text (session_take_sent (session), "");
  probe_init (&probe, session, 100, 5004, 0x20000);
  probe_command (&probe, CONTROL, INVITATION);
  assert_text (session_take_sent (session), "");
  assert_text (session_take_notices (session), "withdrawn timeout, invited probe");
  probe_init (&probe, session, 101, 5004, 0x20001);
  probe_command (&probe, CONTROL, INVITATION);
  assert_text (session_take_sent (session), "0 control NO");
}

static void
test_deferred (Session *session)
{
  Probe probe;

  session->policy = DEFER;
  init_probe (&probe, session);
  probe_command (&probe, CONTROL, INVITATION);
  session_advance (session, 5 * SECOND);
  probe_command (&probe, CONTROL, INVITATION);
  /* It asks anew, which needs no other answer. */
  probe.token++;
  probe_command (&probe, CONTROL, INVITATION);
  assert_text (session_take_sent (session), "");
  assert_text (session_take_notices (session), "invited probe");
  session_advance (session, 50 * SECOND);
  seqgo_rtp_engine_answer (session->engine, session->remote, TRUE, session->now);
  assert_answer (session, &probe, CONTROL);
  seqgo_rtp_engine_answer (session->engine, session->remote, FALSE, session->now);
  probe_command (&probe, DATA, INVITATION);
  assert_answer (session, &probe, DATA);
  seqgo_rtp_engine_answer (session->engine, session->remote, FALSE, session->now);
  assert_text (session_take_notices (session), "established probe");
}

static void
test_never_answered (Session *session)
{
  Probe probe;

  session->policy = DEFER;
  init_probe (&probe, session);
  probe_command (&probe, CONTROL, INVITATION);
  session_advance (session, 60 * SECOND - 1);
  assert_text (session_take_sent (session), "");
  session_advance (session, 1);
  assert_text (session_take_sent (session), "60000 control NO");
  assert_text (session_take_notices (session), "invited probe, withdrawn no-answer");
  seqgo_rtp_engine_answer (session->engine, session->remote, TRUE, session->now);
  assert_text (session_take_sent (session), "");

  probe_command (&probe, CONTROL, INVITATION);
  probe_command (&probe, CONTROL, END);
  assert_text (session_take_notices (session), "invited probe, withdrawn by-peer");
  seqgo_rtp_engine_answer (session->engine, session->remote, TRUE, session->now);
  assert_text (session_take_sent (session), "");
}

static void
test_silence (Session *session)
{
  Probe probe;

  init_probe (&probe, session);
  probe_connect (&probe, TOKEN);
  probe_midi (&probe, 0, "90 3C 40 00 3E 40 00 B0 40 7F", NULL);
  session_mark (session);
  assert_text (session_take_notices (session),
               "invited probe, established probe, events 6:0:60:64@0 6:0:62:64@0 10:0:64:127@0");
  session_advance (session, 60 * SECOND - 1);
  assert_text (session_take_notices (session), "");
  session_forget_sent (session);
  session_advance (session, 1);
  assert_text (session_take_notices (session),
               "events 7:0:60:64@60000 7:0:62:64@60000 10:0:64:0@60000, ended timeout");
  session_advance (session, 100 * SECOND);
  assert_text (session_take_sent (session), "60000 control BY, 60020 control BY");
  assert_text (session_take_notices (session), "");
}

/* Whatever it sends shows that it is there. */
static void
test_no_silence (Session *session)
{
  Probe probe;

  init_probe (&probe, session);
  probe_connect (&probe, TOKEN);
  session_advance (session, 59 * SECOND);
  probe_synchronize (&probe, DATA, 0, 1, 0, 0);
  session_advance (session, 59 * SECOND);
  probe_midi (&probe, 0, "F8", NULL);
  session_advance (session, 60 * SECOND - 1);
  g_assert_cmpint (session_get_info (session).state, ==, SEQGO_RTP_REMOTE_ESTABLISHED);
  session_advance (session, 1);
  g_assert_cmpint (session_get_info (session).state, ==, SEQGO_RTP_REMOTE_ENDED);
}

static void
test_end (Session *session)
{
  Probe                 probe;
  SeqgoRtpCommand       command;
  SeqgoRtpRemoteAddress other;
  guint8                data[SEQGO_RTP_MAX_COMMAND];
  gsize                 size;

  init_probe (&probe, session);
  probe_connect (&probe, TOKEN);
  session_forget_sent (session);
  assert_text (session_take_notices (session), "invited probe, established probe");

  probe_write (&probe, END, &command);
  command.token = 0;
  size = seqgo_rtp_command_write (&command, data);
  set_address (&other, 1, 7000);
  probe_send_from (&probe, CONTROL, &other, data, size);
  set_address (&other, 2, probe.control.port);
  probe_send_from (&probe, CONTROL, &other, data, size);
  command.token = TOKEN + 1;
  probe_send_command (&probe, CONTROL, &command);
  command.ssrc++;
  probe_send_command (&probe, CONTROL, &command);
  assert_text (session_take_notices (session), "");
  g_assert_cmpuint (seqgo_rtp_engine_get_n_unverified (session->engine), ==, 4);

  probe_send (&probe, CONTROL, data, size);
  assert_text (session_take_notices (session), "ended by-peer");
  probe_send (&probe, CONTROL, data, size);
  session_advance (session, 100 * SECOND);
  assert_text (session_take_notices (session), "");
  assert_text (session_take_sent (session), "");

  /* On the data port, with a token. */
  probe_connect (&probe, TOKEN + 1);
  probe_command (&probe, DATA, END);
  assert_text (session_take_notices (session), "invited probe, established probe, ended by-peer");
}

static void
test_restart (Session *session)
{
  Probe probe;

  init_probe (&probe, session);
  probe_connect (&probe, TOKEN);
  probe.sequence = 40000;
  probe_midi (&probe, 0, "90 3C 40", NULL);
  g_string_set_size (session->notices, 0);
  session_mark (session);

  /* What it had before does not matter to the new stream. */
  probe.sequence = 100;
  probe_connect (&probe, TOKEN + 1);
  probe_midi (&probe, 0, "90 3E 40", NULL);
  assert_text (session_take_notices (session),
               "events 7:0:60:64@0, ended restarted, invited probe, established probe, "
               "events 6:0:62:64@0");
  assert_text (session_take_sent (session), "0 control OK, 0 data OK");
  /* The end of the old session comes late. */
  probe.token = TOKEN;
  probe_command (&probe, CONTROL, END);
  assert_text (session_take_notices (session), "");
}

/* A program that crashed, and is started anew, has the ports that it had, but another SSRC. */
static void
test_restart_of_program (Session *session)
{
  Probe probe;

  init_probe (&probe, session);
  probe_connect (&probe, TOKEN);
  probe_midi (&probe, 0, "90 3C 40", NULL);
  g_string_set_size (session->notices, 0);
  session_mark (session);
  probe.ssrc++;
  probe_connect (&probe, TOKEN + 1);
  assert_text (session_take_notices (session),
               "invited probe, events 7:0:60:64@0, ended restarted, established probe");
  assert_text (session_take_sent (session), "0 control OK, 0 data OK");
}

/* The same SSRC, somewhere else. */
static void
test_same_ssrc (Session *session)
{
  Probe probe, other;

  init_probe (&probe, session);
  probe_connect (&probe, TOKEN);
  session_forget_sent (session);
  probe_init (&other, session, 2, 6004, probe.ssrc);
  probe_connect (&other, TOKEN + 1);
  assert_text (session_take_sent (session), "0 control NO, 0 data NO");
  assert_text (session_take_notices (session), "invited probe, established probe");

  /* Ours. */
  probe_init (&other, session, 2, 6004, OWN_SSRC);
  probe_connect (&other, TOKEN + 1);
  g_assert_cmphex (seqgo_rtp_engine_get_ssrc (session->engine), !=, OWN_SSRC);
  assert_text (session_take_notices (session), "");
  probe_connect (&other, TOKEN + 1);
  assert_text (session_take_notices (session), "invited probe, established probe");
}

static void
test_names (Session *session)
{
  static const char *const names[] = { "", "\xC3\xA9t\xC3\xA9", "\xFF\xFE", "long" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint has_end = 0; has_end < 2; has_end++)
      {
        guint8          data[16 + 300 + 1] = { 0 };
        gsize           size = MIN (strlen (names[i]), 300);
        SeqgoRtpCommand command;
        Probe           probe;
        const char     *name;

        probe_init (&probe, session, 1, 6004, 0x1000 + i * 2 + has_end);
        probe.token = TOKEN;
        probe_write (&probe, INVITATION, &command);
        seqgo_rtp_command_write (&command, data);
        memcpy (data + 16, names[i], size);
        if (strcmp (names[i], "long") == 0)
          {
            size = 300;
            memset (data + 16, 'x', size);
          }
        data[16 + size] = '\0';
        probe_send (&probe, CONTROL, data, 16 + size + has_end);
        probe_command (&probe, DATA, INVITATION);
        name = session_get_info (session).name;
        g_assert_cmpint (session_get_info (session).state, ==, SEQGO_RTP_REMOTE_ESTABLISHED);
        g_assert_true (g_utf8_validate (name, -1, NULL));
        g_assert_cmpuint (strlen (name), <=, 255);
        if (i < 2)
          g_assert_cmpstr (name, ==, names[i]);
      }
}

static void
test_own_name (Session *session)
{
  g_autofree char *name = g_strnfill (300, 'x');
  Probe            probe;
  SeqgoRtpCommand  command;

  /* A character is not cut. */
  memcpy (name + 254, "\xC3\xA9", 2);
  seqgo_rtp_engine_set_name (session->engine, name);
  init_probe (&probe, session);
  probe_command (&probe, CONTROL, INVITATION);
  session_get_last_command (session, &probe, &command);
  g_assert_cmpuint (strlen (command.name), ==, 254);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("/rtp-engine/R-1/R-2/handshake", test_handshake);
  add_test ("/rtp-engine/R-2/data-port", test_data_port);
  add_test ("/rtp-engine/R-3/repeated", test_repeated);
  add_test ("/rtp-engine/R-4/data-alone", test_data_alone);
  add_test ("/rtp-engine/R-5/rejected", test_rejected);
  add_test ("/rtp-engine/R-5/last-place", test_last_place);
  add_test ("/rtp-engine/R-6/half-open", test_half_open);
  add_test ("/rtp-engine/answer/flood", test_flood);
  add_test ("/rtp-engine/answer/flood-of-questions", test_flood_of_questions);
  add_test ("/rtp-engine/answer/deferred", test_deferred);
  add_test ("/rtp-engine/answer/never", test_never_answered);
  add_test ("/rtp-engine/R-13/silence", test_silence);
  add_test ("/rtp-engine/R-13/no-silence", test_no_silence);
  add_test ("/rtp-engine/R-14/end", test_end);
  add_test ("/rtp-engine/R-15/restart", test_restart);
  add_test ("/rtp-engine/R-15/restart-of-program", test_restart_of_program);
  add_test ("/rtp-engine/answer/same-ssrc", test_same_ssrc);
  add_test ("/rtp-engine/R-19/names", test_names);
  add_test ("/rtp-engine/R-19/own-name", test_own_name);
  return g_test_run ();
}
