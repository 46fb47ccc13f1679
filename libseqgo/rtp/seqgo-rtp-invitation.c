/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-session-private.h>

/**
 * SECTION:seqgo-rtp-invitation
 * @title: SeqgoRtpInvitation
 * @short_description: somebody wants to join a network session
 *
 * A program may decide itself whom it lets in:
 *
 * |[<!-- language="C" -->
 * static void
 * invited_cb (SeqgoRtpSession *session, SeqgoRtpInvitation *invitation, gpointer data)
 * {
 *   if (g_str_has_prefix (seqgo_rtp_invitation_get_address (invitation), "192.168."))
 *     seqgo_rtp_invitation_accept (invitation);
 *   else
 *     seqgo_rtp_invitation_reject (invitation);
 * }
 *
 * g_signal_connect (session, "invited", G_CALLBACK (invited_cb), NULL);
 * ]|
 */

/**
 * SeqgoRtpInvitation:
 *
 * An invitation of somebody to a #SeqgoRtpSession, which #SeqgoRtpSession::invited brings.
 *
 * A program that has to ask its user calls seqgo_rtp_invitation_defer() in the handler, keeps the
 * object, and accepts or rejects later. Who invites waits about 12 seconds;
 * #SeqgoRtpInvitation::withdrawn tells that an answer has no effect any more.
 *
 * Since: 1.0
 */
struct _SeqgoRtpInvitation
{
  GObject         parent_instance;
  GWeakRef        session;
  SeqgoRtpRemote *remote;
  char           *name;
  char           *address;
  guint16         port;
  guint32         ssrc;
  gboolean        is_answered;
  gboolean        is_deferred;
};

G_DEFINE_FINAL_TYPE (SeqgoRtpInvitation, seqgo_rtp_invitation, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_ADDRESS,
  PROP_PORT,
  PROP_SSRC,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  WITHDRAWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
answer (SeqgoRtpInvitation *self, gboolean accept)
{
  g_autoptr (SeqgoRtpSession) session = g_weak_ref_get (&self->session);

  if (self->is_answered)
    return;
  self->is_answered = TRUE;
  if (session == NULL || session->is_closed)
    return;
  if (!accept)
    g_hash_table_remove (session->invitations, self->remote);
  seqgo_rtp_engine_answer (session->engine, self->remote, accept, g_get_monotonic_time ());
  seqgo_rtp_session_follow_up (session);
}

static void
seqgo_rtp_invitation_finalize (GObject *object)
{
  SeqgoRtpInvitation *self = SEQGO_RTP_INVITATION (object);

  g_weak_ref_clear (&self->session);
  seqgo_rtp_remote_unref (self->remote);
  g_free (self->name);
  g_free (self->address);
  G_OBJECT_CLASS (seqgo_rtp_invitation_parent_class)->finalize (object);
}

static void
seqgo_rtp_invitation_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  SeqgoRtpInvitation *self = SEQGO_RTP_INVITATION (object);

  switch (property_id)
    {
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_signals (GType type)
{
  /**
   * SeqgoRtpInvitation::withdrawn:
   * @self: the invitation
   *
   * Who invited does not wait for an answer any more, or did not go on after it was accepted. A
   * dialog that asks the user can close.
   *
   * Since: 1.0
   */
  signals[WITHDRAWN]
      = g_signal_new ("withdrawn", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
seqgo_rtp_invitation_class_init (SeqgoRtpInvitationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = seqgo_rtp_invitation_finalize;
  object_class->get_property = seqgo_rtp_invitation_get_property;

  /**
   * SeqgoRtpInvitation:name:
   *
   * The name of who invites, in UTF-8. It is whatever the other side says, and may be empty.
   *
   * Since: 1.0
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);

  /**
   * SeqgoRtpInvitation:address:
   *
   * The IP address of who invites, as text; with the interface, as in “fe80::1%eth0”, if it is
   * link-local.
   *
   * Since: 1.0
   */
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);

  /**
   * SeqgoRtpInvitation:port:
   *
   * The UDP port, for control, of who invites.
   *
   * Since: 1.0
   */
  properties[PROP_PORT] = g_param_spec_uint ("port", NULL, NULL, 0, G_MAXUINT16, 0, flags);

  /**
   * SeqgoRtpInvitation:ssrc:
   *
   * The number of who invites.
   *
   * Since: 1.0
   */
  properties[PROP_SSRC] = g_param_spec_uint ("ssrc", NULL, NULL, 0, G_MAXUINT32, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_signals (G_TYPE_FROM_CLASS (klass));
}

static void
seqgo_rtp_invitation_init (SeqgoRtpInvitation *self)
{
  g_weak_ref_init (&self->session, NULL);
}

SeqgoRtpInvitation *
seqgo_rtp_invitation_new (SeqgoRtpSession *session, SeqgoRtpRemote *remote)
{
  SeqgoRtpInvitation *self = g_object_new (SEQGO_TYPE_RTP_INVITATION, NULL);
  SeqgoRtpRemoteInfo  info = { 0 };

  seqgo_rtp_engine_get_info (session->engine, remote, &info);
  g_weak_ref_set (&self->session, session);
  self->remote = seqgo_rtp_remote_ref (remote);
  self->name = g_strdup (info.name != NULL ? info.name : "");
  self->address = seqgo_rtp_remote_address_to_string (&info.control_address);
  self->port = info.control_address.port;
  self->ssrc = info.ssrc;
  return self;
}

void
seqgo_rtp_invitation_withdraw (SeqgoRtpInvitation *self)
{
  self->is_answered = TRUE;
  g_signal_emit (self, signals[WITHDRAWN], 0);
}

gboolean
seqgo_rtp_invitation_is_decided (SeqgoRtpInvitation *self)
{
  return self->is_answered || self->is_deferred;
}

/**
 * seqgo_rtp_invitation_get_name:
 * @self: an invitation
 *
 * Returns #SeqgoRtpInvitation:name.
 *
 * Returns: the name of who invites
 *
 * Since: 1.0
 */
const char *
seqgo_rtp_invitation_get_name (SeqgoRtpInvitation *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_INVITATION (self), NULL);

  return self->name;
}

/**
 * seqgo_rtp_invitation_get_address:
 * @self: an invitation
 *
 * Returns #SeqgoRtpInvitation:address.
 *
 * Returns: the IP address of who invites
 *
 * Since: 1.0
 */
const char *
seqgo_rtp_invitation_get_address (SeqgoRtpInvitation *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_INVITATION (self), NULL);

  return self->address;
}

/**
 * seqgo_rtp_invitation_get_port:
 * @self: an invitation
 *
 * Returns #SeqgoRtpInvitation:port.
 *
 * Returns: the UDP port of who invites
 *
 * Since: 1.0
 */
guint
seqgo_rtp_invitation_get_port (SeqgoRtpInvitation *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_INVITATION (self), 0);

  return self->port;
}

/**
 * seqgo_rtp_invitation_get_ssrc:
 * @self: an invitation
 *
 * Returns #SeqgoRtpInvitation:ssrc.
 *
 * Returns: the number of who invites
 *
 * Since: 1.0
 */
guint
seqgo_rtp_invitation_get_ssrc (SeqgoRtpInvitation *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_INVITATION (self), 0);

  return self->ssrc;
}

