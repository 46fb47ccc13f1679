/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/core/seqgo-store-model-private.h>
#include <libseqgo/rtp/seqgo-rtp-session-private.h>

/**
 * SECTION:seqgo-rtp-session
 * @title: SeqgoRtpSession
 * @short_description: MIDI over the network
 *
 * A session is found by Macs, iPads, Windows and other Linux machines, and talks to all that join
 * it:
 *
 * |[<!-- language="C" -->
 * static void
 * event_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, SeqgoEvent *event, gpointer data)
 * {
 *   g_autofree char *text = seqgo_event_to_string (event);
 *
 *   g_print ("%s: %s\n", seqgo_rtp_peer_get_name (peer), text);
 * }
 *
 * g_autoptr (SeqgoRtpSession) session = seqgo_rtp_session_new ("Stage");
 *
 * g_signal_connect (session, "event", G_CALLBACK (event_cb), NULL);
 * seqgo_rtp_session_listen (session, SEQGO_RTP_DEFAULT_PORT, &error);
 * seqgo_rtp_session_invite_async (session, "studio.local", SEQGO_RTP_DEFAULT_PORT, NULL,
 * invited_cb, NULL); seqgo_rtp_session_note_on (session, 0, 60, 100, &error);
 * ]|
 */

/**
 * SeqgoRtpSession:
 *
 * A session of MIDI over the network, as Apple's systems have it built in: RTP-MIDI (RFC 6295) with
 * the session protocol of AppleMIDI. It is a #GListModel of the #SeqgoRtpPeer objects it is
 * connected to. What is sent to the session goes to all of them; what they send comes as signals,
 * and is not passed on to others.
 *
 * A session listens with seqgo_rtp_session_listen(), so that others can find and invite it, or
 * invites others with seqgo_rtp_session_invite_async(), or both. It has two UDP ports in a row, of
 * IPv6 and IPv4, from then on to seqgo_rtp_session_close(), or until its last reference is dropped.
 *
 * What is sent while the main loop is busy with one thing goes out together, before the main loop
 * waits for anything; seqgo_rtp_session_flush() sends it at once. To have no peer is no error. Of
 * what was sent before somebody joins, the peer is told the state in which it left controllers,
 * programs and the like.
 *
 * Networks lose packets. Every packet therefore tells the state that those before it left, and a
 * receiver makes up for what it missed: no note hangs. Such events say so, see
 * seqgo_event_is_recovered(). #SeqgoRtpSession::loss tells of losses, and
 * seqgo_rtp_peer_get_statistics() counts them. When a peer goes or is lost, the notes and pedals it
 * held are released first, by events that say the same.
 *
 * The time of a received event is when its sender meant it, in nanoseconds of the clock of
 * g_get_monotonic_time(), as far as the clock of the peer is known; else it is when it came.
 *
 * The signals are emitted in the thread-default context that was current when the session was
 * created, as long as a main loop runs there; seqgo_rtp_session_process() is for other event loops.
 * Handlers may do anything, such as to send, to close the session or to run a main loop. The
 * session and its peers may be used in the thread of that context only.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE_WITH_CODE (SeqgoRtpSession,
                               seqgo_rtp_session,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      seqgo_store_model_iface_init))

enum
{
  PROP_0,
  PROP_NAME,
  PROP_SSRC,
  PROP_PORT,
  PROP_DISCOVERABLE,
  PROP_PUBLISHED_NAME,
  PROP_PUBLISH_PROBLEM,
  PROP_ACCEPT_INVITATIONS,
  PROP_MAX_PEERS,
  PROP_RECONNECT,
  PROP_JOURNAL,
  PROP_RUNNING_STATUS,
  PROP_PLAYOUT_DELAY,
  PROP_MAX_PACKET_SIZE,
  PROP_RECEIVE_LIMIT,
  PROP_PRIORITY,
  PROP_N_UNVERIFIED,
  PROP_N_MALFORMED,
  PROP_N_UNSENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

guint seqgo_rtp_session_signals[SEQGO_RTP_SESSION_N_SIGNALS];

static void
seqgo_rtp_session_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  SeqgoRtpSession *self = SEQGO_RTP_SESSION (object);

  switch (property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, seqgo_rtp_session_get_name (self));
      break;
    case PROP_SSRC:
      g_value_set_uint (value, seqgo_rtp_session_get_ssrc (self));
      break;
    case PROP_PORT:
      g_value_set_uint (value, seqgo_rtp_session_get_port (self));
      break;
    case PROP_DISCOVERABLE:
      g_value_set_boolean (value, seqgo_rtp_session_get_discoverable (self));
      break;
    case PROP_PUBLISHED_NAME:
      g_value_set_string (value, seqgo_rtp_session_get_published_name (self));
      break;
    case PROP_PUBLISH_PROBLEM:
      g_value_set_string (value, seqgo_rtp_session_get_publish_problem (self));
      break;
    case PROP_ACCEPT_INVITATIONS:
      g_value_set_boolean (value, seqgo_rtp_session_get_accept_invitations (self));
      break;
    case PROP_MAX_PEERS:
      g_value_set_uint (value, seqgo_rtp_session_get_max_peers (self));
      break;
    case PROP_RECONNECT:
      g_value_set_boolean (value, seqgo_rtp_session_get_reconnect (self));
      break;
    case PROP_JOURNAL:
      g_value_set_boolean (value, seqgo_rtp_session_get_journal (self));
      break;
    case PROP_RUNNING_STATUS:
      g_value_set_boolean (value, seqgo_rtp_session_get_running_status (self));
      break;
    case PROP_PLAYOUT_DELAY:
      g_value_set_uint (value, seqgo_rtp_session_get_playout_delay (self));
      break;
    case PROP_MAX_PACKET_SIZE:
      g_value_set_uint (value, seqgo_rtp_session_get_max_packet_size (self));
      break;
    case PROP_RECEIVE_LIMIT:
      g_value_set_uint (value, seqgo_rtp_session_get_receive_limit (self));
      break;
    case PROP_PRIORITY:
      g_value_set_int (value, seqgo_rtp_session_get_priority (self));
      break;
    case PROP_N_UNVERIFIED:
      g_value_set_uint64 (value, seqgo_rtp_session_get_n_unverified (self));
      break;
    case PROP_N_MALFORMED:
      g_value_set_uint64 (value, seqgo_rtp_session_get_n_malformed (self));
      break;
    case PROP_N_UNSENT:
      g_value_set_uint64 (value, seqgo_rtp_session_get_n_unsent (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_rtp_session_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  SeqgoRtpSession *self = SEQGO_RTP_SESSION (object);

  switch (property_id)
    {
    case PROP_NAME:
      seqgo_rtp_session_set_name (self, g_value_get_string (value));
      break;
    case PROP_SSRC:
      self->ssrc = g_value_get_uint (value);
      break;
    case PROP_DISCOVERABLE:
      seqgo_rtp_session_set_discoverable (self, g_value_get_boolean (value));
      break;
    case PROP_ACCEPT_INVITATIONS:
      seqgo_rtp_session_set_accept_invitations (self, g_value_get_boolean (value));
      break;
    case PROP_MAX_PEERS:
      seqgo_rtp_session_set_max_peers (self, g_value_get_uint (value));
      break;
    case PROP_RECONNECT:
      seqgo_rtp_session_set_reconnect (self, g_value_get_boolean (value));
      break;
    case PROP_JOURNAL:
      seqgo_rtp_session_set_journal (self, g_value_get_boolean (value));
      break;
    case PROP_RUNNING_STATUS:
      seqgo_rtp_session_set_running_status (self, g_value_get_boolean (value));
      break;
    case PROP_PLAYOUT_DELAY:
      seqgo_rtp_session_set_playout_delay (self, g_value_get_uint (value));
      break;
    case PROP_MAX_PACKET_SIZE:
      seqgo_rtp_session_set_max_packet_size (self, g_value_get_uint (value));
      break;
    case PROP_RECEIVE_LIMIT:
      seqgo_rtp_session_set_receive_limit (self, g_value_get_uint (value));
      break;
    case PROP_PRIORITY:
      seqgo_rtp_session_set_priority (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

#define SETTABLE (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS)
#define READABLE (G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS)

static void
make_identity_properties (void)
{
  /**
   * SeqgoRtpSession:name:
   *
   * The name that others see, in UTF-8. If it is changed, who joined before keeps the old one.
   *
   * Since: 1.0
   */
  properties[PROP_NAME]
      = g_param_spec_string ("name", NULL, NULL, "libseqgo", SETTABLE | G_PARAM_CONSTRUCT);

  /**
   * SeqgoRtpSession:ssrc:
   *
   * The number by which peers know the session. 0 makes it a random one, which is what nearly
   * everybody wants. It changes if somebody else has the same.
   *
   * Since: 1.0
   */
  properties[PROP_SSRC] = g_param_spec_uint ("ssrc", NULL, NULL, 0, G_MAXUINT32, 0,
                                             SETTABLE | G_PARAM_CONSTRUCT_ONLY);

  /**
   * SeqgoRtpSession:port:
   *
   * The UDP port for control, from 1 to 65534, that others invite; the one for data is the next. It
   * is 0 until the session listens or invites, and after it was closed.
   *
   * Since: 1.0
   */
  properties[PROP_PORT] = g_param_spec_uint ("port", NULL, NULL, 0, G_MAXUINT16, 0, READABLE);

  /**
   * SeqgoRtpSession:priority:
   *
   * The priority in the main loop at which packets are received.
   *
   * Since: 1.0
   */
  properties[PROP_PRIORITY]
      = g_param_spec_int ("priority", NULL, NULL, G_MININT, G_MAXINT, G_PRIORITY_DEFAULT, SETTABLE);
}

