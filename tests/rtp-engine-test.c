/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "rtp-engine-test.h"
#include "rtp-hex.h"

#define BEGINNING (1000 * SECOND)
#define IDLE_INTERVAL (10 * SECOND)
#define IDLE_TOKEN 0x1D1E

static const char *const causes[] = { "none",     "local",     "by-peer", "restarted", "timeout",
                                      "rejected", "no-answer", "no-sync", "collision" };

static void
send_cb (gpointer                     user_data,
         SeqgoRtpChannel              channel,
         const SeqgoRtpRemoteAddress *to,
         const guint8                *data,
         gsize                        size)
{
  Session *self = user_data;
  Sent     sent = { .time = self->now, .channel = channel, .to = *to, .size = size };

  g_assert_cmpuint (size, <=, sizeof sent.data);
  memcpy (sent.data, data, size);
  for (guint i = 0; i < self->n_idle; i++)
    if (seqgo_rtp_remote_address_same_host (to, &self->idle[i].control))
      return;
  g_array_append_val (self->sent, sent);
}

static guint32
random_cb (gpointer user_data)
{
  Session *self = user_data;

  return g_rand_int (self->random);
}

void
session_init (Session *self, guint n_idle)
{
  SeqgoRtpEngineIo io = { send_cb, random_cb };

  memset (self, 0, sizeof *self);
  self->now = self->start = BEGINNING;
  self->random = g_rand_new_with_seed (1);
  self->sent = g_array_new (FALSE, FALSE, sizeof (Sent));
  self->notices = g_string_new (NULL);
  self->engine = seqgo_rtp_engine_new ("seqgo", OWN_SSRC, &io, self);
  self->idle_time = self->now;
  for (guint i = 0; i < n_idle; i++)
    {
      probe_init (&self->idle[i], self, (guint8) (200 + i), 5004, 0x1D1E0001 + i);
      probe_connect (&self->idle[i], IDLE_TOKEN);
      self->n_idle++;
      session_forget_sent (self);
    }
  g_string_set_size (self->notices, 0);
}

void
session_clear (Session *self)
{
  for (guint i = 0; i < self->n_idle; i++)
    {
      guint n_sent = self->sent->len;
      guint n_idle = self->n_idle;

      /* Only who is connected is answered. */
      self->n_idle = 0;
      probe_synchronize (&self->idle[i], SEQGO_RTP_CHANNEL_DATA, 0, 1, 0, 0);
      g_assert_cmpuint (self->sent->len, ==, n_sent + 1);
      self->n_idle = n_idle;
    }
  seqgo_rtp_engine_free (self->engine);
  g_clear_pointer (&self->remote, seqgo_rtp_remote_unref);
  g_rand_free (self->random);
  g_array_unref (self->sent);
  g_string_free (self->notices, TRUE);
}

typedef struct
{
  guint n_idle;
  void (*test) (Session *session);
} Test;

static void
run_test (gconstpointer user_data)
{
  const Test *test = user_data;
  Session     session;

  session_init (&session, test->n_idle);
  test->test (&session);
  session_clear (&session);
}

void
add_test (const char *path, void (*test) (Session *session))
{
  for (guint n_idle = 0; n_idle <= MAX_IDLE; n_idle += MAX_IDLE)
    {
      g_autofree char *name = g_strdup_printf ("%s/%s", path, n_idle > 0 ? "among-three" : "alone");
      Test            *copy = g_new (Test, 1);

      *copy = (Test){ n_idle, test };
      g_test_add_data_func_full (name, copy, run_test, g_free);
    }
}

static void
run_until (Session *self, gint64 end)
{
  gint64 deadline;

  while ((deadline = seqgo_rtp_engine_get_deadline (self->engine)) >= 0 && deadline <= end)
    {
      /* What is due is never in the past, and not due again. */
      g_assert_cmpint (deadline, >=, self->now);
      self->now = deadline;
      seqgo_rtp_engine_run (self->engine, self->now);
      deadline = seqgo_rtp_engine_get_deadline (self->engine);
      g_assert_true (deadline == -1 || deadline > self->now);
    }
  self->now = end;
}

void
session_advance (Session *self, gint64 microseconds)
{
  gint64 end = self->now + microseconds;

  while (self->n_idle > 0 && self->idle_time + IDLE_INTERVAL <= end)
    {
      self->idle_time += IDLE_INTERVAL;
      run_until (self, MAX (self->idle_time, self->now));
      for (guint i = 0; i < self->n_idle; i++)
        probe_synchronize (&self->idle[i], SEQGO_RTP_CHANNEL_DATA, 0, (guint64) self->now, 0, 0);
    }
  run_until (self, end);
  session_look (self);
}

void
session_mark (Session *self)
{
  self->start = self->now;
  session_forget_sent (self);
}

static void
add_events (Session *self, const SeqgoRtpNotice *notice)
{
  for (guint i = 0; i < notice->records->len; i++)
    {
      const SeqgoEventRecord *record = &g_array_index (notice->records, SeqgoEventRecord, i);

      g_string_append_printf (self->notices, " %u:%u:%d:%d@%" G_GINT64_FORMAT, record->type,
                              record->channel, record->a, record->b,
                              (record->time / 1000 - self->start) / MILLISECOND);
    }
}

