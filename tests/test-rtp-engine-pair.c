/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Two engines play to each other over a network, good or bad. */

#include <libseqgo/rtp/seqgo-rtp-sender-private.h>

#include "rtp-engine-network.h"
#include "rtp-traffic.h"

#define N_SEEDS 20
#define N_COMMANDS 4000
#define N_ALL 100000

/* What leaves a receiver in what state, and what it was sent. */
typedef struct
{
  Node        node;
  RtpTraffic *traffic;
  /* What it told others, and what it was told. */
  RtpState    sent;
  RtpState    received;
  GByteArray *log;
  guint       n_established;
  guint       n_ended;
  guint64     n_recovered;
  gint64      last_time;
  gboolean    keeps_log;
  /* Of the last notice, without a reference. */
  SeqgoRtpRemote *remote;
  GByteArray     *sent_log;
} Player;

static void
notice_cb (Node *node, SeqgoRtpNotice *notice)
{
  Player *player = node->user_data;

  if (notice->type == SEQGO_RTP_NOTICE_INVITED)
    seqgo_rtp_engine_answer (node->engine, notice->remote, TRUE, node->network->now);
  player->remote = notice->remote;
  player->n_established += notice->type == SEQGO_RTP_NOTICE_ESTABLISHED;
  player->n_ended += notice->type == SEQGO_RTP_NOTICE_ENDED;
  for (guint i = 0; notice->records != NULL && i < notice->records->len; i++)
    {
      const SeqgoEventRecord *record = &g_array_index (notice->records, SeqgoEventRecord, i);
      guint8                  message[3];
      gsize                   size = rtp_record_get_message (record, message);

      g_assert_cmpint (record->time, >=, player->last_time);
      player->last_time = record->time;
      player->n_recovered += (record->flags & SEQGO_EVENT_FLAG_RECOVERED) != 0;
      rtp_state_apply (&player->received, message);
      if (player->keeps_log)
        g_byte_array_append (player->log, message, (guint) size);
    }
}

static void
player_init (Player *self, Network *network, guint8 host, guint seed)
{
  *self = (Player){ .traffic = rtp_traffic_new (2 * seed + host) };
  node_init (&self->node, network, host, 0x1000 + host);
  self->node.notice = notice_cb;
  self->node.user_data = self;
  self->log = g_byte_array_new ();
  self->sent_log = g_byte_array_new ();
}

static void
player_clear (Player *self)
{
  node_clear (&self->node);
  rtp_traffic_free (self->traffic);
  g_byte_array_unref (self->log);
  g_byte_array_unref (self->sent_log);
}

static void
pair_init (Network *network, Player *players, guint32 seed)
{
  network_init (network, seed);
  network->min_delay = network->max_delay = 1 * MILLISECOND;
  for (guint8 i = 0; i < 2; i++)
    player_init (&players[i], network, i, seed);
}

static void
pair_clear (Network *network, Player *players)
{
  for (guint i = 0; i < 2; i++)
    player_clear (&players[i]);
  network_clear (network);
}

static void
send_message (Player *self, const guint8 *message, gsize size)
{
  gint64 now = self->node.network->now;

  rtp_state_apply (&self->sent, message);
  if (self->keeps_log)
    g_byte_array_append (self->sent_log, message, (guint) size);
  seqgo_rtp_engine_send (self->node.engine, NULL, message, size, now, now);
}

static void
play (Player *self)
{
  guint8 message[3];
  gsize  size = rtp_traffic_next (self->traffic, message);

  send_message (self, message, size);
}

static void
finish_playing (Player *self)
{
  guint8 message[3];
  gsize  size;

  while ((size = rtp_traffic_end (self->traffic, message)) > 0)
    send_message (self, message, size);
  seqgo_rtp_engine_flush (self->node.engine, self->node.network->now);
}

static void
assert_same (const Player *from, const Player *to)
{
  g_autofree char *difference = rtp_state_compare (&to->received, &from->sent);

  g_assert_cmpstr (difference, ==, NULL);
  for (guint channel = 0; channel < 16; channel++)
    for (guint note = 0; note < 128; note++)
      g_assert_cmpuint (to->received.channels[channel].notes[note], ==, 0);
}

