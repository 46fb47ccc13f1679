/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-peer-private.h>
#include <libseqgo/rtp/seqgo-rtp-session-private.h>
#include <libseqgo/rtp/seqgo-rtp-statistics-private.h>
#include <libseqgo/seqgo-enum-types.h>

/**
 * SECTION:seqgo-rtp-peer
 * @title: SeqgoRtpPeer
 * @short_description: the other side of a network session
 *
 * A #SeqgoRtpSession is a list of its peers. What is for all is sent to the session; a peer takes
 * what is for it alone:
 *
 * |[<!-- language="C" -->
 * static void
 * peer_added_cb (SeqgoRtpSession *session, SeqgoRtpPeer *peer, gpointer data)
 * {
 *   g_autoptr (SeqgoEvent) welcome = seqgo_event_new_program_change (0, 5);
 *
 *   g_print ("%s joined\n", seqgo_rtp_peer_get_name (peer));
 *   seqgo_rtp_peer_send (peer, welcome, NULL);
 * }
 * ]|
 */

/**
 * SeqgoRtpPeer:
 *
 * Somebody with whom a #SeqgoRtpSession exchanges events. #SeqgoRtpSession::peer-added brings it,
 * and so does seqgo_rtp_session_invite_finish(). It is used in the thread of its session.
 *
 * A peer that was invited and is lost is the same object when it is back, if
 * #SeqgoRtpSession:reconnect is set. All others that come back are new ones. When its session with
 * the peer is over, the object says what it said last.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (SeqgoRtpPeer, seqgo_rtp_peer, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_NAME,
  PROP_ADDRESS,
  PROP_PORT,
  PROP_SSRC,
  PROP_STATE,
  PROP_INVITED,
  PROP_SYNCHRONIZED,
  PROP_LATENCY,
  PROP_CLOCK_OFFSET,
  PROP_CLOCK_DRIFT,
  PROP_BIT_RATE_LIMIT,
  PROP_JOURNAL,
  PROP_STATISTICS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

SeqgoRtpSession *
seqgo_rtp_peer_dup_live_session (SeqgoRtpPeer *self)
{
  SeqgoRtpSession *session;

  if (self->state == SEQGO_RTP_PEER_STATE_CLOSED)
    return NULL;
  session = g_weak_ref_get (&self->session);
  if (session != NULL && session->is_closed)
    g_clear_object (&session);
  return session;
}

static void
seqgo_rtp_peer_finalize (GObject *object)
{
  SeqgoRtpPeer *self = SEQGO_RTP_PEER (object);

  g_weak_ref_clear (&self->session);
  seqgo_rtp_remote_unref (self->remote);
  g_free (self->name);
  g_free (self->address);
  g_clear_pointer (&self->last_statistics, seqgo_rtp_statistics_unref);
  g_clear_object (&self->midi_parser);
  G_OBJECT_CLASS (seqgo_rtp_peer_parent_class)->finalize (object);
}

static void
seqgo_rtp_peer_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SeqgoRtpPeer *self = SEQGO_RTP_PEER (object);

  switch (property_id)
    {
    case PROP_SESSION:
      g_value_take_object (value, g_weak_ref_get (&self->session));
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_PORT:
      g_value_set_uint (value, self->port);
      break;
    case PROP_SSRC:
      g_value_set_uint (value, self->ssrc);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_INVITED:
      g_value_set_boolean (value, self->was_invited);
      break;
    case PROP_SYNCHRONIZED:
      g_value_set_boolean (value, self->is_synchronized);
      break;
    case PROP_LATENCY:
      g_value_set_int64 (value, self->latency);
      break;
    case PROP_CLOCK_OFFSET:
      g_value_set_int64 (value, self->clock_offset);
      break;
    case PROP_CLOCK_DRIFT:
      g_value_set_double (value, self->clock_drift);
      break;
    case PROP_BIT_RATE_LIMIT:
      g_value_set_uint (value, self->bit_rate_limit);
      break;
    case PROP_JOURNAL:
      g_value_set_boolean (value, self->has_journal);
      break;
    case PROP_STATISTICS:
      g_value_take_boxed (value, seqgo_rtp_peer_get_statistics (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_rtp_peer_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_JOURNAL:
      seqgo_rtp_peer_set_journal (SEQGO_RTP_PEER (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

#define READABLE (G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS)

static void
make_identity_properties (void)
{
  /**
   * SeqgoRtpPeer:session:
   *
   * The session that the peer is, or was, in; %NULL if nobody has that any more.
   *
   * Since: 1.0
   */
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, SEQGO_TYPE_RTP_SESSION, READABLE);

  /**
   * SeqgoRtpPeer:name:
   *
   * The name that the peer gave itself, in UTF-8; of one that gave none, its address.
   *
   * Since: 1.0
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, READABLE);

  /**
   * SeqgoRtpPeer:address:
   *
   * The IP address of the peer, as text; with the interface, as in “fe80::1%eth0”, if it is
   * link-local.
   *
   * Since: 1.0
   */
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, READABLE);

  /**
   * SeqgoRtpPeer:port:
   *
   * The UDP port for control of the peer.
   *
   * Since: 1.0
   */
  properties[PROP_PORT] = g_param_spec_uint ("port", NULL, NULL, 0, G_MAXUINT16, 0, READABLE);

  /**
   * SeqgoRtpPeer:ssrc:
   *
   * The number of the peer.
   *
   * Since: 1.0
   */
  properties[PROP_SSRC] = g_param_spec_uint ("ssrc", NULL, NULL, 0, G_MAXUINT32, 0, READABLE);

  /**
   * SeqgoRtpPeer:state:
   *
   * Whether the peer is connected, is lost and invited again, or is closed for good.
   *
   * Since: 1.0
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, SEQGO_TYPE_RTP_PEER_STATE,
                                              SEQGO_RTP_PEER_STATE_CONNECTED, READABLE);

  /**
   * SeqgoRtpPeer:invited:
   *
   * Whether this side invited the peer; %FALSE if the peer invited this side.
   *
   * Since: 1.0
   */
  properties[PROP_INVITED] = g_param_spec_boolean ("invited", NULL, NULL, FALSE, READABLE);
}

