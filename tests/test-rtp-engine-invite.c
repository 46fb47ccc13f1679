/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* We invite others, and keep the sessions with them. */

#include "rtp-engine-test.h"

#define CONTROL SEQGO_RTP_CHANNEL_CONTROL
#define DATA SEQGO_RTP_CHANNEL_DATA
#define INVITATION SEQGO_RTP_COMMAND_INVITATION
#define ACCEPTED SEQGO_RTP_COMMAND_ACCEPTED
#define REJECTED SEQGO_RTP_COMMAND_REJECTED
#define END SEQGO_RTP_COMMAND_END

#define EVERY_SECOND "0 1000 2000 3000 4000 5000 6000 7000 8000 9000 10000 11000"

/* Invites @probe, and tells it the token. */
static void
invite (Session *session, Probe *probe)
{
  SeqgoRtpCommand command;

  seqgo_rtp_remote_unref (
      seqgo_rtp_engine_invite (session->engine, &probe->control, 1, session->now));
  session_get_last_command (session, probe, &command);
  g_assert_cmphex (command.type, ==, INVITATION);
  g_assert_cmphex (command.ssrc, ==, seqgo_rtp_engine_get_ssrc (session->engine));
  g_assert_cmpstr (command.name, ==, "seqgo");
  probe->token = command.token;
}

static void
init_probe (Probe *probe, Session *session)
{
  probe_init (probe, session, 1, 6004, 0xCAFEBABE);
}

static void
test_silent (Session *session)
{
  Probe           probe;
  SeqgoRtpCommand command;

  init_probe (&probe, session);
  invite (session, &probe);
  session_advance (session, 12 * SECOND - 1);
  session_get_last_command (session, &probe, &command);
  g_assert_cmphex (command.token, ==, probe.token);
  g_assert_cmpuint (session->sent->len, ==, 12);
  assert_text (session_take_times (session, "IN"), EVERY_SECOND);
  assert_text (session_take_notices (session), "");
  session_advance (session, 100 * SECOND);
  assert_text (session_take_notices (session), "failed no-answer");
  assert_text (session_take_sent (session), "");
}

static void
test_silent_on_data (Session *session)
{
  Probe probe;

  init_probe (&probe, session);
  invite (session, &probe);
  session_forget_sent (session);
  probe_command (&probe, CONTROL, ACCEPTED);
  session_advance (session, 12 * SECOND - 1);
  g_assert_cmpint (session_get_last (session, &probe)->channel, ==, DATA);
  assert_text (session_take_times (session, "IN"), EVERY_SECOND);
  session_advance (session, 100 * SECOND);
  assert_text (session_take_notices (session), "failed no-answer");
  assert_text (session_take_sent (session), "12000 control BY, 12020 control BY");
}

static void
test_rejected (Session *session)
{
  Probe probe;

  init_probe (&probe, session);
  invite (session, &probe);
  probe_command (&probe, CONTROL, REJECTED);
  assert_text (session_take_notices (session), "failed rejected");
  session_advance (session, 100 * SECOND);
  assert_text (session_take_sent (session), "0 control IN");

  session_mark (session);
  invite (session, &probe);
  probe_command (&probe, CONTROL, ACCEPTED);
  probe_command (&probe, DATA, REJECTED);
  assert_text (session_take_notices (session), "failed rejected");
  session_advance (session, 100 * SECOND);
  assert_text (session_take_sent (session), "0 control IN, 0 data IN, 0 control BY, 20 control BY");
}

/* As pymidi does. Both numbers are its own, and it is sent no journal. */
static void
test_two_ssrcs (Session *session)
{
  SeqgoRtpRemoteInfo info;
  Probe              probe;
  const guint32      control_ssrc = 0xCAFEBABE, data_ssrc = 0xCAFEBABF;

  init_probe (&probe, session);
  invite (session, &probe);
  probe_command (&probe, CONTROL, ACCEPTED);
  probe.ssrc = data_ssrc;
  probe_command (&probe, DATA, ACCEPTED);
  assert_text (session_take_notices (session), "established probe");
  info = session_get_info (session);
  g_assert_cmphex (info.ssrc, ==, data_ssrc);
  g_assert_false (info.has_journal);

  probe_midi (&probe, 0, "90 3C 64", NULL);
  assert_text (session_take_notices (session), "events 6:0:60:100@0");
  probe.ssrc = control_ssrc;
  probe_command (&probe, CONTROL, END);
  assert_text (session_take_notices (session), "events 7:0:60:64@0, ended by-peer");
  g_assert_cmpuint (seqgo_rtp_engine_get_n_unverified (session->engine), ==, 0);
}

