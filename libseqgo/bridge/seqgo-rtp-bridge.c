/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/bridge/seqgo-rtp-bridge-private.h>
#include <libseqgo/core/seqgo-timer-private.h>

/**
 * SECTION:seqgo-rtp-bridge
 * @title: SeqgoRtpBridge
 * @short_description: network sessions as ports of the sequencer
 *
 * A Mac, an iPad or another machine becomes a port that every program and synthesizer of this
 * machine can be connected to:
 *
 * |[<!-- language="C" -->
 * static void
 * port_added_cb (SeqgoRtpBridge     *bridge,
 *                SeqgoRtpPeer       *peer,
 *                SeqgoSequencerPort *port,
 *                gpointer            user_data)
 * {
 *   seqgo_sequencer_port_connect_to (port, "FluidSynth", NULL);
 * }
 *
 * g_autoptr (SeqgoRtpBridge) bridge = seqgo_rtp_bridge_open ("Stage", 5004, &error);
 * SeqgoRtpSession *session = seqgo_rtp_bridge_get_session (bridge);
 *
 * g_signal_connect (bridge, "port-added", G_CALLBACK (port_added_cb), NULL);
 * seqgo_rtp_session_invite_async (session, "studio.local", 5004, NULL, invited_cb, NULL);
 * ]|
 */

/**
 * SeqgoRtpBridge:
 *
 * A client of the sequencer and a network session that belong together.
 *
 * Each peer of the session has a port of the client that is named after it. What is sent to the
 * port goes to that peer, and what the peer sends comes out of the port. One more port is there for
 * all peers, #SeqgoRtpBridge:port, with the number 0 and the name of the session: what is sent to
 * it goes to all, and what any of them sends comes out of it. The tag of such an event is the
 * number of the port of who sent it.
 *
 * The port of a peer that is lost and invited again stays, with all its connections; what is sent
 * to it meanwhile is lost. When the peer is closed, its port goes. Who is found to be started again
 * is another peer, but takes the port of the one before if name and address are the same.
 *
 * Nothing goes back to where it came from. So the ports of two peers can be connected with each
 * other, and the port for all with itself: then everybody gets what the others send. A loop that
 * leads through another program is not recognized.
 *
 * Events go on at once, whatever their times are; with #SeqgoRtpSession:playout-delay they come
 * out when they are due. What was recovered from loss is an event like others. SysEx messages are
 * whole on both sides: large ones go to the sequencer in parts, no faster than they are taken, and
 * what comes behind them waits. Events of the sequencer that are no MIDI are ignored and counted.
 *
 * If a receiver of a port has no room, what comes out of that port waits for half a second. Who
 * does not read then loses what there is no room for, as #SeqgoRtpBridge::lost tells, and the
 * others are not held up any longer. The session and the other ports are never held up.
 *
 * The bridge is open from its creation to seqgo_rtp_bridge_close(), or until its last reference is
 * dropped; its session and its client end then, too, unless the program has them. It works as long
 * as a main loop runs in the thread-default context that was current when it was opened, and emits
 * its signals there. It may be used in the thread of that context only.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (SeqgoRtpBridge, seqgo_rtp_bridge, G_TYPE_OBJECT)

/* Room for what programs send in bursts, and for large SysEx; it is the most that the kernel
 * allows. */
#define INPUT_POOL 2000

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_CLIENT,
  PROP_PORT,
  PROP_N_LOST,
  PROP_N_IGNORED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  PORT_ADDED,
  PORT_REMOVED,
  FAILED,
  LOST,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
seqgo_rtp_bridge_count_lost (SeqgoRtpBridge *self, SeqgoSequencerPort *port, guint n_events)
{
  self->n_lost += n_events;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_LOST]);
  g_signal_emit (self, signals[LOST], 0, port, n_events);
}

void
seqgo_rtp_bridge_count_ignored (SeqgoRtpBridge *self, guint n_events)
{
  self->n_ignored += n_events;
  if (n_events > 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_IGNORED]);
}

void
seqgo_rtp_bridge_tell_port (SeqgoRtpBridge     *self,
                            gboolean            is_added,
                            SeqgoRtpPeer       *peer,
                            SeqgoSequencerPort *port)
{
  g_signal_emit (self, signals[is_added ? PORT_ADDED : PORT_REMOVED], 0, peer, port);
}

void
seqgo_rtp_bridge_tell_failed (SeqgoRtpBridge *self, SeqgoRtpPeer *peer, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, peer, error);
}

static void
disconnect_handlers (SeqgoRtpBridge *self)
{
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
}