/**
 * seqgo_rtp_invitation_to_string:
 * @self: an invitation
 *
 * Describes who invites, such as “Studio (192.168.1.5, port 5004)”.
 *
 * Returns: (transfer full): a text
 *
 * Since: 1.0
 */
char *
seqgo_rtp_invitation_to_string (SeqgoRtpInvitation *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_INVITATION (self), NULL);

  return g_strdup_printf ("%s (%s, port %u)", self->name, self->address, self->port);
}

/**
 * seqgo_rtp_invitation_accept:
 * @self: an invitation
 *
 * Accepts the invitation. #SeqgoRtpSession::peer-added tells when the peer is connected; it may
 * never be. An invitation that is answered already, or is over, stays as it is.
 *
 * Since: 1.0
 */
void
seqgo_rtp_invitation_accept (SeqgoRtpInvitation *self)
{
  g_return_if_fail (SEQGO_IS_RTP_INVITATION (self));

  answer (self, TRUE);
}

/**
 * seqgo_rtp_invitation_reject:
 * @self: an invitation
 *
 * Rejects the invitation, and tells so who invited. An invitation that is answered already, or is
 * over, stays as it is.
 *
 * Since: 1.0
 */
void
seqgo_rtp_invitation_reject (SeqgoRtpInvitation *self)
{
  g_return_if_fail (SEQGO_IS_RTP_INVITATION (self));

  answer (self, FALSE);
}

/**
 * seqgo_rtp_invitation_defer:
 * @self: an invitation
 *
 * Leaves the invitation without an answer until the program accepts or rejects it. This is for
 * handlers of #SeqgoRtpSession::invited; what was answered already stays so.
 *
 * Since: 1.0
 */
void
seqgo_rtp_invitation_defer (SeqgoRtpInvitation *self)
{
  g_return_if_fail (SEQGO_IS_RTP_INVITATION (self));

  self->is_deferred = TRUE;
}