/* Neither is ours, or somebody else's. */
static void
test_data_collision (Session *session)
{
  Probe probe, other;

  init_probe (&probe, session);
  probe_be_invited (&probe);
  g_string_set_size (session->notices, 0);
  for (guint i = 0; i < 2; i++)
    {
      probe_init (&other, session, 2, 6004, 5);
      session_mark (session);
      invite (session, &other);
      probe_command (&other, CONTROL, ACCEPTED);
      other.ssrc = i == 0 ? OWN_SSRC : probe.ssrc;
      probe_command (&other, DATA, ACCEPTED);
      assert_text (session_take_sent (session), "0 control IN, 0 data IN, 0 control BY");
      assert_text (session_take_notices (session), "failed collision");
    }
}

static void
test_wrong_token (Session *session)
{
  Probe                 probe;
  SeqgoRtpRemoteAddress other;
  SeqgoRtpCommand       command;
  guint8                data[SEQGO_RTP_MAX_COMMAND];
  gsize                 size;

  init_probe (&probe, session);
  invite (session, &probe);
  probe.token++;
  probe_command (&probe, CONTROL, ACCEPTED);
  probe_command (&probe, CONTROL, REJECTED);
  probe.token--;
  probe_write (&probe, ACCEPTED, &command);
  size = seqgo_rtp_command_write (&command, data);
  set_address (&other, 2, probe.control.port);
  probe_send_from (&probe, CONTROL, &other, data, size);
  probe_send (&probe, DATA, data, size);
  g_assert_cmpuint (seqgo_rtp_engine_get_n_unverified (session->engine), ==, 4);
  assert_text (session_take_sent (session), "0 control IN");

  probe_command (&probe, CONTROL, ACCEPTED);
  probe_command (&probe, DATA, ACCEPTED);
  assert_text (session_take_notices (session), "established probe");
  /* Twice, because our invitation was. */
  probe_command (&probe, CONTROL, ACCEPTED);
  probe_command (&probe, DATA, ACCEPTED);
  assert_text (session_take_notices (session), "");
}

/* Answers all that waits for it. */
static void
answer_synchronization (Session *session, Probe *probe)
{
  SeqgoRtpCommand command;

  session_get_last_command (session, probe, &command);
  g_assert_cmphex (command.type, ==, SEQGO_RTP_COMMAND_SYNCHRONIZATION);
  g_assert_cmpuint (command.count, ==, 0);
  probe_synchronize (probe, DATA, 1, command.timestamps[0], 5, 0);
}

static void
test_synchronization (Session *session)
{
  Probe              probe;
  SeqgoRtpRemoteInfo info;

  init_probe (&probe, session);
  probe_be_invited (&probe);
  assert_text (session_take_notices (session), "established probe");
  session_mark (session);
  for (guint i = 0; i < 60; i++)
    {
      session_advance (session, 1 * SECOND);
      probe_midi (&probe, 0, "F8", NULL);
    }
  /* Who sends music is there. */
  assert_text (session_take_times (session, "CK0"),
               "500 1000 2500 4000 5500 7000 8500 18500 28500 38500 48500 58500");
  info = session_get_info (session);
  g_assert_cmpint (info.state, ==, SEQGO_RTP_REMOTE_ESTABLISHED);
  g_assert_false (info.is_synchronized);
}

static void
test_never_synchronized (Session *session)
{
  Probe probe;

  init_probe (&probe, session);
  probe_be_invited (&probe);
  assert_text (session_take_sent (session), "0 control IN, 0 data IN, 0 data CK0");
  session_advance (session, 5500 * MILLISECOND);
  assert_text (session_take_notices (session), "established probe, ended no-sync");
  session_advance (session, 500 * MILLISECOND);
  assert_text (session_take_sent (session),
               "500 data CK0, 1000 data CK0, 2500 data CK0, 4000 data CK0, 5500 control BY, "
               "5520 control BY");
}