static void
make_clock_properties (void)
{
  /**
   * SeqgoRtpPeer:synchronized:
   *
   * Whether the clock of the peer is known, so that events have the time at which they were meant.
   *
   * Since: 1.0
   */
  properties[PROP_SYNCHRONIZED]
      = g_param_spec_boolean ("synchronized", NULL, NULL, FALSE, READABLE);

  /**
   * SeqgoRtpPeer:latency:
   *
   * How long a packet takes from one side to the other, in microseconds: half of the way there and
   * back. It is -1 until it was measured.
   *
   * Since: 1.0
   */
  properties[PROP_LATENCY]
      = g_param_spec_int64 ("latency", NULL, NULL, -1, G_MAXINT64, -1, READABLE);

  /**
   * SeqgoRtpPeer:clock-offset:
   *
   * How much the clock of the peer is ahead of that of g_get_monotonic_time(), in microseconds. As
   * the clocks of most systems begin with their start, the number alone says little.
   *
   * Since: 1.0
   */
  properties[PROP_CLOCK_OFFSET]
      = g_param_spec_int64 ("clock-offset", NULL, NULL, G_MININT64, G_MAXINT64, 0, READABLE);

  /**
   * SeqgoRtpPeer:clock-drift:
   *
   * How much faster the clock of the peer is, in parts of a million; 0 until that was measured,
   * which takes a minute.
   *
   * Since: 1.0
   */
  properties[PROP_CLOCK_DRIFT]
      = g_param_spec_double ("clock-drift", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, READABLE);
}