/* One run, with the network as it is. */
static void
run_players (Network *network, Player players[2], guint n_commands)
{
  guint loss = network->loss;

  network->loss = 0;
  seqgo_rtp_remote_unref (node_invite (&players[0].node, &players[1].node));
  network_run (network, 2 * SECOND);
  g_assert_cmpuint (players[0].n_established, ==, 1);
  g_assert_cmpuint (players[1].n_established, ==, 1);

  network->loss = loss;
  for (guint i = 0; i < n_commands; i++)
    for (guint j = 0; j < 2; j++)
      {
        play (&players[j]);
        if (rtp_traffic_random (players[j].traffic, 3) > 0)
          continue;
        seqgo_rtp_engine_flush (players[j].node.engine, network->now);
        network_run (network, rtp_traffic_random (players[j].traffic, 20) * MILLISECOND);
      }
  for (guint j = 0; j < 2; j++)
    finish_playing (&players[j]);
  /* As long as there are guard packets. */
  network_run (network, 8 * SECOND);
}

static void
test_lossy (gconstpointer user_data)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      Network network;
      Player  players[2];

      pair_init (&network, players, seed);
      network.loss = GPOINTER_TO_UINT (user_data);
      network.doubling = 2;
      network.reordering = 2;
      network.max_delay = 3 * MILLISECOND;
      run_players (&network, players, N_COMMANDS);
      for (guint i = 0; i < 2; i++)
        {
          assert_same (&players[i], &players[1 - i]);
          g_assert_cmpuint (players[i].n_established, ==, 1);
          g_assert_cmpuint (players[i].n_ended, ==, 0);
          g_assert_cmpuint (players[i].n_recovered, >, 0);
        }
      pair_clear (&network, players);
    }
}

static void
test_perfect (void)
{
  Network network;
  Player  players[2];

  pair_init (&network, players, 1);
  for (guint i = 0; i < 2; i++)
    players[i].keeps_log = TRUE;
  run_players (&network, players, N_ALL);
  for (guint i = 0; i < 2; i++)
    {
      assert_same (&players[i], &players[1 - i]);
      g_assert_cmpuint (players[i].n_recovered, ==, 0);
      g_assert_cmpuint (players[i].sent_log->len, >, 2 * N_ALL);
      g_assert_cmpmem (players[i].sent_log->data, (int) players[i].sent_log->len,
                       players[1 - i].log->data, (int) players[1 - i].log->len);
    }
  pair_clear (&network, players);
}

/* A slow receiver cannot take everything, and yet has the state of the sender in the end. */
static void
test_slow (void)
{
  Network            network;
  Player             players[2];
  SeqgoRtpRemote    *remote;
  SeqgoRtpRemoteInfo info;

  pair_init (&network, players, 1);
  seqgo_rtp_engine_get_settings (players[1].node.engine)->receive_limit = 31250;
  remote = node_invite (&players[0].node, &players[1].node);
  network_run (&network, 1 * SECOND);
  for (guint i = 0; i < N_ALL; i++)
    play (&players[0]);
  finish_playing (&players[0]);
  network_run (&network, 60 * SECOND);
  seqgo_rtp_engine_get_info (players[0].node.engine, remote, &info);
  g_assert_cmpuint (info.n_packets_left_out, >, 0);
  seqgo_rtp_remote_unref (remote);
  assert_same (&players[0], &players[1]);
  pair_clear (&network, players);
}

/* The network fails for so long that all guard packets are lost, but the session survives. The note
 * that ended meanwhile does not sound until there is another one. */