static void
tell (Session *self, const SeqgoRtpNotice *notice)
{
  static const char *const types[]
      = { "invited", "established", "failed",       "ended",     "changed",
          "events",  "loss",        "broken-sysex", "withdrawn", "overflow" };

  if (notice->type == SEQGO_RTP_NOTICE_CHANGED && !self->tells_changes)
    return;
  g_string_append_printf (self->notices, "%s%s", self->notices->len > 0 ? ", " : "",
                          types[notice->type]);
  switch (notice->type)
    {
    case SEQGO_RTP_NOTICE_INVITED:
    case SEQGO_RTP_NOTICE_ESTABLISHED:
      {
        SeqgoRtpRemoteInfo info;

        seqgo_rtp_engine_get_info (self->engine, notice->remote, &info);
        g_string_append_printf (self->notices, " %s", info.name);
        break;
      }
    case SEQGO_RTP_NOTICE_FAILED:
    case SEQGO_RTP_NOTICE_ENDED:
    case SEQGO_RTP_NOTICE_WITHDRAWN:
      g_string_append_printf (self->notices, " %s", causes[notice->cause]);
      break;
    case SEQGO_RTP_NOTICE_EVENTS:
      add_events (self, notice);
      break;
    case SEQGO_RTP_NOTICE_LOSS:
      g_string_append_printf (self->notices, " %u%s", notice->n_lost,
                              notice->is_repaired ? " repaired" : "");
      break;
    case SEQGO_RTP_NOTICE_CHANGED:
    case SEQGO_RTP_NOTICE_BROKEN_SYSEX:
    case SEQGO_RTP_NOTICE_OVERFLOW:
    default:
      break;
    }
}

void
session_look (Session *self)
{
  SeqgoRtpNotice notice;

  while (seqgo_rtp_engine_take_notice (self->engine, &notice))
    {
      g_clear_pointer (&self->remote, seqgo_rtp_remote_unref);
      self->remote = seqgo_rtp_remote_ref (notice.remote);
      tell (self, &notice);
      if (notice.type == SEQGO_RTP_NOTICE_INVITED && self->policy != DEFER)
        seqgo_rtp_engine_answer (self->engine, notice.remote, self->policy == ACCEPT, self->now);
      seqgo_rtp_engine_give_back (self->engine, &notice);
    }
}

char *
session_take_notices (Session *self)
{
  char *text;

  session_look (self);
  text = g_strdup (self->notices->str);
  g_string_set_size (self->notices, 0);
  return text;
}

static char *
describe (const Sent *sent)
{
  SeqgoRtpCommand command;
  SeqgoRtpPacket  packet;

  if (seqgo_rtp_packet_parse (&packet, sent->data, sent->size))
    return g_strdup_printf ("MIDI %" G_GSIZE_FORMAT, packet.list_size);
  g_assert_true (seqgo_rtp_command_parse (&command, sent->data, sent->size));
  if (command.type == SEQGO_RTP_COMMAND_SYNCHRONIZATION)
    return g_strdup_printf ("CK%u", command.count);
  return g_strdup_printf ("%c%c", command.type >> 8, command.type & 0xFF);
}

static gint64
get_milliseconds (Session *self, const Sent *sent)
{
  return (sent->time - self->start) / MILLISECOND;
}

char *
session_take_sent (Session *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->sent->len; i++)
    {
      const Sent      *sent = &g_array_index (self->sent, Sent, i);
      g_autofree char *what = describe (sent);

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT " %s %s", i > 0 ? ", " : "",
                              get_milliseconds (self, sent),
                              sent->channel == SEQGO_RTP_CHANNEL_DATA ? "data" : "control", what);
    }
  session_forget_sent (self);
  return g_string_free (text, FALSE);
}

char *
session_take_times (Session *self, const char *kind)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->sent->len; i++)
    {
      const Sent      *sent = &g_array_index (self->sent, Sent, i);
      g_autofree char *what = describe (sent);

      if (strcmp (what, kind) == 0)
        g_string_append_printf (text, "%s%" G_GINT64_FORMAT, text->len > 0 ? " " : "",
                                get_milliseconds (self, sent));
    }
  session_forget_sent (self);
  return g_string_free (text, FALSE);
}

void
session_forget_sent (Session *self)
{
  g_array_set_size (self->sent, 0);
}

const Sent *
session_get_last (Session *self, const Probe *probe)
{
  const Sent *sent;

  g_assert_cmpuint (self->sent->len, >, 0);
  sent = &g_array_index (self->sent, Sent, self->sent->len - 1);
  g_assert_true (seqgo_rtp_remote_address_equal (
      &sent->to, sent->channel == SEQGO_RTP_CHANNEL_DATA ? &probe->data : &probe->control));
  return sent;
}

void
session_get_last_command (Session *self, const Probe *probe, SeqgoRtpCommand *command)
{
  const Sent *sent = session_get_last (self, probe);

  g_assert_true (seqgo_rtp_command_parse (command, sent->data, sent->size));
}

SeqgoRtpRemoteInfo
session_get_info (Session *self)
{
  SeqgoRtpRemoteInfo info;

  session_look (self);
  seqgo_rtp_engine_get_info (self->engine, self->remote, &info);
  return info;
}
