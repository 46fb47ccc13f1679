/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* The input is what happens to an engine: steps of one byte, which says what and to whom, and what
 * that needs. Datagrams come from four peers, whose handshakes can be right, so that what follows
 * is believed. */

#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-command-private.h>
#include <libseqgo/rtp/seqgo-rtp-engine-private.h>
#include <libseqgo/rtp/seqgo-rtp-packet-private.h>

#define N_PEERS 4
#define N_REMOTES 8
#define MAX_SENT 100000

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct
{
  const guint8   *position;
  const guint8   *end;
  SeqgoRtpEngine *engine;
  gint64          now;
  guint32         n_random;
  guint           n_sent;
  /* The last ones that were told of, with references. */
  SeqgoRtpRemote *remotes[N_REMOTES];
  guint           n_remotes;
} Run;

static guint8
next (Run *run)
{
  return run->position < run->end ? *run->position++ : 0;
}

/* As many as the next byte says, and there are. */
static gsize
next_bytes (Run *run, const guint8 **bytes)
{
  gsize size = next (run);

  size = MIN (size, (gsize) (run->end - run->position));
  *bytes = run->position;
  run->position += size;
  return size;
}

static void
send_cb (gpointer                     user_data,
         SeqgoRtpChannel              channel,
         const SeqgoRtpRemoteAddress *to,
         const guint8                *data,
         gsize                        size)
{
  Run            *run = user_data;
  SeqgoRtpPacket  packet;
  SeqgoRtpCommand command;

  run->n_sent++;
  g_assert (size <= SEQGO_RTP_MAX_PACKET_SIZE);
  if (channel == SEQGO_RTP_CHANNEL_DATA && seqgo_rtp_packet_parse (&packet, data, size))
    g_assert (!packet.is_malformed);
  else
    g_assert (seqgo_rtp_command_parse (&command, data, size));
}

/* Tokens can be guessed. */
static guint32
random_cb (gpointer user_data)
{
  Run *run = user_data;

  return ++run->n_random % 8;
}

static void
keep (Run *run, SeqgoRtpRemote *remote)
{
  SeqgoRtpRemote **place = &run->remotes[run->n_remotes++ % N_REMOTES];

  g_clear_pointer (place, seqgo_rtp_remote_unref);
  *place = seqgo_rtp_remote_ref (remote);
}

static void
take_notices (Run *run)
{
  SeqgoRtpNotice notice;

  while (seqgo_rtp_engine_take_notice (run->engine, &notice))
    {
      SeqgoRtpRemoteInfo info;

      seqgo_rtp_engine_get_info (run->engine, notice.remote, &info);
      g_assert (g_utf8_validate (info.name, -1, NULL));
      g_assert (info.latency >= -1);
      if (notice.type == SEQGO_RTP_NOTICE_INVITED)
        keep (run, notice.remote);
      for (guint i = 0; notice.records != NULL && i < notice.records->len; i++)
        {
          const SeqgoEventRecord *record = &g_array_index (notice.records, SeqgoEventRecord, i);

          g_assert (record->time / 1000 <= run->now + G_USEC_PER_SEC);
          if (seqgo_event_record_has_payload (record))
            g_assert ((gint64) record->a + record->b <= (gint64) notice.payloads->len);
        }
      seqgo_rtp_engine_give_back (run->engine, &notice);
    }
}

static void
get_address (guint peer, SeqgoRtpChannel channel, SeqgoRtpRemoteAddress *address)
{
  /* Two have the same host. */
  *address = (SeqgoRtpRemoteAddress){
    .host = { [15] = (guint8) (peer / 2) },
    .port = (guint16) (5004 + 2 * (peer % 2) + (channel == SEQGO_RTP_CHANNEL_DATA)),
  };
}

static void
receive (Run *run, guint peer, SeqgoRtpChannel channel, const guint8 *data, gsize size)
{
  SeqgoRtpRemoteAddress from;
  g_autofree guint8    *copy = g_memdup2 (data, size);

  get_address (peer, channel, &from);
  seqgo_rtp_engine_receive (run->engine, channel, &from, copy, size, run->now);
}