static void
test_outage (gconstpointer user_data)
{
  guint        sending = GPOINTER_TO_UINT (user_data);
  const guint8 on[] = { 0x90, 60, 100 }, off[] = { 0x80, 60, 64 };
  Network      network;
  Player       players[2];

  pair_init (&network, players, 1);
  seqgo_rtp_remote_unref (node_invite (&players[0].node, &players[1].node));
  network_run (&network, 30 * SECOND);
  send_message (&players[sending], on, sizeof on);
  seqgo_rtp_engine_flush (players[sending].node.engine, network.now);
  network_run (&network, 2 * SECOND);
  g_assert_cmpuint (players[1 - sending].received.channels[0].notes[60], ==, 1);

  network.loss = 100;
  send_message (&players[sending], off, sizeof off);
  seqgo_rtp_engine_flush (players[sending].node.engine, network.now);
  network_run (&network, 20 * SECOND);
  g_assert_cmpuint (players[1 - sending].received.channels[0].notes[60], ==, 1);
  network.loss = 0;
  network_run (&network, 15 * SECOND);
  assert_same (&players[sending], &players[1 - sending]);
  g_assert_cmpuint (players[0].n_ended + players[1].n_ended, ==, 0);

  pair_clear (&network, players);
}

#define N_FLOOD 500000
#define FLOOD_INTERVAL 10
/* What is on its way in the time that a datagram takes, twice if all are doubled. */
#define MAX_ON_WAY (2 * MILLISECOND / FLOOD_INTERVAL)
/* Feedback comes every 10 milliseconds at most; a few exchanges of synchronization and guard
 * packets are between. */
#define MAX_OTHERS 600
#define MAX_SIZE (SEQGO_RTP_HEADER_SIZE + SEQGO_RTP_DEFAULT_MAX_JOURNAL + 16)

/* 100,000 packets in a second, for five seconds, and some are lost: all of that is repaired, nobody
 * sends more because of it, and no packet becomes longer. */
static void
test_flood (void)
{
  Network                       network;
  Player                        players[2];
  SeqgoRtpRemote               *remote;
  SeqgoRtpRemoteInfo            sender, receiver;
  const SeqgoRtpReceiverCounts *counts;

  pair_init (&network, players, 1);
  remote = node_invite (&players[0].node, &players[1].node);
  network_run (&network, 2 * SECOND);

  network.loss = 5;
  network.doubling = 1;
  for (guint i = 0; i < N_FLOOD; i++)
    {
      play (&players[0]);
      seqgo_rtp_engine_flush (players[0].node.engine, network.now);
      network_run (&network, FLOOD_INTERVAL);
      g_assert_cmpuint (network.datagrams->len, <=, MAX_ON_WAY);
    }
  network.loss = 0;
  finish_playing (&players[0]);
  network_run (&network, 8 * SECOND);

  seqgo_rtp_engine_get_info (players[0].node.engine, remote, &sender);
  seqgo_rtp_engine_get_info (players[1].node.engine, players[1].remote, &receiver);
  counts = receiver.received;
  assert_same (&players[0], &players[1]);
  g_assert_cmpuint (counts->n_lost, >, 0);
  g_assert_cmpuint (counts->n_packets + counts->n_lost, ==,
                    sender.n_packets_sent + counts->n_duplicates);
  g_assert_cmpuint (counts->n_unrecoverable + counts->n_late + counts->n_malformed, ==, 0);
  g_assert_cmpuint (sender.n_packets_sent, <, N_FLOOD + MAX_OTHERS);
  g_assert_cmpuint (sender.n_bytes_sent, <, sender.n_packets_sent * MAX_SIZE);
  g_assert_cmpuint (network.n_sent, <, sender.n_packets_sent + MAX_OTHERS);

  seqgo_rtp_remote_unref (remote);
  pair_clear (&network, players);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/rtp-engine/R-49/10-percent", GUINT_TO_POINTER (10), test_lossy);
  g_test_add_data_func ("/rtp-engine/R-49/30-percent", GUINT_TO_POINTER (30), test_lossy);
  g_test_add_data_func ("/rtp-engine/R-49/50-percent", GUINT_TO_POINTER (50), test_lossy);
  g_test_add_func ("/rtp-engine/R-51/perfect", test_perfect);
  g_test_add_func ("/rtp-engine/R-27/slow", test_slow);
  g_test_add_data_func ("/rtp-engine/outage/inviting", GUINT_TO_POINTER (0), test_outage);
  g_test_add_data_func ("/rtp-engine/outage/invited", GUINT_TO_POINTER (1), test_outage);
  g_test_add_func ("/rtp-engine/R-62/repaired-flood", test_flood);
  return g_test_run ();
}