static void
close_with_reason (SeqgoRtpBridge *self, const GError *reason)
{
  g_autoptr (SeqgoRtpBridge) kept = g_object_ref (self);

  if (self->is_closing)
    return;

  self->is_closing = TRUE;
  /* The session ends what sounds, and the client carries it to those who play. */
  seqgo_rtp_session_close (self->session);
  self->is_closed = TRUE;
  while (self->links->len > 0)
    {
      const SeqgoRtpBridgeLink *link = g_ptr_array_index (self->links, self->links->len - 1);

      seqgo_rtp_bridge_remove_peer (self, link->peer);
    }
  disconnect_handlers (self);
  g_clear_pointer (&self->timer, seqgo_timer_free);
  seqgo_rtp_bridge_output_close (self->output);
  seqgo_sequencer_client_close (self->client);
  g_signal_emit (self, signals[CLOSED], 0, reason);
}

static void
session_closed_cb (SeqgoRtpSession *session, SeqgoRtpBridge *self)
{
  close_with_reason (self, NULL);
}

static void
client_closed_cb (SeqgoSequencerClient *client, GError *reason, SeqgoRtpBridge *self)
{
  close_with_reason (self, reason);
}

/* The session and the client end in silence, with their last references: a language may be
 * collecting garbage, when it cannot be called. */
static void
seqgo_rtp_bridge_dispose (GObject *object)
{
  SeqgoRtpBridge *self = SEQGO_RTP_BRIDGE (object);

  self->is_closing = TRUE;
  self->is_closed = TRUE;
  disconnect_handlers (self);
  g_clear_pointer (&self->timer, seqgo_timer_free);
  g_ptr_array_set_size (self->links, 0);
  G_OBJECT_CLASS (seqgo_rtp_bridge_parent_class)->dispose (object);
}

static void
seqgo_rtp_bridge_finalize (GObject *object)
{
  SeqgoRtpBridge *self = SEQGO_RTP_BRIDGE (object);

  g_clear_object (&self->output);
  g_clear_object (&self->client);
  g_clear_object (&self->session);
  g_ptr_array_unref (self->links);
  g_byte_array_unref (self->midi);
  G_OBJECT_CLASS (seqgo_rtp_bridge_parent_class)->finalize (object);
}