/* Bytes as they are. */
static void
receive_anything (Run *run, guint peer, SeqgoRtpChannel channel)
{
  const guint8 *bytes;
  gsize         size = next_bytes (run, &bytes);

  receive (run, peer, channel, bytes, size);
}

static void
receive_command (Run *run, guint peer, SeqgoRtpChannel channel)
{
  static const SeqgoRtpCommandType types[]
      = { SEQGO_RTP_COMMAND_INVITATION,      SEQGO_RTP_COMMAND_ACCEPTED,
          SEQGO_RTP_COMMAND_REJECTED,        SEQGO_RTP_COMMAND_END,
          SEQGO_RTP_COMMAND_SYNCHRONIZATION, SEQGO_RTP_COMMAND_FEEDBACK,
          SEQGO_RTP_COMMAND_BIT_RATE_LIMIT };
  guint8          data[SEQGO_RTP_MAX_COMMAND];
  guint8          what = next (run), value = next (run);
  SeqgoRtpCommand command = { .type = types[what % G_N_ELEMENTS (types)],
                              .version = SEQGO_RTP_PROTOCOL_VERSION,
                              .ssrc = 100 + (what >> 4) % (N_PEERS + 1),
                              .token = value % 8,
                              .count = value % 3,
                              .sequence = value,
                              .bit_rate = value * 1000,
                              .name = "fuzz" };

  command.timestamps[0] = command.timestamps[1] = (guint64) run->now / 100;
  if (value & 0x80)
    for (guint i = 0; i < 3; i++)
      command.timestamps[i] += (guint64) next (run) << next (run) % 60;
  receive (run, peer, channel, data, seqgo_rtp_command_write (&command, data));
}

static void
receive_packet (Run *run, guint peer)
{
  guint8        data[SEQGO_RTP_HEADER_SIZE + G_MAXUINT8];
  guint8        sequence = next (run), timestamp = next (run);
  const guint8 *bytes;
  gsize         size = next_bytes (run, &bytes);

  seqgo_rtp_packet_write_header (data, sequence, (guint32) (run->now / 100) + timestamp,
                                 100 + peer);
  memcpy (data + SEQGO_RTP_HEADER_SIZE, bytes, size);
  receive (run, peer, SEQGO_RTP_CHANNEL_DATA, data, SEQGO_RTP_HEADER_SIZE + size);
}

static void
connect_peer (Run *run, guint peer)
{
  guint8          data[SEQGO_RTP_MAX_COMMAND];
  SeqgoRtpCommand command = { .type = SEQGO_RTP_COMMAND_INVITATION,
                              .version = SEQGO_RTP_PROTOCOL_VERSION,
                              .ssrc = 100 + peer,
                              .token = next (run) };
  gsize           size = seqgo_rtp_command_write (&command, data);

  receive (run, peer, SEQGO_RTP_CHANNEL_CONTROL, data, size);
  take_notices (run);
  if (run->n_remotes > 0)
    seqgo_rtp_engine_answer (run->engine, run->remotes[(run->n_remotes - 1) % N_REMOTES], TRUE,
                             run->now);
  receive (run, peer, SEQGO_RTP_CHANNEL_DATA, data, size);
}

static void
invite (Run *run, guint peer)
{
  SeqgoRtpRemoteAddress addresses[2];
  SeqgoRtpRemote       *remote;

  for (guint i = 0; i < 2; i++)
    get_address ((peer + i) % N_PEERS, SEQGO_RTP_CHANNEL_CONTROL, &addresses[i]);
  remote = seqgo_rtp_engine_invite (run->engine, addresses, 2, run->now);
  keep (run, remote);
  seqgo_rtp_remote_unref (remote);
}

