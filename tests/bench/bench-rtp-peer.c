/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

#include <glib-unix.h>

#include <libseqgo/rtp/seqgo-rtp-command-private.h>
#include <libseqgo/rtp/seqgo-rtp-list-private.h>

#include "bench-rtp-peer.h"

#define BUFFER_SIZE 2048
#define SOCKET_BUFFER_SIZE (4 * 1024 * 1024)
#define TOKEN 0x11223344
#define TIME_OUT 5000

struct _BenchPeer
{
  int     control;
  int     data;
  guint32 ssrc;
  guint16 sequence;
  guint16 last_received;
};

static void
die (const char *what)
{
  g_printerr ("%s: %s\n", what, errno != 0 ? g_strerror (errno) : "no answer");
  exit (EXIT_FAILURE);
}

static int
open_socket (void)
{
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), size = SOCKET_BUFFER_SIZE;

  if (fd < 0)
    die ("socket");
  setsockopt (fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
  return fd;
}

static struct sockaddr_in
make_address (guint16 port)
{
  return (struct sockaddr_in){ .sin_family = AF_INET,
                               .sin_port = htons (port),
                               .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
}

/* The two sockets of one who invites have numbers that follow each other: some answer only there.
 */
static void
bind_sockets (BenchPeer *self)
{
  struct sockaddr_in address = make_address (0);
  socklen_t          size = sizeof address;

  for (guint i = 0; i < 100; i++)
    {
      self->control = open_socket ();
      self->data = open_socket ();
      address = make_address (0);
      if (bind (self->control, (struct sockaddr *) &address, sizeof address) < 0
          || getsockname (self->control, (struct sockaddr *) &address, &size) < 0)
        die ("bind");
      address = make_address ((guint16) (ntohs (address.sin_port) + 1));
      if (bind (self->data, (struct sockaddr *) &address, sizeof address) == 0)
        return;
      close (self->control);
      close (self->data);
    }
  die ("two ports");
}

static void
connect_to (int fd, guint16 port)
{
  struct sockaddr_in address = make_address (port);

  if (connect (fd, (struct sockaddr *) &address, sizeof address) < 0)
    die ("connect");
}

static void
send_command (int fd, const SeqgoRtpCommand *command)
{
  guint8 data[SEQGO_RTP_MAX_COMMAND];

  if (send (fd, data, seqgo_rtp_command_write (command, data), 0) < 0)
    die ("send");
}

static void
wait_for_command (int fd, SeqgoRtpCommandType type)
{
  struct pollfd   pollfd = { .fd = fd, .events = POLLIN };
  SeqgoRtpCommand command;
  guint8          data[BUFFER_SIZE];

  do
    {
      ssize_t size;

      errno = 0;
      if (poll (&pollfd, 1, TIME_OUT) != 1 || (size = recv (fd, data, sizeof data, 0)) < 0)
        die ("invitation");
      if (!seqgo_rtp_command_parse (&command, data, (gsize) size))
        command.type = 0;
    }
  while (command.type != type);
}

BenchPeer *
bench_peer_new (guint16 port)
{
  BenchPeer      *self = g_new0 (BenchPeer, 1);
  SeqgoRtpCommand command = { .version = SEQGO_RTP_PROTOCOL_VERSION, .token = TOKEN };

  self->ssrc = command.ssrc = g_random_int ();
  bind_sockets (self);
  connect_to (self->control, port);
  connect_to (self->data, port + 1);
  command.type = SEQGO_RTP_COMMAND_INVITATION;
  g_strlcpy (command.name, "bench", sizeof command.name);
  send_command (self->control, &command);
  wait_for_command (self->control, SEQGO_RTP_COMMAND_ACCEPTED);
  send_command (self->data, &command);
  wait_for_command (self->data, SEQGO_RTP_COMMAND_ACCEPTED);
  command.type = SEQGO_RTP_COMMAND_SYNCHRONIZATION;
  send_command (self->data, &command);
  wait_for_command (self->data, SEQGO_RTP_COMMAND_SYNCHRONIZATION);
  command.count = 2;
  send_command (self->data, &command);
  return self;
}

void
bench_peer_free (BenchPeer *self)
{
  SeqgoRtpCommand command = { .type = SEQGO_RTP_COMMAND_END,
                              .version = SEQGO_RTP_PROTOCOL_VERSION,
                              .token = TOKEN,
                              .ssrc = self->ssrc };

  send_command (self->control, &command);
  close (self->control);
  close (self->data);
  g_free (self);
}

int
bench_peer_get_fd (const BenchPeer *self)
{
  return self->data;
}

static void
send_notes (BenchPeer *self, guint8 note, guint8 velocity, guint count)
{
  const guint8       message[] = { 0x90, note, velocity };
  guint8             data[BUFFER_SIZE], list[SEQGO_RTP_DEFAULT_PACKET_SIZE];
  gsize              size = SEQGO_RTP_HEADER_SIZE;
  guint32            ticks = (guint32) (g_get_monotonic_time () / 100);
  SeqgoRtpListWriter writer;

  seqgo_rtp_list_writer_init (&writer, list, sizeof list, ticks);
  for (guint i = 0; i < count; i++)
    seqgo_rtp_list_writer_add (&writer, message, sizeof message, ticks);

  self->sequence++;
  seqgo_rtp_packet_write_header (data, self->sequence, ticks, self->ssrc);
  size += seqgo_rtp_packet_write_section (data + size, writer.size, FALSE, FALSE);
  memcpy (data + size, list, writer.size);
  size += writer.size;
  send (self->data, data, size, 0);
}

void
bench_peer_send (BenchPeer *self, guint8 note, guint count)
{
  send_notes (self, note, 64, count);
}

void
bench_peer_send_velocity (BenchPeer *self, guint8 note, guint8 velocity)
{
  send_notes (self, note, velocity, 1);
}

/* Who is sent nothing by its peer for a while asks what time it is, and wants an answer. */
static void
answer (int fd, const SeqgoRtpCommand *command, guint32 ssrc)
{
  SeqgoRtpCommand reply = *command;

  if (command->type != SEQGO_RTP_COMMAND_SYNCHRONIZATION || command->count != 0)
    return;
  reply.ssrc = ssrc;
  reply.count = 1;
  reply.timestamps[1] = (guint64) g_get_monotonic_time () / 100;
  send_command (fd, &reply);
}

gboolean
bench_peer_receive (BenchPeer *self, guint8 note)
{
  guint8             data[BUFFER_SIZE];
  ssize_t            size = recv (self->data, data, sizeof data, MSG_DONTWAIT);
  SeqgoRtpCommand    command;
  SeqgoRtpPacket     packet;
  SeqgoRtpListReader reader;
  SeqgoRtpItem       item;
  gboolean           found = FALSE;

  if (size < 0)
    return FALSE;
  if (seqgo_rtp_command_parse (&command, data, (gsize) size))
    answer (self->data, &command, self->ssrc);
  else if (seqgo_rtp_packet_parse (&packet, data, (gsize) size))
    {
      self->last_received = packet.sequence;
      seqgo_rtp_list_reader_init (&reader, &packet);
      while (seqgo_rtp_list_reader_next (&reader, &item))
        found |= item.n_bytes == 3 && item.bytes[0] == 0x90 && item.bytes[1] == note;
    }
  return found;
}

void
bench_peer_acknowledge (BenchPeer *self)
{
  SeqgoRtpCommand command
      = { .type = SEQGO_RTP_COMMAND_FEEDBACK, .ssrc = self->ssrc, .sequence = self->last_received };

  send_command (self->control, &command);
}

typedef struct
{
  guint32 ssrc;
  gint64  n_notes;
} Bare;

static void
reply (int fd, const SeqgoRtpCommand *command, const struct sockaddr_in *to)
{
  guint8 data[SEQGO_RTP_MAX_COMMAND];

  sendto (fd, data, seqgo_rtp_command_write (command, data), 0, (const struct sockaddr *) to,
          sizeof *to);
}

static gboolean
bare_cb (int fd, GIOCondition condition, gpointer user_data)
{
  Bare              *bare = user_data;
  guint8             data[BUFFER_SIZE];
  struct sockaddr_in from;
  socklen_t          from_size = sizeof from;
  ssize_t         size = recvfrom (fd, data, sizeof data, 0, (struct sockaddr *) &from, &from_size);
  SeqgoRtpCommand command;
  guint           n_notes;

  if (size < SEQGO_RTP_HEADER_SIZE + 4)
    return G_SOURCE_CONTINUE;
  if (seqgo_rtp_is_command (data, (gsize) size))
    {
      seqgo_rtp_command_parse (&command, data, (gsize) size);
      command.ssrc = bare->ssrc;
      command.count = 1;
      if (command.type == SEQGO_RTP_COMMAND_INVITATION)
        command.type = SEQGO_RTP_COMMAND_ACCEPTED;
      if (command.type != SEQGO_RTP_COMMAND_END)
        reply (fd, &command, &from);
      return G_SOURCE_CONTINUE;
    }

  /* The first note, and how many there are by the size of the list. */
  n_notes = data[12] & 0x0F;
  if ((data[12] & 0x80) != 0)
    n_notes = n_notes << 8 | data[13];
  n_notes /= 3;
  bare->n_notes += n_notes;
  if (n_notes == 1 && data[14] == 126)
    sendto (fd, data, (gsize) size, 0, (struct sockaddr *) &from, from_size);
  if (n_notes == 1 && data[14] == 127)
    g_print ("%" G_GINT64_FORMAT "\n", bare->n_notes);
  return G_SOURCE_CONTINUE;
}

int
bench_peer_run_bare (guint16 port)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Bare bare = { .ssrc = g_random_int () };

  for (guint16 i = 0; i < 2; i++)
    {
      struct sockaddr_in address = make_address (port + i);
      int                fd = open_socket ();

      if (bind (fd, (struct sockaddr *) &address, sizeof address) < 0)
        die ("bind");
      g_unix_fd_add (fd, G_IO_IN, bare_cb, &bare);
    }
  g_print ("ready\n");
  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}