static void
test_unanswered (Session *session)
{
  Probe probe;

  seqgo_rtp_engine_get_settings (session->engine)->reconnects = FALSE;
  init_probe (&probe, session);
  probe_be_invited (&probe);
  answer_synchronization (session, &probe);
  for (guint i = 0; i < 17; i++)
    {
      session_mark (session);
      session_advance (session, 500 * MILLISECOND);
      if (session->sent->len > 0)
        answer_synchronization (session, &probe);
    }
  session_mark (session);
  assert_text (session_take_notices (session), "established probe");

  /* Two are not answered. */
  session_advance (session, 30 * SECOND);
  assert_text (session_take_notices (session), "");
  answer_synchronization (session, &probe);
  session_advance (session, 60 * SECOND - 1);
  assert_text (session_take_notices (session), "");
  session_forget_sent (session);
  session_advance (session, 1 * SECOND);
  assert_text (session_take_notices (session), "ended timeout");
  assert_text (session_take_sent (session), "90000 control BY, 90020 control BY");
}

/* The token of the last invitation. */
static guint32
get_token (Session *session)
{
  SeqgoRtpCommand command = { 0 };

  for (guint i = session->sent->len; i-- > 0 && command.type != INVITATION;)
    {
      const Sent *sent = &g_array_index (session->sent, Sent, i);

      if (sent->channel == CONTROL)
        seqgo_rtp_command_parse (&command, sent->data, sent->size);
    }
  g_assert_cmphex (command.type, ==, INVITATION);
  return command.token;
}

static void
test_reconnect (Session *session)
{
  static const guint waits[] = { 1, 2, 4, 8, 16, 30, 30 };
  Probe              probe;

  init_probe (&probe, session);
  probe_be_invited (&probe);
  answer_synchronization (session, &probe);
  probe_command (&probe, CONTROL, END);
  assert_text (session_take_notices (session), "established probe, ended by-peer");
  g_assert_cmpint (session_get_info (session).state, ==, SEQGO_RTP_REMOTE_WAITING);

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      session_mark (session);
      session_advance (session, waits[i] * SECOND - 1);
      assert_text (session_take_sent (session), "");
      session_advance (session, 1);
      g_assert_cmphex (get_token (session), !=, probe.token);
      probe.token = get_token (session);
      probe_command (&probe, CONTROL, REJECTED);
      assert_text (session_take_notices (session), "");
    }
  session_mark (session);
  session_advance (session, 30 * SECOND);
  probe.token = get_token (session);
  probe_command (&probe, CONTROL, ACCEPTED);
  probe_command (&probe, DATA, ACCEPTED);
  assert_text (session_take_notices (session), "established probe");

  /* From the beginning again. */
  answer_synchronization (session, &probe);
  probe_command (&probe, CONTROL, END);
  session_mark (session);
  session_advance (session, 1 * SECOND);
  assert_text (session_take_sent (session), "1000 control IN");
  session_advance (session, 11 * SECOND);
  assert_text (session_take_notices (session), "ended by-peer");
  session_mark (session);
  session_advance (session, 2 * SECOND);
  assert_text (session_take_sent (session), "");
  session_advance (session, 1 * SECOND);
  assert_text (session_take_sent (session), "3000 control IN");

  /* Until it is no longer wanted. */
  seqgo_rtp_engine_end (session->engine, session->remote, session->now);
  assert_text (session_take_notices (session), "failed local");
  seqgo_rtp_engine_end (session->engine, session->remote, session->now);
  session_advance (session, 100 * SECOND);
  assert_text (session_take_notices (session), "");
  assert_text (session_take_sent (session), "3000 control BY, 3020 control BY");
}

static void
test_end (Session *session)
{
  Probe probe;

  init_probe (&probe, session);
  probe_be_invited (&probe);
  probe_midi (&probe, 0, "90 3C 40", NULL);
  session_mark (session);
  g_string_set_size (session->notices, 0);
  seqgo_rtp_engine_end (session->engine, session->remote, session->now);
  assert_text (session_take_notices (session), "events 7:0:60:64@0, ended local");
  session_advance (session, 100 * SECOND);
  assert_text (session_take_notices (session), "");
  assert_text (session_take_sent (session), "0 control BY, 20 control BY");
}