static void
send_message (Run *run)
{
  static const guint8 sysex[2000] = { [0] = 0xF0, [1999] = 0xF7 };
  guint8              bytes[] = { (guint8) (0x80 | next (run) % 0x60), next (run) & 0x7F, 1 };
  guint8              what = next (run);
  SeqgoRtpRemote     *remote = what & 1 ? run->remotes[what / 2 % N_REMOTES] : NULL;
  gint64              when = run->now + ((what & 0x80) ? next (run) * 1000 : -what);

  if (what % 16 == 15)
    seqgo_rtp_engine_send (run->engine, remote, sysex, sizeof sysex, when, run->now);
  else
    seqgo_rtp_engine_send (run->engine, remote, bytes,
                           (bytes[0] & 0xE0) == 0xC0 && bytes[0] < 0xE0 ? 2 : 3, when, run->now);
  if (what & 2)
    seqgo_rtp_engine_flush (run->engine, run->now);
}

static void
change_settings (Run *run)
{
  SeqgoRtpEngineSettings *settings = seqgo_rtp_engine_get_settings (run->engine);
  guint8                  what = next (run);

  settings->max_packet_size = next (run) * 8;
  settings->max_remotes = what & 7;
  settings->has_journal = (what & 8) != 0;
  settings->reconnects = (what & 16) != 0;
  settings->has_running_status = (what & 32) != 0;
  settings->receive_limit = what & 64;
}

static void
pass_time (Run *run, gint64 microseconds)
{
  gint64 end = run->now + microseconds, deadline;

  while ((deadline = seqgo_rtp_engine_get_deadline (run->engine)) >= 0 && deadline <= end
         && run->n_sent < MAX_SENT)
    {
      g_assert (deadline > run->now || deadline == run->now);
      run->now = deadline;
      seqgo_rtp_engine_run (run->engine, run->now);
      take_notices (run);
      deadline = seqgo_rtp_engine_get_deadline (run->engine);
      g_assert (deadline == -1 || deadline > run->now);
    }
  run->now = end;
}

static void
step (Run *run)
{
  guint8          what = next (run);
  guint           peer = (what >> 4) % N_PEERS;
  SeqgoRtpChannel channel = what >> 7 ? SEQGO_RTP_CHANNEL_DATA : SEQGO_RTP_CHANNEL_CONTROL;
  SeqgoRtpRemote *remote = run->remotes[(what >> 4) % N_REMOTES];

  switch (what & 0xF)
    {
    case 0:
      receive_anything (run, peer, channel);
      break;
    case 1:
    case 2:
      receive_command (run, peer, channel);
      break;
    case 3:
    case 4:
    case 5:
      receive_packet (run, peer);
      break;
    case 6:
      connect_peer (run, peer);
      break;
    case 7:
      invite (run, peer);
      break;
    case 8:
      if (remote != NULL)
        seqgo_rtp_engine_answer (run->engine, remote, channel, run->now);
      break;
    case 9:
      if (remote != NULL)
        seqgo_rtp_engine_end (run->engine, remote, run->now);
      break;
    case 10:
      if (remote != NULL)
        seqgo_rtp_engine_set_remote_journal (run->engine, remote, channel);
      break;
    case 11:
      change_settings (run);
      break;
    case 12:
    case 13:
      send_message (run);
      break;
    case 14:
      pass_time (run, next (run) * 1000);
      break;
    default:
      pass_time (run, next (run) * 200000);
      break;
    }
  take_notices (run);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  SeqgoRtpEngineIo io = { send_cb, random_cb };
  Run              run = { .position = data, .end = data + size, .now = 1000 * G_USEC_PER_SEC };

  run.engine = seqgo_rtp_engine_new ("fuzz", 99, &io, &run);
  while (run.position < run.end)
    step (&run);
  seqgo_rtp_engine_close (run.engine, run.now);
  take_notices (&run);
  seqgo_rtp_engine_free (run.engine);
  for (guint i = 0; i < N_REMOTES; i++)
    g_clear_pointer (&run.remotes[i], seqgo_rtp_remote_unref);
  return 0;
}