static void
seqgo_rtp_bridge_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SeqgoRtpBridge *self = SEQGO_RTP_BRIDGE (object);

  switch (property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_PORT:
      g_value_set_object (value, seqgo_rtp_bridge_get_port (self));
      break;
    case PROP_N_LOST:
      g_value_set_uint64 (value, self->n_lost);
      break;
    case PROP_N_IGNORED:
      g_value_set_uint64 (value, self->n_ignored);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  /**
   * SeqgoRtpBridge:session:
   *
   * The session. It belongs to the bridge: what ends one of them ends both.
   *
   * Since: 1.0
   */
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, SEQGO_TYPE_RTP_SESSION, flags);

  /**
   * SeqgoRtpBridge:client:
   *
   * The client of the sequencer, which has the name of the session. It belongs to the bridge: what
   * ends one of them ends both.
   *
   * Since: 1.0
   */
  properties[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, SEQGO_TYPE_SEQUENCER_CLIENT, flags);

  /**
   * SeqgoRtpBridge:port:
   *
   * The port for all peers.
   *
   * Since: 1.0
   */
  properties[PROP_PORT]
      = g_param_spec_object ("port", NULL, NULL, SEQGO_TYPE_SEQUENCER_PORT, flags);

  /**
   * SeqgoRtpBridge:n-lost:
   *
   * How many events did not get to where they should go, see #SeqgoRtpBridge::lost.
   *
   * Since: 1.0
   */
  properties[PROP_N_LOST] = g_param_spec_uint64 ("n-lost", NULL, NULL, 0, G_MAXUINT64, 0,
                                                 flags | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * SeqgoRtpBridge:n-ignored:
   *
   * How many events came from the sequencer that are not for the network: they are no MIDI, or came
   * from the only peer that they would go to. What the kernel tells of connections does not count.
   *
   * Since: 1.0
   */
  properties[PROP_N_IGNORED] = g_param_spec_uint64 ("n-ignored", NULL, NULL, 0, G_MAXUINT64, 0,
                                                    flags | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_port_signals (GType type)
{
  /**
   * SeqgoRtpBridge::port-added:
   * @self: the bridge
   * @peer: a peer
   * @port: its port
   *
   * A peer is connected and has a port now. One that was lost and is there again, or was started
   * again, has kept its port, of which is not told again.
   *
   * Since: 1.0
   */
  signals[PORT_ADDED]
      = g_signal_new ("port-added", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                      SEQGO_TYPE_RTP_PEER, SEQGO_TYPE_SEQUENCER_PORT);

  /**
   * SeqgoRtpBridge::port-removed:
   * @self: the bridge
   * @peer: a peer
   * @port: the port it had, which is closed
   *
   * A peer has gone, and its port with it.
   *
   * Since: 1.0
   */
  signals[PORT_REMOVED]
      = g_signal_new ("port-removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                      SEQGO_TYPE_RTP_PEER, SEQGO_TYPE_SEQUENCER_PORT);

  /**
   * SeqgoRtpBridge::failed:
   * @self: the bridge
   * @peer: a peer
   * @error: why, such as %SEQGO_SEQUENCER_ERROR_TOO_MANY_PORTS
   *
   * A peer is connected, but can have no port of its own. It takes part through the port for all.
   *
   * Since: 1.0
   */
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, SEQGO_TYPE_RTP_PEER, G_TYPE_ERROR);
}

static void
seqgo_rtp_bridge_class_init (SeqgoRtpBridgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType         type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = seqgo_rtp_bridge_dispose;
  object_class->finalize = seqgo_rtp_bridge_finalize;
  object_class->get_property = seqgo_rtp_bridge_get_property;

  install_properties (object_class);
  install_port_signals (type);

  /**
   * SeqgoRtpBridge::lost:
   * @self: the bridge
   * @port: the port, of a peer or for all
   * @n_events: how many events
   *
   * Events did not get to where they should go: a receiver that is connected from the port does not
   * read them, or they were sent to the port of a peer that is lost and not back yet.
   * #SeqgoSequencerClient::overflow tells if the program itself is too slow.
   *
   * Since: 1.0
   */
  signals[LOST] = g_signal_new ("lost", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, SEQGO_TYPE_SEQUENCER_PORT, G_TYPE_UINT);

  /**
   * SeqgoRtpBridge::closed:
   * @self: the bridge
   * @error: (nullable): why, or %NULL if the program closed it, its session or its client
   *
   * The bridge was closed.
   *
   * Since: 1.0
   */
  signals[CLOSED] = g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
seqgo_rtp_bridge_init (SeqgoRtpBridge *self)
{
  self->links = seqgo_rtp_bridge_new_links ();
  self->midi = g_byte_array_new ();
}

static gboolean
open_client (SeqgoRtpBridge *self, GError **error)
{
  const char *name = seqgo_rtp_session_get_name (self->session);

  self->client = seqgo_sequencer_client_open (name, error);
  if (self->client == NULL
      || !seqgo_sequencer_client_set_input_pool (self->client, INPUT_POOL, error))
    return FALSE;

  self->output = seqgo_rtp_bridge_add_output (self, name, error);
  return self->output != NULL;
}

static void
timer_cb (gpointer owner)
{
  seqgo_rtp_bridge_remove_vacant (owner);
}

static void
start (SeqgoRtpBridge *self)
{
  self->timer = seqgo_timer_attach (G_OBJECT (self), NULL, "[Seqgo] network bridge", timer_cb);
  g_signal_connect (self->session, "closed", G_CALLBACK (session_closed_cb), self);
  g_signal_connect (self->client, "closed", G_CALLBACK (client_closed_cb), self);
  seqgo_rtp_bridge_forward (self);
  seqgo_rtp_bridge_follow_peers (self);
}

/**
 * seqgo_rtp_bridge_open_with_session: (constructor)
 * @session: a session
 * @error: return location for a #GError
 *
 * Opens a client of the sequencer for a session with properties of your own, which may listen and
 * have peers already. From then on the session belongs to the bridge.
 *
 * Returns: (transfer full): the bridge, or %NULL with %G_IO_ERROR_CLOSED if the session is closed,
 *   or an error as seqgo_sequencer_client_open() has them, after which the session is as it was
 *
 * Since: 1.0
 */
SeqgoRtpBridge *
seqgo_rtp_bridge_open_with_session (SeqgoRtpSession *session, GError **error)
{
  g_autoptr (SeqgoRtpBridge) self = NULL;

  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (session), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (seqgo_rtp_session_is_closed (session))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED,
                   "Cannot bridge “%s”: the session is closed",
                   seqgo_rtp_session_get_name (session));
      return NULL;
    }

  self = g_object_new (SEQGO_TYPE_RTP_BRIDGE, NULL);
  self->session = g_object_ref (session);
  if (!open_client (self, error))
    return NULL;
  start (self);
  return g_steal_pointer (&self);
}

/**
 * seqgo_rtp_bridge_open: (constructor)
 * @name: the name that others see, in the sequencer and in the network
 * @port: the port of the network to listen at, as seqgo_rtp_session_listen() has it
 * @error: return location for a #GError
 *
 * Opens a client of the sequencer and a session that others can find and join.
 *
 * Returns: (transfer full): the bridge, or %NULL with an error as seqgo_sequencer_client_open() or
 *   seqgo_rtp_session_listen() has them
 *
 * Since: 1.0
 */
SeqgoRtpBridge *
seqgo_rtp_bridge_open (const char *name, guint16 port, GError **error)
{
  g_autoptr (SeqgoRtpSession) session = NULL;
  g_autoptr (SeqgoRtpBridge) self = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  session = seqgo_rtp_session_new (name);
  self = seqgo_rtp_bridge_open_with_session (session, error);
  if (self == NULL || !seqgo_rtp_session_listen (session, port, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * seqgo_rtp_bridge_get_session:
 * @self: a bridge
 *
 * Returns #SeqgoRtpBridge:session.
 *
 * Returns: (transfer none): the session
 *
 * Since: 1.0
 */
SeqgoRtpSession *
seqgo_rtp_bridge_get_session (SeqgoRtpBridge *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_BRIDGE (self), NULL);

  return self->session;
}

/**
 * seqgo_rtp_bridge_get_client:
 * @self: a bridge
 *
 * Returns #SeqgoRtpBridge:client.
 *
 * Returns: (transfer none): the client
 *
 * Since: 1.0
 */
SeqgoSequencerClient *
seqgo_rtp_bridge_get_client (SeqgoRtpBridge *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_BRIDGE (self), NULL);

  return self->client;
}

/**
 * seqgo_rtp_bridge_get_port:
 * @self: a bridge
 *
 * Returns #SeqgoRtpBridge:port.
 *
 * Returns: (transfer none): the port for all peers
 *
 * Since: 1.0
 */
SeqgoSequencerPort *
seqgo_rtp_bridge_get_port (SeqgoRtpBridge *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_BRIDGE (self), NULL);

  return seqgo_rtp_bridge_output_get_port (self->output);
}

/**
 * seqgo_rtp_bridge_find_port:
 * @self: a bridge
 * @peer: a peer of its session
 *
 * Finds the port of a peer.
 *
 * Returns: (transfer none) (nullable): the port, or %NULL if the peer has none or no longer one
 *
 * Since: 1.0
 */
SeqgoSequencerPort *
seqgo_rtp_bridge_find_port (SeqgoRtpBridge *self, SeqgoRtpPeer *peer)
{
  const SeqgoRtpBridgeLink *link;

  g_return_val_if_fail (SEQGO_IS_RTP_BRIDGE (self), NULL);
  g_return_val_if_fail (SEQGO_IS_RTP_PEER (peer), NULL);

  link = seqgo_rtp_bridge_find_link_of_peer (self, peer);
  return link != NULL ? seqgo_rtp_bridge_link_get_port (link) : NULL;
}

/**
 * seqgo_rtp_bridge_find_peer:
 * @self: a bridge
 * @port: a port of its client
 *
 * Finds the peer that a port belongs to.
 *
 * Returns: (transfer none) (nullable): the peer, or %NULL if the port is not, or no longer, that of
 *   a peer
 *
 * Since: 1.0
 */
SeqgoRtpPeer *
seqgo_rtp_bridge_find_peer (SeqgoRtpBridge *self, SeqgoSequencerPort *port)
{
  g_return_val_if_fail (SEQGO_IS_RTP_BRIDGE (self), NULL);
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (port), NULL);

  for (guint i = 0; i < self->links->len; i++)
    {
      const SeqgoRtpBridgeLink *link = g_ptr_array_index (self->links, i);

      if (seqgo_rtp_bridge_link_get_port (link) == port)
        return link->peer;
    }
  return NULL;
}