/* Who comes back at once is not told again that the session before is over. */
static void
test_farewell (Session *session)
{
  Probe probe;

  init_probe (&probe, session);
  probe_be_invited (&probe);
  seqgo_rtp_engine_end (session->engine, session->remote, session->now);
  session_mark (session);
  probe_connect (&probe, 1);
  session_advance (session, 1 * SECOND);
  assert_text (session_take_sent (session), "0 control OK, 0 data OK");
}

static void
test_close (Session *session)
{
  Probe probe, asking, invited;

  init_probe (&probe, session);
  probe_be_invited (&probe);
  probe_init (&invited, session, 2, 5004, 2);
  invite (session, &invited);
  seqgo_rtp_engine_send (session->engine, NULL, (const guint8 *) "\x90\x3C\x40", 3, 0,
                         session->now);
  session->policy = DEFER;
  probe_init (&asking, session, 3, 5004, 3);
  probe_command (&asking, CONTROL, INVITATION);
  g_string_set_size (session->notices, 0);
  session_mark (session);

  seqgo_rtp_engine_close (session->engine, session->now);
  assert_text (session_take_sent (session),
               "0 data MIDI 3, 0 control BY, 0 control BY, 0 control NO, 0 control BY, "
               "0 control BY");
  g_assert_cmpint (seqgo_rtp_engine_get_deadline (session->engine), ==, -1);
  if (session->n_idle == 0)
    assert_text (session_take_notices (session), "ended local, failed local, withdrawn local");
  session->n_idle = 0;
  seqgo_rtp_engine_run (session->engine, session->now + 100 * SECOND);
  seqgo_rtp_engine_close (session->engine, session->now);
  probe_connect (&asking, 77);
  session_forget_sent (session);
  g_string_set_size (session->notices, 0);
  assert_text (session_take_notices (session), "");
}

/* Several addresses get their turns, and one that answers late is as good. */
static void
test_candidates (Session *session)
{
  Probe                 probe;
  SeqgoRtpRemoteAddress addresses[3];
  guint8                hosts[36];

  for (guint8 i = 0; i < 3; i++)
    set_address (&addresses[i], i + 1, 6004);
  seqgo_rtp_remote_unref (seqgo_rtp_engine_invite (session->engine, addresses, 3, session->now));
  session_advance (session, 36 * SECOND - 1);
  g_assert_cmpuint (session->sent->len, ==, 36);
  for (guint i = 0; i < 36; i++)
    hosts[i] = g_array_index (session->sent, Sent, i).to.host[15];
  g_assert_cmpmem (hosts, 12, "\1\1\1\2\2\2\3\3\3\1\1\1", 12);
  assert_text (session_take_notices (session), "");
  session_advance (session, 1);
  assert_text (session_take_notices (session), "failed no-answer");

  session_mark (session);
  seqgo_rtp_remote_unref (seqgo_rtp_engine_invite (session->engine, addresses, 3, session->now));
  session_advance (session, 4 * SECOND);
  probe_init (&probe, session, 1, 6004, 0xCAFEBABE);
  probe.token = get_token (session);
  session_forget_sent (session);
  probe_command (&probe, CONTROL, ACCEPTED);
  session_get_last (session, &probe);
  probe_command (&probe, DATA, ACCEPTED);
  assert_text (session_take_notices (session), "established probe");
}

/* Somebody has the SSRC that we have. */
static void
test_collision (Session *session)
{
  Probe   probe, other;
  guint32 ssrc;

  init_probe (&probe, session);
  invite (session, &probe);
  probe.ssrc = OWN_SSRC;
  session_mark (session);
  probe_command (&probe, CONTROL, ACCEPTED);
  ssrc = seqgo_rtp_engine_get_ssrc (session->engine);
  g_assert_cmphex (ssrc, !=, OWN_SSRC);
  g_assert_cmphex (get_token (session), !=, probe.token);
  probe.token = get_token (session);
  assert_text (session_take_sent (session), "0 control IN");
  probe_command (&probe, CONTROL, ACCEPTED);
  probe_command (&probe, DATA, ACCEPTED);
  assert_text (session_take_notices (session), "established probe");

  /* An echo of ours. */
  probe_init (&other, session, 2, 6004, 0);
  invite (session, &other);
  for (guint i = 0; i < 3; i++)
    {
      other.ssrc = seqgo_rtp_engine_get_ssrc (session->engine);
      other.token = get_token (session);
      probe_command (&other, CONTROL, ACCEPTED);
    }
  assert_text (session_take_notices (session), "failed collision");
  invite (session, &other);
  other.ssrc = seqgo_rtp_engine_get_ssrc (session->engine);
  probe_command (&other, CONTROL, REJECTED);
  assert_text (session_take_notices (session), "failed collision");

  /* Somebody else's. */
  other.ssrc = probe.ssrc;
  session_mark (session);
  invite (session, &other);
  probe_command (&other, CONTROL, ACCEPTED);
  assert_text (session_take_sent (session), "0 control IN, 0 control BY");
  assert_text (session_take_notices (session), "failed collision");
}

