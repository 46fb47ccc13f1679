/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <string.h>

#include "rtp-engine-test.h"
#include "rtp-hex.h"

void
set_address (SeqgoRtpRemoteAddress *address, guint8 host, guint16 port)
{
  *address
      = (SeqgoRtpRemoteAddress){ .host = { [10] = 0xFF, 0xFF, 127, 0, 0, host }, .port = port };
}

void
probe_init (Probe *self, Session *session, guint8 host, guint16 port, guint32 ssrc)
{
  *self = (Probe){ .session = session, .ssrc = ssrc, .sequence = 1 };
  set_address (&self->control, host, port);
  set_address (&self->data, host, port + 1);
}

void
probe_send_from (Probe                       *self,
                 SeqgoRtpChannel              channel,
                 const SeqgoRtpRemoteAddress *from,
                 const guint8                *data,
                 gsize                        size)
{
  /* Of just its size, so that a sanitizer sees what is read beyond it. */
  g_autofree guint8 *copy = g_memdup2 (data, size);

  seqgo_rtp_engine_receive (self->session->engine, channel, from, copy, size, self->session->now);
  session_look (self->session);
}

void
probe_send (Probe *self, SeqgoRtpChannel channel, const guint8 *data, gsize size)
{
  probe_send_from (self, channel,
                   channel == SEQGO_RTP_CHANNEL_CONTROL ? &self->control : &self->data, data, size);
}

void
probe_write (Probe *self, SeqgoRtpCommandType type, SeqgoRtpCommand *command)
{
  *command = (SeqgoRtpCommand){
    .type = type, .version = SEQGO_RTP_PROTOCOL_VERSION, .token = self->token, .ssrc = self->ssrc
  };
  if (type == SEQGO_RTP_COMMAND_INVITATION || type == SEQGO_RTP_COMMAND_ACCEPTED)
    strcpy (command->name, "probe");
}

void
probe_send_command (Probe *self, SeqgoRtpChannel channel, const SeqgoRtpCommand *command)
{
  guint8 data[SEQGO_RTP_MAX_COMMAND];

  probe_send (self, channel, data, seqgo_rtp_command_write (command, data));
}

void
probe_command (Probe *self, SeqgoRtpChannel channel, SeqgoRtpCommandType type)
{
  SeqgoRtpCommand command;

  probe_write (self, type, &command);
  probe_send_command (self, channel, &command);
}

void
probe_synchronize (Probe          *self,
                   SeqgoRtpChannel channel,
                   guint8          count,
                   guint64         first,
                   guint64         second,
                   guint64         third)
{
  SeqgoRtpCommand command = { .type = SEQGO_RTP_COMMAND_SYNCHRONIZATION,
                              .ssrc = self->ssrc,
                              .count = count,
                              .timestamps = { first, second, third } };

  probe_send_command (self, channel, &command);
}

void
probe_feedback (Probe *self, guint16 sequence)
{
  SeqgoRtpCommand command
      = { .type = SEQGO_RTP_COMMAND_FEEDBACK, .ssrc = self->ssrc, .sequence = sequence };

  probe_send_command (self, SEQGO_RTP_CHANNEL_CONTROL, &command);
}

gsize
probe_write_midi (Probe      *self,
                  guint32     timestamp,
                  const char *list,
                  const char *journal,
                  guint8     *data)
{
  g_autoptr (GBytes) commands = rtp_bytes_from_hex (list);
  g_autoptr (GBytes) chapters = rtp_bytes_from_hex (journal != NULL ? journal : "");
  gsize n_commands = g_bytes_get_size (commands), n_chapters = g_bytes_get_size (chapters), size;

  seqgo_rtp_packet_write_header (data, self->sequence++, timestamp, self->ssrc);
  size = SEQGO_RTP_HEADER_SIZE;
  size += seqgo_rtp_packet_write_section (data + size, n_commands, journal != NULL, FALSE);
  if (n_commands > 0)
    memcpy (data + size, g_bytes_get_data (commands, NULL), n_commands);
  if (n_chapters > 0)
    memcpy (data + size + n_commands, g_bytes_get_data (chapters, NULL), n_chapters);
  return size + n_commands + n_chapters;
}

void
probe_midi (Probe *self, guint32 timestamp, const char *list, const char *journal)
{
  guint8 data[SEQGO_RTP_MAX_PACKET_SIZE];

  probe_send (self, SEQGO_RTP_CHANNEL_DATA, data,
              probe_write_midi (self, timestamp, list, journal, data));
}

void
probe_connect (Probe *self, guint32 token)
{
  self->token = token;
  probe_command (self, SEQGO_RTP_CHANNEL_CONTROL, SEQGO_RTP_COMMAND_INVITATION);
  probe_command (self, SEQGO_RTP_CHANNEL_DATA, SEQGO_RTP_COMMAND_INVITATION);
}

void
probe_be_invited (Probe *self)
{
  SeqgoRtpRemote *remote
      = seqgo_rtp_engine_invite (self->session->engine, &self->control, 1, self->session->now);
  SeqgoRtpCommand command;

  seqgo_rtp_remote_unref (remote);
  session_get_last_command (self->session, self, &command);
  self->token = command.token;
  probe_command (self, SEQGO_RTP_CHANNEL_CONTROL, SEQGO_RTP_COMMAND_ACCEPTED);
  probe_command (self, SEQGO_RTP_CHANNEL_DATA, SEQGO_RTP_COMMAND_ACCEPTED);
}