static void
make_publishing_properties (void)
{
  /**
   * SeqgoRtpSession:discoverable:
   *
   * Whether others find the session while it listens: in the lists of other machines' MIDI
   * settings, and with a #SeqgoRtpBrowser. That is so unless it is set to %FALSE. Who knows the
   * port can invite it in any case.
   *
   * Since: 1.0
   */
  properties[PROP_DISCOVERABLE] = g_param_spec_boolean ("discoverable", NULL, NULL, TRUE, SETTABLE);

  /**
   * SeqgoRtpSession:published-name:
   *
   * The name under which others find the session, or %NULL while they do not. If the name is taken,
   * a number is added to it.
   *
   * Since: 1.0
   */
  properties[PROP_PUBLISHED_NAME]
      = g_param_spec_string ("published-name", NULL, NULL, NULL, READABLE);

  /**
   * SeqgoRtpSession:publish-problem:
   *
   * Why others cannot find the session though it listens and is discoverable, as a sentence for the
   * user, or %NULL. The session works all the same, and is published when the problem has gone.
   *
   * Since: 1.0
   */
  properties[PROP_PUBLISH_PROBLEM]
      = g_param_spec_string ("publish-problem", NULL, NULL, NULL, READABLE);
}

static void
make_peer_properties (void)
{
  /**
   * SeqgoRtpSession:accept-invitations:
   *
   * What happens to an invitation that no handler of #SeqgoRtpSession::invited decides about: it is
   * accepted, unless this is set to %FALSE. A session that does not listen rejects all.
   *
   * Since: 1.0
   */
  properties[PROP_ACCEPT_INVITATIONS]
      = g_param_spec_boolean ("accept-invitations", NULL, NULL, TRUE, SETTABLE);

  /**
   * SeqgoRtpSession:max-peers:
   *
   * How many peers the session has at the most, with those that are invited. Who invites it then
   * is rejected, and so is to invite others: %SEQGO_RTP_ERROR_TOO_MANY_PEERS.
   *
   * Since: 1.0
   */
  properties[PROP_MAX_PEERS]
      = g_param_spec_uint ("max-peers", NULL, NULL, 0, 1024, SEQGO_RTP_SESSION_MAX_PEERS, SETTABLE);

  /**
   * SeqgoRtpSession:reconnect:
   *
   * Whether who was invited, and is lost or ends the session, is invited again: after 1 second, and
   * at last every 30 seconds, until somebody closes the peer.
   *
   * Since: 1.0
   */
  properties[PROP_RECONNECT] = g_param_spec_boolean ("reconnect", NULL, NULL, TRUE, SETTABLE);
}

