/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <libseqgo/rtp/seqgo-rtp-engine-private.h>

/* Engines that reach each other over a network in simulated time, which loses, doubles, delays and
 * reorders datagrams. */

#define MILLISECOND G_GINT64_CONSTANT (1000)
#define SECOND (1000 * MILLISECOND)

#define MAX_NODES 4

/* There are two networks, as of IPv4 and IPv6, and each node is in both; its number in the second
 * one is so much higher. */
#define SECOND_NETWORK 100

typedef struct _Network Network;
typedef struct _Node    Node;

struct _Node
{
  Network        *network;
  SeqgoRtpEngine *engine;
  /* Below SECOND_NETWORK. */
  guint8 host;
  /* Of everything that the engine says. The arrays may be taken. */
  void (*notice) (Node *node, SeqgoRtpNotice *notice);
  gpointer user_data;
};

struct _Network
{
  GRand *random;
  gint64 now;
  /* In percent. */
  guint loss;
  guint doubling;
  guint reordering;
  /* Each datagram takes between these times. */
  gint64     min_delay;
  gint64     max_delay;
  GPtrArray *datagrams;
  guint64    n_sent;
  Node      *nodes[MAX_NODES];
  guint      n_nodes;
};

void network_init (Network *self, guint32 seed);
void network_clear (Network *self);

/* Lets time pass. */
void network_run (Network *self, gint64 microseconds);

void node_init (Node *self, Network *network, guint8 host, guint32 ssrc);
void node_clear (Node *self);
/* Takes all notices. */
void node_look (Node *self);
/* Invites it at one of the two addresses that each has, or at both. Returns a reference. */
SeqgoRtpRemote *node_invite (Node *self, const Node *other);
