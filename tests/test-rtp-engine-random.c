/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Two engines do anything at any time over a bad network. Each of their sessions begins and ends
 * once, and when all is quiet both think the same. */

#include <string.h>

#include "rtp-engine-network.h"

#define N_SEEDS 1000
#define N_STEPS 60

/* Of one remote. */
typedef enum
{
  /* Asked about, or invited. */
  NEW,
  ESTABLISHED,
  /* Ended, and to be invited again. */
  WAITING,
  OVER,
} Phase;

typedef struct
{
  Node        node;
  guint32     ssrc;
  GHashTable *phases;
  GPtrArray  *remotes;
  /* In percent. */
  gint32 rejection;
  gint32 silence;
} Party;

static SeqgoRtpRemoteState
get_state (Party *party, SeqgoRtpRemote *remote)
{
  SeqgoRtpRemoteInfo info;

  seqgo_rtp_engine_get_info (party->node.engine, remote, &info);
  return info.state;
}

static void
set_phase (Party *party, SeqgoRtpRemote *remote, Phase phase)
{
  if (!g_hash_table_contains (party->phases, remote))
    g_ptr_array_add (party->remotes, seqgo_rtp_remote_ref (remote));
  g_hash_table_insert (party->phases, remote, GINT_TO_POINTER (phase));
}

static void
answer (Party *party, SeqgoRtpRemote *remote)
{
  GRand *random = party->node.network->random;

  if (g_rand_int_range (random, 0, 100) >= party->silence)
    seqgo_rtp_engine_answer (party->node.engine, remote,
                             g_rand_int_range (random, 0, 100) >= party->rejection,
                             party->node.network->now);
}

static void
notice_cb (Node *node, SeqgoRtpNotice *notice)
{
  Party   *party = node->user_data;
  gboolean is_known = g_hash_table_contains (party->phases, notice->remote);
  Phase    phase = GPOINTER_TO_INT (g_hash_table_lookup (party->phases, notice->remote));

  g_assert_true (phase != OVER);
  switch (notice->type)
    {
    case SEQGO_RTP_NOTICE_INVITED:
      g_assert_false (is_known);
      set_phase (party, notice->remote, NEW);
      answer (party, notice->remote);
      break;
    case SEQGO_RTP_NOTICE_ESTABLISHED:
      g_assert_true (is_known);
      g_assert_true (phase == NEW || phase == WAITING);
      set_phase (party, notice->remote, ESTABLISHED);
      break;
    case SEQGO_RTP_NOTICE_FAILED:
      g_assert_true (is_known);
      g_assert_true (phase == NEW || phase == WAITING);
      g_assert_cmpint (notice->cause, !=, SEQGO_RTP_END_NONE);
      set_phase (party, notice->remote, OVER);
      break;
    case SEQGO_RTP_NOTICE_WITHDRAWN:
      g_assert_true (is_known);
      g_assert_true (phase == NEW);
      set_phase (party, notice->remote, OVER);
      break;
    case SEQGO_RTP_NOTICE_ENDED:
      g_assert_true (phase == ESTABLISHED);
      g_assert_cmpint (notice->cause, !=, SEQGO_RTP_END_NONE);
      /* Others of its notices may wait. */
      set_phase (party, notice->remote,
                 get_state (party, notice->remote) == SEQGO_RTP_REMOTE_ENDED ? OVER : WAITING);
      break;
    case SEQGO_RTP_NOTICE_CHANGED:
    case SEQGO_RTP_NOTICE_EVENTS:
    case SEQGO_RTP_NOTICE_LOSS:
    case SEQGO_RTP_NOTICE_BROKEN_SYSEX:
    case SEQGO_RTP_NOTICE_OVERFLOW:
    default:
      g_assert_true (phase == ESTABLISHED);
      break;
    }
}

static void
begin (Party *party, Network *network, guint8 host)
{
  node_init (&party->node, network, host, party->ssrc);
  party->node.notice = notice_cb;
  party->node.user_data = party;
  party->phases = g_hash_table_new (NULL, NULL);
  party->remotes = g_ptr_array_new_with_free_func ((GDestroyNotify) seqgo_rtp_remote_unref);
}

static void
finish (Party *party)
{
  node_clear (&party->node);
  g_hash_table_unref (party->phases);
  g_ptr_array_unref (party->remotes);
}

/* Properly, or as a program that crashes. */
static void
restart (Party *party, gboolean is_proper)
{
  Network *network = party->node.network;
  guint8   host = party->node.host;

  if (is_proper)
    {
      seqgo_rtp_engine_close (party->node.engine, network->now);
      node_look (&party->node);
      for (guint i = 0; i < party->remotes->len; i++)
        {
          gpointer remote = g_ptr_array_index (party->remotes, i);
          gpointer phase = g_hash_table_lookup (party->phases, remote);

          g_assert_cmpint (get_state (party, remote), ==, SEQGO_RTP_REMOTE_ENDED);
          /* Who was rejected by us is told nothing. */
          g_assert_true (GPOINTER_TO_INT (phase) == OVER || GPOINTER_TO_INT (phase) == NEW);
        }
    }
  finish (party);
  if (g_rand_boolean (network->random))
    party->ssrc = g_rand_int (network->random);
  begin (party, network, host);
}