/* Who is invited twice is connected anew. */
static void
test_twice (Session *session)
{
  Probe probe;

  init_probe (&probe, session);
  probe_be_invited (&probe);
  probe_be_invited (&probe);
  assert_text (session_take_notices (session),
               "established probe, ended restarted, established probe");
}

/* Who we invite invites us at the same time. */
static void
test_meeting (Session *session)
{
  Probe   probe;
  guint32 token;

  /* It has the higher SSRC, and ours goes on. */
  init_probe (&probe, session);
  probe.ssrc = OWN_SSRC + 1;
  invite (session, &probe);
  token = probe.token;
  session_mark (session);
  probe.token = 99;
  probe_command (&probe, CONTROL, INVITATION);
  assert_text (session_take_sent (session), "");
  probe.token = token;
  probe_command (&probe, CONTROL, ACCEPTED);
  probe.token = 99;
  probe_command (&probe, CONTROL, INVITATION);
  probe.token = token;
  probe_command (&probe, DATA, ACCEPTED);
  assert_text (session_take_sent (session), "0 data IN, 0 data CK0");
  probe.token = 99;
  probe_command (&probe, CONTROL, INVITATION);
  assert_text (session_take_sent (session), "0 control NO");
  assert_text (session_take_notices (session), "established probe");
  probe.token = token;
  probe_command (&probe, CONTROL, END);
  assert_text (session_take_notices (session), "ended by-peer");

  /* Who waits to invite it again follows it, without a question. */
  session->policy = REJECT;
  session_mark (session);
  probe_connect (&probe, 98);
  assert_text (session_take_sent (session), "0 control OK, 0 data OK");
  assert_text (session_take_notices (session), "established probe");
  g_assert_true (session_get_info (session).was_invited);
  session_advance (session, 60 * SECOND);
  assert_text (session_take_notices (session), "ended timeout");
  g_assert_cmpint (session_get_info (session).state, ==, SEQGO_RTP_REMOTE_WAITING);
}

static void
test_lower_meeting (Session *session)
{
  Probe probe;

  session->policy = REJECT;
  init_probe (&probe, session);
  probe.ssrc = 1;
  invite (session, &probe);
  session_mark (session);
  probe_connect (&probe, 99);
  assert_text (session_take_sent (session), "0 control OK, 0 data OK");
  assert_text (session_take_notices (session), "established probe");
  g_assert_true (session_get_info (session).was_invited);

  /* It does not go on. */
  probe_init (&probe, session, 2, 5004, 2);
  invite (session, &probe);
  session_mark (session);
  probe.token = 99;
  probe_command (&probe, CONTROL, INVITATION);
  session_advance (session, 10 * SECOND);
  assert_text (session_take_sent (session), "0 control OK");
  assert_text (session_take_notices (session), "failed no-answer");
}

/* It has two addresses: we invite it at one, and it invites us from the other. */
static void
test_meeting_elsewhere (Session *session)
{
  Probe probe, other;

  for (guint i = 0; i < 2; i++)
    {
      guint32 ssrc = i == 0 ? 1 : OWN_SSRC + 1;

      session_mark (session);
      probe_init (&probe, session, 1, 6004, ssrc);
      probe_init (&other, session, 2, 6004, ssrc);
      other.token = 99;
      invite (session, &probe);
      probe_command (&other, CONTROL, INVITATION);
      probe_command (&probe, CONTROL, ACCEPTED);
      probe_command (&other, DATA, INVITATION);
      probe_command (&probe, DATA, ACCEPTED);
      if (i == 0)
        {
          assert_text (session_take_sent (session),
                       "0 control IN, 0 control OK, 0 control OK, 0 data OK");
          probe_command (&other, CONTROL, END);
        }
      else
        {
          assert_text (session_take_sent (session),
                       "0 control IN, 0 control OK, 0 data IN, 0 data NO, 0 data CK0");
          probe_command (&probe, CONTROL, END);
        }
      assert_text (session_take_notices (session),
                   "invited probe, withdrawn restarted, established probe, ended by-peer");
      g_assert_true (session_get_info (session).was_invited);
      seqgo_rtp_engine_end (session->engine, session->remote, session->now);
      assert_text (session_take_notices (session), "failed local");
    }
}

