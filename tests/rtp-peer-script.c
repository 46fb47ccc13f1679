/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>
#include <sys/ioctl.h>
#include <time.h>

#include <linux/sockios.h>

#include "rtp-hex.h"
#include "rtp-peer-script.h"
#include "seqgo-test.h"

#define PATIENCE (60 * G_USEC_PER_SEC)
#define SYNCHRONIZATION_SIZE 36
#define HEADER_SIZE 12

static GSocket *
open_socket (GInetAddress *address, guint16 port)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) name = g_inet_socket_address_new (address, port);
  g_autoptr (GSocket) socket = g_socket_new (g_inet_address_get_family (address),
                                             G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, &error);

  g_assert_no_error (error);
  g_socket_set_blocking (socket, FALSE);
  return g_socket_bind (socket, name, FALSE, NULL) ? g_steal_pointer (&socket) : NULL;
}

RtpPeerScript *
rtp_peer_script_new (const char *address, guint16 session_port, guint32 ssrc)
{
  g_autoptr (GInetAddress) host = g_inet_address_new_from_string (address);
  RtpPeerScript *self = g_new0 (RtpPeerScript, 1);

  self->ssrc = ssrc;
  self->token = 0x12345678;
  self->sequence = 1000;
  self->timestamp = 10000;
  for (guint16 port = 20000; self->sockets[RTP_DATA] == NULL; port += 2)
    {
      g_clear_object (&self->sockets[RTP_CONTROL]);
      self->port = port;
      self->sockets[RTP_CONTROL] = open_socket (host, port);
      if (self->sockets[RTP_CONTROL] != NULL)
        self->sockets[RTP_DATA] = open_socket (host, port + 1);
    }
  for (guint side = 0; side < 2; side++)
    self->targets[side] = g_inet_socket_address_new (host, (guint16) (session_port + side));
  return self;
}

void
rtp_peer_script_free (RtpPeerScript *self)
{
  for (guint side = 0; side < 2; side++)
    {
      g_object_unref (self->sockets[side]);
      g_object_unref (self->targets[side]);
    }
  g_free (self);
}

void
rtp_peer_script_send (RtpPeerScript *self, RtpSide side, const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_socket_send_to (self->sockets[side], self->targets[side], (const char *) data, size, NULL,
                    &error);
  g_assert_no_error (error);
}

void
rtp_peer_script_send_hex (RtpPeerScript *self, RtpSide side, const char *text)
{
  g_autoptr (GBytes) bytes = rtp_bytes_from_hex (text);
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  rtp_peer_script_send (self, side, data, size);
}

gboolean
rtp_peer_script_receive (RtpPeerScript *self, RtpSide side)
{
  g_autoptr (GSocketAddress) from = NULL;
  gssize size = g_socket_receive_from (self->sockets[side], &from, (char *) self->received,
                                       sizeof self->received, NULL, NULL);

  if (size < 0)
    return FALSE;
  self->size = (gsize) size;
  g_object_unref (self->targets[side]);
  self->targets[side] = g_steal_pointer (&from);
  return TRUE;
}

gint64
rtp_peer_script_get_time (RtpPeerScript *self, RtpSide side)
{
  struct timespec time = { 0 };

  /* Fails the first time. */
  ioctl (g_socket_get_fd (self->sockets[side]), SIOCGSTAMPNS, &time);
  return time.tv_sec * G_GINT64_CONSTANT (1000000000) + time.tv_nsec;
}

void
rtp_peer_script_expect (RtpPeerScript *self, RtpSide side)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (!rtp_peer_script_receive (self, side))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("nothing came on side %d", side);
      test_iterate ();
    }
}

gboolean
rtp_peer_script_is_command (RtpPeerScript *self, const char *command)
{
  return self->size >= 4 && self->received[0] == 0xFF && self->received[1] == 0xFF
         && memcmp (self->received + 2, command, 2) == 0;
}

guint32
rtp_peer_script_get_number (RtpPeerScript *self, gsize offset)
{
  guint32 number;

  g_assert_cmpuint (offset + sizeof number, <=, self->size);
  memcpy (&number, self->received + offset, sizeof number);
  return g_ntohl (number);
}

void
rtp_peer_script_expect_command (RtpPeerScript *self, RtpSide side, const char *command)
{
  do
    rtp_peer_script_expect (self, side);
  while (!rtp_peer_script_is_command (self, command));
}