static void
make_stream_properties (void)
{
  /**
   * SeqgoRtpPeer:bit-rate-limit:
   *
   * How much the peer asks to be sent at the most, in bits per second; 0 is no limit. It is heeded:
   * what is more waits.
   *
   * Since: 1.0
   */
  properties[PROP_BIT_RATE_LIMIT]
      = g_param_spec_uint ("bit-rate-limit", NULL, NULL, 0, G_MAXUINT32, 0, READABLE);

  /**
   * SeqgoRtpPeer:journal:
   *
   * Whether packets to this peer tell what was sent before, so that it can make up for those that
   * were lost. A few programs misunderstand that, and play notes that nobody sent. It begins as
   * #SeqgoRtpSession:journal is.
   *
   * Since: 1.0
   */
  properties[PROP_JOURNAL]
      = g_param_spec_boolean ("journal", NULL, NULL, TRUE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoRtpPeer:statistics:
   *
   * What went both ways until now. It is not notified.
   *
   * Since: 1.0
   */
  properties[PROP_STATISTICS]
      = g_param_spec_boxed ("statistics", NULL, NULL, SEQGO_TYPE_RTP_STATISTICS, READABLE);
}

static void
seqgo_rtp_peer_class_init (SeqgoRtpPeerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_rtp_peer_finalize;
  object_class->get_property = seqgo_rtp_peer_get_property;
  object_class->set_property = seqgo_rtp_peer_set_property;

  make_identity_properties ();
  make_clock_properties ();
  make_stream_properties ();
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_rtp_peer_init (SeqgoRtpPeer *self)
{
  g_weak_ref_init (&self->session, NULL);
  self->latency = -1;
}

SeqgoRtpPeer *
seqgo_rtp_peer_new (SeqgoRtpSession *session, SeqgoRtpRemote *remote)
{
  SeqgoRtpPeer *self = g_object_new (SEQGO_TYPE_RTP_PEER, NULL);

  g_weak_ref_set (&self->session, session);
  self->remote = seqgo_rtp_remote_ref (remote);
  seqgo_rtp_peer_refresh (self);
  return self;
}

static void
update_string (SeqgoRtpPeer *self, char **field, const char *value, int property)
{
  if (g_strcmp0 (*field, value) == 0)
    return;
  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

#define UPDATE(field, value, property)                                                             \
  if (self->field != (value))                                                                      \
    {                                                                                              \
      self->field = (value);                                                                       \
      g_object_notify_by_pspec (G_OBJECT (self), properties[property]);                            \
    }

void
seqgo_rtp_peer_refresh (SeqgoRtpPeer *self)
{
  g_autoptr (SeqgoRtpSession) session = seqgo_rtp_peer_dup_live_session (self);
  g_autofree char   *address = NULL;
  SeqgoRtpRemoteInfo info = { 0 };

  if (session == NULL)
    return;

  seqgo_rtp_engine_get_info (session->engine, self->remote, &info);
  address = seqgo_rtp_remote_address_to_string (&info.control_address);
  g_object_freeze_notify (G_OBJECT (self));
  update_string (self, &self->address, address, PROP_ADDRESS);
  update_string (self, &self->name, info.name != NULL && info.name[0] != '\0' ? info.name : address,
                 PROP_NAME);
  UPDATE (port, info.control_address.port, PROP_PORT)
  UPDATE (ssrc, info.ssrc, PROP_SSRC)
  UPDATE (was_invited, info.was_invited, PROP_INVITED)
  UPDATE (is_synchronized, info.is_synchronized, PROP_SYNCHRONIZED)
  UPDATE (latency, info.latency, PROP_LATENCY)
  UPDATE (clock_offset, info.clock_offset, PROP_CLOCK_OFFSET)
  UPDATE (clock_drift, info.clock_drift, PROP_CLOCK_DRIFT)
  UPDATE (bit_rate_limit, info.bit_rate_limit, PROP_BIT_RATE_LIMIT)
  UPDATE (has_journal, info.has_journal, PROP_JOURNAL)
  g_object_thaw_notify (G_OBJECT (self));
}

void
seqgo_rtp_peer_set_state (SeqgoRtpPeer *self, SeqgoRtpPeerState state)
{
  if (self->state == state)
    return;
  if (state == SEQGO_RTP_PEER_STATE_CLOSED)
    self->last_statistics = seqgo_rtp_peer_get_statistics (self);
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
seqgo_rtp_peer_end_silently (SeqgoRtpPeer *self, SeqgoRtpSession *session)
{
  SeqgoRtpRemoteInfo info = { 0 };

  seqgo_rtp_engine_get_info (session->engine, self->remote, &info);
  self->last_statistics = seqgo_rtp_statistics_new (&info);
  self->state = SEQGO_RTP_PEER_STATE_CLOSED;
}

/**
 * seqgo_rtp_peer_get_statistics:
 * @self: a peer
 *
 * Tells what went both ways until now.
 *
 * Returns: (transfer full): the statistics
 *
 * Since: 1.0
 */
SeqgoRtpStatistics *
seqgo_rtp_peer_get_statistics (SeqgoRtpPeer *self)
{
  g_autoptr (SeqgoRtpSession) session = NULL;
  SeqgoRtpRemoteInfo info = { 0 };

  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), NULL);

  if (self->last_statistics != NULL)
    return seqgo_rtp_statistics_ref (self->last_statistics);
  session = g_weak_ref_get (&self->session);
  if (session != NULL)
    seqgo_rtp_engine_get_info (session->engine, self->remote, &info);
  return seqgo_rtp_statistics_new (&info);
}

/**
 * seqgo_rtp_peer_set_journal:
 * @self: a peer
 * @journal: whether packets tell what was sent before
 *
 * Sets #SeqgoRtpPeer:journal. That of a closed peer stays.
 *
 * Since: 1.0
 */
void
seqgo_rtp_peer_set_journal (SeqgoRtpPeer *self, gboolean journal)
{
  g_autoptr (SeqgoRtpSession) session = NULL;

  g_return_if_fail (SEQGO_IS_RTP_PEER (self));

  session = seqgo_rtp_peer_dup_live_session (self);
  if (session == NULL)
    return;
  seqgo_rtp_engine_set_remote_journal (session->engine, self->remote, journal != FALSE);
  seqgo_rtp_peer_refresh (self);
}

/**
 * seqgo_rtp_peer_close:
 * @self: a peer
 *
 * Ends the session with the peer, and tells it so; or stops inviting one that is lost. What
 * releases its notes, and #SeqgoRtpSession::peer-removed, come before this returns. To close a
 * closed peer does nothing.
 *
 * Since: 1.0
 */
void
seqgo_rtp_peer_close (SeqgoRtpPeer *self)
{
  g_autoptr (SeqgoRtpSession) session = NULL;

  g_return_if_fail (SEQGO_IS_RTP_PEER (self));

  session = seqgo_rtp_peer_dup_live_session (self);
  if (session == NULL)
    return;
  seqgo_rtp_engine_end (session->engine, self->remote, g_get_monotonic_time ());
  seqgo_rtp_session_follow_up (session);
}

/**
 * seqgo_rtp_peer_is_closed:
 * @self: a peer
 *
 * Tells whether the session with the peer is over for good.
 *
 * Returns: %TRUE if #SeqgoRtpPeer:state is %SEQGO_RTP_PEER_STATE_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_peer_is_closed (SeqgoRtpPeer *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), TRUE);

  return self->state == SEQGO_RTP_PEER_STATE_CLOSED;
}

/**
 * seqgo_rtp_peer_to_string:
 * @self: a peer
 *
 * Describes the peer, such as “Studio (192.168.1.5, port 5004)”.
 *
 * Returns: (transfer full): a text
 *
 * Since: 1.0
 */
char *
seqgo_rtp_peer_to_string (SeqgoRtpPeer *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_PEER (self), NULL);

  return g_strdup_printf ("%s (%s, port %u)", self->name, self->address, self->port);
}
