/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "rtp-engine-network.h"

#define CONTROL_PORT 5004

typedef struct
{
  gint64                time;
  guint8                to;
  SeqgoRtpChannel       channel;
  SeqgoRtpRemoteAddress from;
  GBytes               *data;
} Datagram;

static void
free_datagram (gpointer data)
{
  Datagram *self = data;

  g_bytes_unref (self->data);
  g_free (self);
}

void
network_init (Network *self, guint32 seed)
{
  memset (self, 0, sizeof *self);
  self->random = g_rand_new_with_seed (seed);
  self->now = 1000 * SECOND;
  self->datagrams = g_ptr_array_new_with_free_func (free_datagram);
}

void
network_clear (Network *self)
{
  g_rand_free (self->random);
  g_ptr_array_unref (self->datagrams);
}

static gboolean
happens (Network *self, guint percent)
{
  return percent > 0 && g_rand_int_range (self->random, 0, 100) < (gint32) percent;
}

static void
set_address (SeqgoRtpRemoteAddress *address, guint host, SeqgoRtpChannel channel)
{
  *address = (SeqgoRtpRemoteAddress){ .host = { [10] = 0xFF, 0xFF, 10, 0, 0, (guint8) host },
                                      .port = CONTROL_PORT + (channel == SEQGO_RTP_CHANNEL_DATA) };
}

/* They stay in the order of their times. */
static void
add_datagram (Network        *self,
              const Node     *from,
              SeqgoRtpChannel channel,
              guint8          to,
              gconstpointer   data,
              gsize           size)
{
  Datagram *datagram = g_new0 (Datagram, 1);
  guint     i = self->datagrams->len;

  datagram->time = self->now + self->min_delay;
  if (self->max_delay > self->min_delay)
    datagram->time
        += g_rand_int_range (self->random, 0, (gint32) (self->max_delay - self->min_delay));
  if (happens (self, self->reordering))
    datagram->time += 30 * MILLISECOND;
  datagram->to = to % SECOND_NETWORK;
  datagram->channel = channel;
  set_address (&datagram->from, to - datagram->to + from->host, channel);
  datagram->data = g_bytes_new (data, size);
  while (i > 0 && ((Datagram *) g_ptr_array_index (self->datagrams, i - 1))->time > datagram->time)
    i--;
  g_ptr_array_insert (self->datagrams, (gint) i, datagram);
}

static void
send_cb (gpointer                     user_data,
         SeqgoRtpChannel              channel,
         const SeqgoRtpRemoteAddress *to,
         const guint8                *data,
         gsize                        size)
{
  Node    *self = user_data;
  Network *network = self->network;

  g_assert_cmpuint (to->port, ==, CONTROL_PORT + (channel == SEQGO_RTP_CHANNEL_DATA));
  network->n_sent++;
  if (happens (network, network->loss))
    return;
  add_datagram (network, self, channel, to->host[15], data, size);
  if (happens (network, network->doubling))
    add_datagram (network, self, channel, to->host[15], data, size);
}

static guint32
random_cb (gpointer user_data)
{
  Node *self = user_data;

  return g_rand_int (self->network->random);
}

void
node_init (Node *self, Network *network, guint8 host, guint32 ssrc)
{
  SeqgoRtpEngineIo io = { send_cb, random_cb };
  g_autofree char *name = g_strdup_printf ("host %u", host);

  memset (self, 0, sizeof *self);
  self->network = network;
  self->host = host;
  self->engine = seqgo_rtp_engine_new (name, ssrc, &io, self);
  g_assert_cmpuint (network->n_nodes, <, MAX_NODES);
  network->nodes[network->n_nodes++] = self;
}

void
node_clear (Node *self)
{
  Network *network = self->network;

  node_look (self);
  g_clear_pointer (&self->engine, seqgo_rtp_engine_free);
  for (guint i = 0; i < network->n_nodes; i++)
    if (network->nodes[i] == self)
      network->nodes[i] = network->nodes[--network->n_nodes];
}

void
node_look (Node *self)
{
  SeqgoRtpNotice notice;

  while (seqgo_rtp_engine_take_notice (self->engine, &notice))
    {
      if (self->notice != NULL)
        self->notice (self, &notice);
      seqgo_rtp_engine_give_back (self->engine, &notice);
    }
}

SeqgoRtpRemote *
node_invite (Node *self, const Node *other)
{
  SeqgoRtpRemoteAddress addresses[2];
  gint32                which = g_rand_int_range (self->network->random, 0, 3);

  set_address (&addresses[0], other->host, SEQGO_RTP_CHANNEL_CONTROL);
  set_address (&addresses[1], other->host + SECOND_NETWORK, SEQGO_RTP_CHANNEL_CONTROL);
  return seqgo_rtp_engine_invite (self->engine, addresses + which % 2, which == 2 ? 2 : 1,
                                  self->network->now);
}

static void
deliver (Network *self)
{
  Datagram     *datagram = g_ptr_array_steal_index (self->datagrams, 0);
  gsize         size;
  const guint8 *data = g_bytes_get_data (datagram->data, &size);

  for (guint i = 0; i < self->n_nodes; i++)
    if (self->nodes[i]->host == datagram->to)
      {
        seqgo_rtp_engine_receive (self->nodes[i]->engine, datagram->channel, &datagram->from, data,
                                  size, self->now);
        node_look (self->nodes[i]);
        break;
      }
  free_datagram (datagram);
}

/* What happens next, and to whom: NULL is a datagram. G_MAXINT64 is never. */
static gint64
find_next (Network *self, Node **node)
{
  gint64 next = G_MAXINT64;

  *node = NULL;
  if (self->datagrams->len > 0)
    next = ((Datagram *) g_ptr_array_index (self->datagrams, 0))->time;
  for (guint i = 0; i < self->n_nodes; i++)
    {
      gint64 deadline = seqgo_rtp_engine_get_deadline (self->nodes[i]->engine);

      if (deadline >= 0 && deadline < next)
        {
          next = deadline;
          *node = self->nodes[i];
        }
    }
  return next;
}

void
network_run (Network *self, gint64 microseconds)
{
  gint64 end = self->now + microseconds, next;
  Node  *node;

  for (guint i = 0; i < self->n_nodes; i++)
    node_look (self->nodes[i]);
  while ((next = find_next (self, &node)) <= end)
    {
      self->now = MAX (self->now, next);
      if (node == NULL)
        {
          deliver (self);
          continue;
        }
      seqgo_rtp_engine_run (node->engine, self->now);
      next = seqgo_rtp_engine_get_deadline (node->engine);
      g_assert_true (next == -1 || next > self->now);
      node_look (node);
    }
  self->now = end;
}