static void
make_stream_properties (void)
{
  /**
   * SeqgoRtpSession:journal:
   *
   * Whether packets tell what was sent before, so that a receiver can make up for those that were
   * lost. This is for peers that join later; #SeqgoRtpPeer:journal is for one of them.
   *
   * Since: 1.0
   */
  properties[PROP_JOURNAL] = g_param_spec_boolean ("journal", NULL, NULL, TRUE, SETTABLE);

  /**
   * SeqgoRtpSession:running-status:
   *
   * Whether packets leave out a status byte that equals the one before. A few programs cannot
   * receive this. It is for peers that join later.
   *
   * Since: 1.0
   */
  properties[PROP_RUNNING_STATUS]
      = g_param_spec_boolean ("running-status", NULL, NULL, TRUE, SETTABLE);

  /**
   * SeqgoRtpSession:playout-delay:
   *
   * How long after its time an event is delivered, in microseconds, at most 10 seconds: what the
   * network delays more or less arrives evenly, if that is never more. 0 delivers what comes at
   * once.
   *
   * Since: 1.0
   */
  properties[PROP_PLAYOUT_DELAY] = g_param_spec_uint (
      "playout-delay", NULL, NULL, 0, SEQGO_RTP_SESSION_MAX_PLAYOUT_DELAY, 0, SETTABLE);

  /**
   * SeqgoRtpSession:max-packet-size:
   *
   * How large the packets of MIDI are at the most, in bytes of the UDP payload. The usual size
   * passes all networks. Some small devices take less.
   *
   * Since: 1.0
   */
  properties[PROP_MAX_PACKET_SIZE]
      = g_param_spec_uint ("max-packet-size", NULL, NULL, SEQGO_RTP_MIN_PACKET_SIZE,
                           SEQGO_RTP_MAX_PACKET_SIZE, SEQGO_RTP_DEFAULT_PACKET_SIZE, SETTABLE);

  /**
   * SeqgoRtpSession:receive-limit:
   *
   * How much the peers are asked to send at the most, in bits per second, such as 31250 where a
   * MIDI cable follows. 0 is no limit. Many programs do not heed it.
   *
   * Since: 1.0
   */
  properties[PROP_RECEIVE_LIMIT]
      = g_param_spec_uint ("receive-limit", NULL, NULL, 0, G_MAXUINT32, 0, SETTABLE);
}