/**
 * seqgo_rtp_bridge_get_n_lost:
 * @self: a bridge
 *
 * Returns #SeqgoRtpBridge:n-lost.
 *
 * Returns: how many events did not get to where they should go
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_bridge_get_n_lost (SeqgoRtpBridge *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_BRIDGE (self), 0);

  return self->n_lost;
}

/**
 * seqgo_rtp_bridge_get_n_ignored:
 * @self: a bridge
 *
 * Returns #SeqgoRtpBridge:n-ignored.
 *
 * Returns: how many events are not for the network
 *
 * Since: 1.0
 */
guint64
seqgo_rtp_bridge_get_n_ignored (SeqgoRtpBridge *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_BRIDGE (self), 0);

  return self->n_ignored;
}

/**
 * seqgo_rtp_bridge_close:
 * @self: a bridge
 *
 * Ends the session with all peers, after what ends their notes went out, and closes the client. To
 * close a bridge twice does nothing.
 *
 * Since: 1.0
 */
void
seqgo_rtp_bridge_close (SeqgoRtpBridge *self)
{
  g_return_if_fail (SEQGO_IS_RTP_BRIDGE (self));

  close_with_reason (self, NULL);
}

/**
 * seqgo_rtp_bridge_is_closed:
 * @self: a bridge
 *
 * Tells whether the bridge was closed.
 *
 * Returns: %TRUE if it carries nothing any more
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_bridge_is_closed (SeqgoRtpBridge *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_BRIDGE (self), TRUE);

  return self->is_closed;
}