/* Two sessions with one SSRC, which were begun at once: one of them remains. */
static void
test_two_at_once (Session *session)
{
  Probe first, second;

  /* Both are ours: the earlier one. */
  probe_init (&first, session, 1, 6004, 1);
  probe_init (&second, session, 2, 6004, 1);
  invite (session, &first);
  invite (session, &second);
  probe_command (&first, CONTROL, ACCEPTED);
  probe_command (&second, CONTROL, ACCEPTED);
  probe_command (&first, DATA, ACCEPTED);
  probe_command (&second, DATA, ACCEPTED);
  assert_text (session_take_notices (session), "established probe, failed collision");
  probe_command (&first, CONTROL, END);
  seqgo_rtp_engine_end (session->engine, session->remote, session->now);
  assert_text (session_take_notices (session), "ended by-peer, failed local");

  /* It has the lower SSRC: its own. */
  session_mark (session);
  invite (session, &first);
  probe_command (&first, CONTROL, ACCEPTED);
  second.token = 99;
  probe_command (&second, CONTROL, INVITATION);
  probe_command (&first, DATA, ACCEPTED);
  session_forget_sent (session);
  probe_command (&second, DATA, INVITATION);
  assert_text (session_take_sent (session), "0 data OK");
  assert_text (session_take_notices (session),
               "invited probe, established probe, ended restarted, established probe");
  probe_command (&second, CONTROL, END);
  g_string_set_size (session->notices, 0);

  /* It has the higher one: ours. */
  first.ssrc = second.ssrc = OWN_SSRC + 1;
  session_mark (session);
  invite (session, &first);
  probe_command (&first, CONTROL, ACCEPTED);
  probe_command (&second, CONTROL, INVITATION);
  probe_command (&first, DATA, ACCEPTED);
  session_forget_sent (session);
  probe_command (&second, DATA, INVITATION);
  assert_text (session_take_sent (session), "0 data NO");
  assert_text (session_take_notices (session),
               "invited probe, established probe, withdrawn restarted");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("/rtp-engine/R-7/silent", test_silent);
  add_test ("/rtp-engine/R-8/silent-on-data", test_silent_on_data);
  add_test ("/rtp-engine/R-9/rejected", test_rejected);
  add_test ("/rtp-engine/R-10/wrong-token", test_wrong_token);
  add_test ("/rtp-engine/R-12/synchronization", test_synchronization);
  add_test ("/rtp-engine/R-12/never-synchronized", test_never_synchronized);
  add_test ("/rtp-engine/R-12/unanswered", test_unanswered);
  add_test ("/rtp-engine/R-16/reconnect", test_reconnect);
  add_test ("/rtp-engine/R-17/end", test_end);
  add_test ("/rtp-engine/R-17/farewell", test_farewell);
  add_test ("/rtp-engine/R-17/close", test_close);
  add_test ("/rtp-engine/invite/candidates", test_candidates);
  add_test ("/rtp-engine/invite/collision", test_collision);
  add_test ("/rtp-engine/invite/twice", test_twice);
  add_test ("/rtp-engine/invite/two-ssrcs", test_two_ssrcs);
  add_test ("/rtp-engine/invite/data-collision", test_data_collision);
  add_test ("/rtp-engine/invite/meeting", test_meeting);
  add_test ("/rtp-engine/invite/lower-meeting", test_lower_meeting);
  add_test ("/rtp-engine/invite/meeting-elsewhere", test_meeting_elsewhere);
  add_test ("/rtp-engine/invite/two-at-once", test_two_at_once);
  return g_test_run ();
}