static void
make_counters (void)
{
  /**
   * SeqgoRtpSession:n-unverified:
   *
   * How many packets came that were not from a peer, or not meant for this session, and were
   * ignored. It is not notified.
   *
   * Since: 1.0
   */
  properties[PROP_N_UNVERIFIED]
      = g_param_spec_uint64 ("n-unverified", NULL, NULL, 0, G_MAXUINT64, 0, READABLE);

  /**
   * SeqgoRtpSession:n-malformed:
   *
   * How many packets came that made no sense, and were ignored. It is not notified.
   *
   * Since: 1.0
   */
  properties[PROP_N_MALFORMED]
      = g_param_spec_uint64 ("n-malformed", NULL, NULL, 0, G_MAXUINT64, 0, READABLE);

  /**
   * SeqgoRtpSession:n-unsent:
   *
   * How many packets the system did not take, because the network was down or busy, or told to be
   * undeliverable. They are as lost as those that the network loses. It is not notified.
   *
   * Since: 1.0
   */
  properties[PROP_N_UNSENT]
      = g_param_spec_uint64 ("n-unsent", NULL, NULL, 0, G_MAXUINT64, 0, READABLE);
}

static void
install_properties (GObjectClass *object_class)
{
  make_identity_properties ();
  make_publishing_properties ();
  make_peer_properties ();
  make_stream_properties ();
  make_counters ();
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_peer_signals (GType type)
{
  /**
   * SeqgoRtpSession::invited:
   * @self: the session
   * @invitation: the invitation
   *
   * Somebody invites the session, which listens and has room. A handler may accept, reject or
   * defer the invitation. If none does, #SeqgoRtpSession:accept-invitations decides when all have
   * returned.
   *
   * Since: 1.0
   */
  seqgo_rtp_session_signals[SEQGO_RTP_SESSION_INVITED]
      = g_signal_new ("invited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                      SEQGO_TYPE_RTP_INVITATION);

  /**
   * SeqgoRtpSession::peer-added:
   * @self: the session
   * @peer: the peer
   *
   * A peer is connected: it joined, or accepted an invitation, or is back.
   *
   * Since: 1.0
   */
  seqgo_rtp_session_signals[SEQGO_RTP_SESSION_PEER_ADDED]
      = g_signal_new ("peer-added", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                      SEQGO_TYPE_RTP_PEER);

  /**
   * SeqgoRtpSession::peer-removed:
   * @self: the session
   * @peer: the peer
   * @error: (nullable): why, such as %SEQGO_RTP_ERROR_ENDED_BY_PEER, %SEQGO_RTP_ERROR_LOST or
   *   %SEQGO_RTP_ERROR_RESTARTED, or %NULL if the program closed the peer or the session
   *
   * A peer is not connected any more. What released its notes came before. If it is invited again,
   * #SeqgoRtpPeer:state says so, and #SeqgoRtpSession::peer-added is emitted when it is back.
   *
   * Since: 1.0
   */
  seqgo_rtp_session_signals[SEQGO_RTP_SESSION_PEER_REMOVED]
      = g_signal_new ("peer-removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                      SEQGO_TYPE_RTP_PEER, G_TYPE_ERROR);

  /**
   * SeqgoRtpSession::loss:
   * @self: the session
   * @peer: the peer
   * @n_packets: how many packets were lost
   * @repaired: whether the packets after them told enough to make up for all
   *
   * The network lost packets of a peer. The events that made up for them came just before.
   *
   * Since: 1.0
   */
  seqgo_rtp_session_signals[SEQGO_RTP_SESSION_LOSS]
      = g_signal_new ("loss", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                      SEQGO_TYPE_RTP_PEER, G_TYPE_UINT, G_TYPE_BOOLEAN);

  /**
   * SeqgoRtpSession::problem:
   * @self: the session
   * @peer: the peer
   * @error: what is wrong: %SEQGO_RTP_ERROR_BROKEN_SYSEX or %SEQGO_RTP_ERROR_OVERFLOW
   *
   * Something that a peer sent could not be delivered, or something for it was left out because it
   * takes less. All else goes on.
   *
   * Since: 1.0
   */
  seqgo_rtp_session_signals[SEQGO_RTP_SESSION_PROBLEM]
      = g_signal_new ("problem", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                      SEQGO_TYPE_RTP_PEER, G_TYPE_ERROR);
}

static void
install_closed_signal (GType type)
{
  /**
   * SeqgoRtpSession::closed:
   * @self: the session
   *
   * The session was closed, and its peers were removed. Nothing more is received.
   *
   * Since: 1.0
   */
  seqgo_rtp_session_signals[SEQGO_RTP_SESSION_CLOSED]
      = g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
seqgo_rtp_session_constructed (GObject *object)
{
  G_OBJECT_CLASS (seqgo_rtp_session_parent_class)->constructed (object);
  seqgo_rtp_session_set_up (SEQGO_RTP_SESSION (object));
}

static void
seqgo_rtp_session_dispose (GObject *object)
{
  /* A language may be collecting garbage, when it cannot be called. */
  seqgo_rtp_session_shut_down (SEQGO_RTP_SESSION (object), FALSE);
  G_OBJECT_CLASS (seqgo_rtp_session_parent_class)->dispose (object);
}

static void
seqgo_rtp_session_finalize (GObject *object)
{
  SeqgoRtpSession *self = SEQGO_RTP_SESSION (object);

  seqgo_rtp_engine_free (self->engine);
  g_object_unref (self->peers);
  g_hash_table_unref (self->peers_by_remote);
  g_hash_table_unref (self->invitations);
  g_hash_table_unref (self->tasks);
  g_ptr_array_unref (self->resolving);
  g_object_unref (self->midi_parser);
  g_byte_array_unref (self->midi);
  g_main_context_unref (self->context);
  g_free (self->address);
  g_free (self->name);
  g_free (self->published_name);
  g_free (self->publish_problem);
  G_OBJECT_CLASS (seqgo_rtp_session_parent_class)->finalize (object);
}

static void
seqgo_rtp_session_class_init (SeqgoRtpSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType         type = G_TYPE_FROM_CLASS (klass);

  object_class->constructed = seqgo_rtp_session_constructed;
  object_class->dispose = seqgo_rtp_session_dispose;
  object_class->finalize = seqgo_rtp_session_finalize;
  object_class->get_property = seqgo_rtp_session_get_property;
  object_class->set_property = seqgo_rtp_session_set_property;

  install_properties (object_class);
  install_peer_signals (type);
  install_closed_signal (type);
  seqgo_rtp_session_install_event_signals (type);
}

static void
seqgo_rtp_session_init (SeqgoRtpSession *self)
{
  self->discoverable = TRUE;
  self->accept_invitations = TRUE;
  self->context = g_main_context_ref_thread_default ();
  self->peers = seqgo_store_model_new_store (self, SEQGO_TYPE_RTP_PEER);
  self->peers_by_remote
      = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) seqgo_rtp_remote_unref, g_object_unref);
  self->invitations
      = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) seqgo_rtp_remote_unref, g_object_unref);
  self->tasks
      = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) seqgo_rtp_remote_unref, g_object_unref);
  self->resolving = g_ptr_array_new_with_free_func (g_object_unref);
  self->deadline = -1;
  self->epoll_fd = -1;
  self->timer_fd = -1;
  self->midi_parser = seqgo_midi_parser_new ();
  self->midi = g_byte_array_new ();
  g_queue_init (&self->playouts);
}

/**
 * seqgo_rtp_session_new:
 * @name: the name that others see
 *
 * Creates a session. It has no sockets, and nobody sees it, until it listens or invites.
 *
 * Returns: (transfer full): a session
 *
 * Since: 1.0
 */
SeqgoRtpSession *
seqgo_rtp_session_new (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return g_object_new (SEQGO_TYPE_RTP_SESSION, "name", name, NULL);
}