static void
send_note (Party *party)
{
  GRand *random = party->node.network->random;
  guint8 message[] = { 0x90, (guint8) g_rand_int_range (random, 0, 128),
                       (guint8) g_rand_int_range (random, 0, 128) };
  gint64 now = party->node.network->now;

  seqgo_rtp_engine_send (party->node.engine, NULL, message, sizeof message,
                         now + g_rand_int_range (random, -10000, 10000), now);
  seqgo_rtp_engine_flush (party->node.engine, now);
}

static SeqgoRtpRemote *
choose (Party *party)
{
  if (party->remotes->len == 0)
    return NULL;
  return g_ptr_array_index (party->remotes, g_rand_int_range (party->node.network->random, 0,
                                                              (gint32) party->remotes->len));
}

static void
step (Party *party, Party *other)
{
  Network        *network = party->node.network;
  gint32          what = g_rand_int_range (network->random, 0, 100);
  SeqgoRtpRemote *remote = choose (party);

  if (what < 15)
    {
      remote = node_invite (&party->node, &other->node);
      set_phase (party, remote, NEW);
      seqgo_rtp_remote_unref (remote);
    }
  else if (what < 22 && remote != NULL)
    seqgo_rtp_engine_end (party->node.engine, remote, network->now);
  else if (what < 30 && remote != NULL)
    seqgo_rtp_engine_answer (party->node.engine, remote, g_rand_boolean (network->random),
                             network->now);
  else if (what < 34)
    restart (party, g_rand_boolean (network->random));
  else if (what < 38)
    seqgo_rtp_engine_get_settings (party->node.engine)->reconnects ^= 1;
  else if (what < 42)
    network->loss = (guint) g_rand_int_range (network->random, 0, 100);
  else
    send_note (party);
}

/* How many sessions there are; nothing else may be left. */
static guint
count_sessions (Party *party)
{
  guint n = 0;

  for (guint i = 0; i < party->remotes->len; i++)
    {
      SeqgoRtpRemote     *remote = g_ptr_array_index (party->remotes, i);
      SeqgoRtpRemoteState state = get_state (party, remote);
      gpointer            phase = g_hash_table_lookup (party->phases, remote);

      g_assert_true (state == SEQGO_RTP_REMOTE_ESTABLISHED || state == SEQGO_RTP_REMOTE_ENDED);
      g_assert_true ((GPOINTER_TO_INT (phase) == ESTABLISHED)
                     == (state == SEQGO_RTP_REMOTE_ESTABLISHED));
      if (state == SEQGO_RTP_REMOTE_ESTABLISHED)
        n++;
    }
  return n;
}

static void
run_seed (guint32 seed)
{
  Network network;
  Party   parties[2] = { { .rejection = 10, .silence = 10 }, { .rejection = 10, .silence = 10 } };

  network_init (&network, seed);
  network.min_delay = 0;
  network.max_delay = (seed % 3) * 40 * MILLISECOND;
  network.doubling = 5;
  network.reordering = 5;
  for (guint8 i = 0; i < 2; i++)
    {
      parties[i].ssrc = seed % 5 == 0 ? 7 : g_rand_int (network.random);
      begin (&parties[i], &network, i);
    }
  for (guint i = 0; i < N_STEPS; i++)
    {
      gint32 which = g_rand_int_range (network.random, 0, 2);

      step (&parties[which], &parties[1 - which]);
      network_run (&network, g_rand_int_range (network.random, 0, 3) == 0
                                 ? g_rand_int_range (network.random, 0, 20 * SECOND)
                                 : g_rand_int_range (network.random, 0, 100 * MILLISECOND));
    }

  /* Now all is well, and all are accepted. */
  network.loss = network.doubling = network.reordering = 0;
  network.max_delay = 1 * MILLISECOND;
  for (guint i = 0; i < 2; i++)
    parties[i].rejection = parties[i].silence = 0;
  network_run (&network, 300 * SECOND);
  g_assert_cmpuint (count_sessions (&parties[0]), ==, count_sessions (&parties[1]));
  g_assert_cmpuint (count_sessions (&parties[0]), <=, 1);

  for (guint i = 0; i < 2; i++)
    finish (&parties[i]);
  network_clear (&network);
}

static void
test_random (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_test_message ("seed %u", seed);
      run_seed (seed);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rtp-engine/random", test_random);
  return g_test_run ();
}