guint
rtp_peer_script_drain (RtpPeerScript *self, RtpSide side)
{
  guint n = 0;

  while (rtp_peer_script_receive (self, side))
    n++;
  return n;
}

static void
put (GByteArray *bytes, guint32 number)
{
  guint32 big_endian = g_htonl (number);

  g_byte_array_append (bytes, (const guint8 *) &big_endian, sizeof big_endian);
}

void
rtp_peer_script_send_command (RtpPeerScript *self,
                              RtpSide        side,
                              const char    *command,
                              const char    *name)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  put (bytes, 0xFFFF0000 | (guint32) command[0] << 8 | (guint32) command[1]);
  put (bytes, 2);
  put (bytes, self->token);
  put (bytes, self->ssrc);
  if (name != NULL)
    g_byte_array_append (bytes, (const guint8 *) name, (guint) strlen (name) + 1);
  rtp_peer_script_send (self, side, bytes->data, bytes->len);
}

void
rtp_peer_script_join (RtpPeerScript *self, const char *name)
{
  for (RtpSide side = RTP_CONTROL; side <= RTP_DATA; side++)
    {
      rtp_peer_script_send_command (self, side, "IN", name);
      rtp_peer_script_expect_command (self, side, "OK");
      g_assert_cmphex (rtp_peer_script_get_number (self, 8), ==, self->token);
      self->session_ssrc = rtp_peer_script_get_number (self, 12);
    }
}

void
rtp_peer_script_accept (RtpPeerScript *self, const char *name)
{
  for (RtpSide side = RTP_CONTROL; side <= RTP_DATA; side++)
    {
      rtp_peer_script_expect_command (self, side, "IN");
      self->token = rtp_peer_script_get_number (self, 8);
      self->session_ssrc = rtp_peer_script_get_number (self, 12);
      rtp_peer_script_send_command (self, side, "OK", name);
    }
  do
    rtp_peer_script_expect (self, RTP_DATA);
  while (!rtp_peer_script_answer_synchronization (self));
}

gboolean
rtp_peer_script_answer_synchronization (RtpPeerScript *self)
{
  g_autoptr (GByteArray) bytes = NULL;
  guint64 ticks = (guint64) g_get_monotonic_time () / 100;

  if (!rtp_peer_script_is_command (self, "CK") || self->size != SYNCHRONIZATION_SIZE)
    return FALSE;
  if (self->received[8] != 0)
    return TRUE;
  bytes = g_byte_array_new ();
  put (bytes, 0xFFFF434B);
  put (bytes, self->ssrc);
  put (bytes, 1 << 24);
  g_byte_array_append (bytes, self->received + 12, 8);
  put (bytes, (guint32) (ticks >> 32));
  put (bytes, (guint32) ticks);
  put (bytes, 0);
  put (bytes, 0);
  rtp_peer_script_send (self, RTP_DATA, bytes->data, bytes->len);
  return TRUE;
}

const guint8 *
rtp_peer_script_expect_midi (RtpPeerScript *self, gsize *size)
{
  for (;;)
    {
      const guint8 *section = self->received + HEADER_SIZE;
      gboolean      is_long;

      rtp_peer_script_expect (self, RTP_DATA);
      if (rtp_peer_script_answer_synchronization (self))
        continue;
      g_assert_cmpuint (self->size, >, HEADER_SIZE);
      g_assert_cmphex (self->received[0], ==, 0x80);
      is_long = (section[0] & 0x80) != 0;
      *size = is_long ? (gsize) (section[0] & 0x0F) << 8 | section[1] : section[0] & 0x0F;
      if (*size > 0)
        return section + (is_long ? 2 : 1);
    }
}

void
rtp_peer_script_send_midi (RtpPeerScript *self, const char *list)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) commands = rtp_bytes_from_hex (list);
  gsize         size;
  const guint8 *data = g_bytes_get_data (commands, &size);
  guint8        section[] = { (guint8) (0x80 | size >> 8), (guint8) size };
  gboolean      is_short = size < 16;

  put (bytes, 0x80610000 | self->sequence++);
  put (bytes, self->timestamp);
  put (bytes, self->ssrc);
  g_byte_array_append (bytes, section + is_short, (guint) sizeof section - is_short);
  g_byte_array_append (bytes, data, (guint) size);
  rtp_peer_script_send (self, RTP_DATA, bytes->data, bytes->len);
}
