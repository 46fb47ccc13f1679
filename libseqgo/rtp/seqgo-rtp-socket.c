/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* For recvmmsg() and sendmmsg(). */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "config.h"

#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <libseqgo/rtp/seqgo-rtp-error.h>
#include <libseqgo/rtp/seqgo-rtp-session.h>
#include <libseqgo/rtp/seqgo-rtp-socket-private.h>

/* Datagrams that one system call takes or gives. */
#define MAX_LOT 64
/* More than any network passes in one piece. */
#define MAX_RECEIVED 9216
#define MAX_SENT 1500

/* The packets of 100 milliseconds, at 50000 a second. */
#define RECEIVE_BUFFER (4 * 1024 * 1024)
/* Expedited forwarding (RFC 3246), in the place of the type of service. */
#define TRAFFIC_CLASS 0xB8
/* TC_PRIO_INTERACTIVE of linux/pkt_sched.h. */
#define PRIORITY 6

#define N_PAIRS_TO_TRY 100

/* The only reason why an address that was understood is invalid. */
#define NEEDS_INTERFACE "a link-local address needs its interface, as in fe80::1%eth0"

typedef union
{
  struct sockaddr     any;
  struct sockaddr_in  v4;
  struct sockaddr_in6 v6;
} Name;

/* Says to which of our addresses a datagram came, or from which it is to go. */
typedef union
{
  struct cmsghdr header;
  guint8         bytes[CMSG_SPACE (sizeof (struct in6_pktinfo))];
} Control;

/* Room for one lot. */
typedef struct
{
  struct mmsghdr headers[MAX_LOT];
  struct iovec   vectors[MAX_LOT];
  Name           names[MAX_LOT];
  Control        controls[MAX_LOT];
} Lot;

typedef struct
{
  Lot    lot;
  guint  first;
  guint  n;
  guint8 data[MAX_LOT][MAX_SENT];
} Outgoing;

struct _SeqgoRtpSocket
{
  int      fds[SEQGO_RTP_N_CHANNELS];
  int      family;
  guint16  port;
  guint64  n_too_long;
  guint64  n_unsent;
  gboolean has_locals;
  /* The kernel gives memory of these only as far as it is used. */
  Lot      incoming;
  guint8   received[MAX_LOT][MAX_RECEIVED];
  Outgoing outgoing[SEQGO_RTP_N_CHANNELS];
};

static const guint8 v4_prefix[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF };

static gboolean
is_v4 (const SeqgoRtpRemoteAddress *address)
{
  return memcmp (address->host, v4_prefix, sizeof v4_prefix) == 0;
}

static void
read_name (const Name *name, SeqgoRtpRemoteAddress *address)
{
  memset (address->local, 0, sizeof address->local);
  if (name->any.sa_family == AF_INET)
    {
      memcpy (address->host, v4_prefix, sizeof v4_prefix);
      memcpy (address->host + sizeof v4_prefix, &name->v4.sin_addr, 4);
      address->scope_id = 0;
      address->port = g_ntohs (name->v4.sin_port);
      return;
    }
  memcpy (address->host, &name->v6.sin6_addr, sizeof address->host);
  address->scope_id = name->v6.sin6_scope_id;
  address->port = g_ntohs (name->v6.sin6_port);
}

/* Returns the size of the name, or 0 if sockets of the family cannot send there. */
static socklen_t
write_name (int family, const SeqgoRtpRemoteAddress *address, Name *name)
{
  memset (name, 0, sizeof *name);
  if (family == AF_INET6)
    {
      name->v6.sin6_family = AF_INET6;
      name->v6.sin6_port = g_htons (address->port);
      name->v6.sin6_scope_id = address->scope_id;
      memcpy (&name->v6.sin6_addr, address->host, sizeof address->host);
      return sizeof name->v6;
    }
  if (!is_v4 (address))
    return 0;
  name->v4.sin_family = AF_INET;
  name->v4.sin_port = g_htons (address->port);
  memcpy (&name->v4.sin_addr, address->host + sizeof v4_prefix, 4);
  return sizeof name->v4;
}

/* Sets at which of our addresses a datagram came. */
static void
read_local (struct msghdr *header, SeqgoRtpRemoteAddress *from)
{
  struct cmsghdr    *control = CMSG_FIRSTHDR (header);
  struct in6_pktinfo info;

  if (control == NULL || control->cmsg_level != IPPROTO_IPV6 || control->cmsg_type != IPV6_PKTINFO)
    return;
  memcpy (&info, CMSG_DATA (control), sizeof info);
  memcpy (from->local, &info.ipi6_addr, sizeof from->local);
}

/* Has the datagram go from the address at which who gets it knows us, if there is one. */
static void
use_local (SeqgoRtpSocket *self, const SeqgoRtpRemoteAddress *to, struct msghdr *header)
{
  struct in6_pktinfo info = { 0 };
  struct cmsghdr    *control = header->msg_control;

  memcpy (&info.ipi6_addr, to->local, sizeof to->local);
  header->msg_controllen = 0;
  if (!self->has_locals || IN6_IS_ADDR_UNSPECIFIED (&info.ipi6_addr))
    return;
  control->cmsg_level = IPPROTO_IPV6;
  control->cmsg_type = IPV6_PKTINFO;
  control->cmsg_len = CMSG_LEN (sizeof info);
  memcpy (CMSG_DATA (control), &info, sizeof info);
  header->msg_controllen = sizeof (Control);
}

static void
set_option (int fd, int level, int option, int value)
{
  /* Nothing depends on it. */
  (void) setsockopt (fd, level, option, &value, sizeof value);
}

static void
set_up (int fd, int family)
{
  if (family == AF_INET6)
    {
      set_option (fd, IPPROTO_IPV6, IPV6_V6ONLY, 0);
      set_option (fd, IPPROTO_IPV6, IPV6_TCLASS, TRAFFIC_CLASS);
      set_option (fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
    }
  set_option (fd, IPPROTO_IP, IP_TOS, TRAFFIC_CLASS);
  /* The type of service changes the priority. */
  set_option (fd, SOL_SOCKET, SO_PRIORITY, PRIORITY);
  set_option (fd, SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER);
  /* Administrators get it even if it is more than others may have. */
  set_option (fd, SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER);
}

/* Returns the descriptor, or -1 with errno. */
static int
open_one (const Name *name, guint16 port)
{
  int  family = name->any.sa_family;
  Name bound = *name;
  int  fd = socket (family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  int  error_number;

  if (fd < 0)
    return -1;
  set_up (fd, family);
  if (family == AF_INET6)
    bound.v6.sin6_port = g_htons (port);
  else
    bound.v4.sin_port = g_htons (port);
  if (bind (fd, &bound.any, family == AF_INET6 ? sizeof bound.v6 : sizeof bound.v4) == 0)
    return fd;
  error_number = errno;
  close (fd);
  errno = error_number;
  return -1;
}

static guint16
get_bound_port (int fd)
{
  Name      name = { 0 };
  socklen_t size = sizeof name;

  if (getsockname (fd, &name.any, &size) < 0)
    return 0;
  return g_ntohs (name.any.sa_family == AF_INET6 ? name.v6.sin6_port : name.v4.sin_port);
}

/* Returns 0, or the number of an error of the port @failed. */
static int
open_pair (SeqgoRtpSocket *self, const Name *name, guint16 port, guint16 *failed)
{
  int control, data, error_number;

  *failed = port;
  control = open_one (name, port);
  if (control < 0)
    return errno;
  port = get_bound_port (control);
  *failed = port + 1;
  data = port > 0 && port <= SEQGO_RTP_MAX_PORT ? open_one (name, port + 1) : -1;
  if (data < 0)
    {
      error_number = port > SEQGO_RTP_MAX_PORT ? EADDRINUSE : errno;
      close (control);
      return error_number;
    }
  self->fds[SEQGO_RTP_CHANNEL_CONTROL] = control;
  self->fds[SEQGO_RTP_CHANNEL_DATA] = data;
  self->family = name->any.sa_family;
  self->port = port;
  return 0;
}

static int
open_any_pair (SeqgoRtpSocket *self, const Name *name, guint16 *failed)
{
  int error_number = EADDRINUSE;

  for (guint i = 0; i < N_PAIRS_TO_TRY && error_number == EADDRINUSE; i++)
    error_number = open_pair (self, name, 0, failed);
  return error_number;
}

static int
open_at (SeqgoRtpSocket *self, const Name *name, guint16 port, guint16 *failed)
{
  return port > 0 ? open_pair (self, name, port, failed) : open_any_pair (self, name, failed);
}

static int
open_everywhere (SeqgoRtpSocket *self, guint16 port, guint16 *failed)
{
  Name v6 = { .v6 = { .sin6_family = AF_INET6, .sin6_addr = IN6ADDR_ANY_INIT } };
  Name v4 = { .v4 = { .sin_family = AF_INET } };
  int  error_number = open_at (self, &v6, port, failed);

  /* The kernel may have no IPv6, or be told not to use it. */
  if (error_number == EAFNOSUPPORT || error_number == EADDRNOTAVAIL)
    error_number = open_at (self, &v4, port, failed);
  return error_number;
}

static gboolean
parse_name (const char *address, Name *name, GError **error)
{
  g_autoptr (GSocketAddress) parsed = g_inet_socket_address_new_from_string (address, 0);

  memset (name, 0, sizeof *name);
  if (parsed != NULL && g_socket_address_to_native (parsed, name, sizeof *name, NULL))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "Cannot listen on “%s”: it is no IP address, such as 192.168.1.5 or fe80::1%%eth0",
               address);
  return FALSE;
}

static void
set_open_error (GError **error, int error_number, const char *address, guint16 port)
{
  int              code = (int) g_io_error_from_errno (error_number);
  g_autofree char *where = address != NULL ? g_strconcat (" of ", address, NULL) : g_strdup ("");
  const char      *advice = "";

  if (error_number == EADDRINUSE)
    advice = "; another program has it: choose another port, or 0 for any that is free";
  else if (error_number == EACCES)
    advice = "; ports below 1024 are for the administrator";
  else if (error_number == EADDRNOTAVAIL)
    advice = "; this machine has no such address";
  else if (error_number == EINVAL && address != NULL)
    advice = "; " NEEDS_INTERFACE;
  g_set_error (error, G_IO_ERROR, code, "Cannot open the UDP port %u%s: %s%s", port, where,
               g_strerror (error_number), advice);
}

static void
init_lot (Lot *lot, guint8 *data, gsize size)
{
  for (guint i = 0; i < MAX_LOT; i++)
    {
      lot->vectors[i].iov_base = data + i * size;
      lot->vectors[i].iov_len = size;
      lot->headers[i].msg_hdr.msg_iov = &lot->vectors[i];
      lot->headers[i].msg_hdr.msg_iovlen = 1;
      lot->headers[i].msg_hdr.msg_name = &lot->names[i];
      lot->headers[i].msg_hdr.msg_namelen = sizeof lot->names[i];
      lot->headers[i].msg_hdr.msg_control = &lot->controls[i];
      lot->headers[i].msg_hdr.msg_controllen = sizeof lot->controls[i];
    }
}

SeqgoRtpSocket *
seqgo_rtp_socket_open (const char *address, guint16 port, GError **error)
{
  SeqgoRtpSocket *self;
  guint16         failed;
  int             error_number;
  Name            name;

  if (port > SEQGO_RTP_MAX_PORT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Cannot open the UDP port %u: the next one is needed, too; the highest is %d",
                   port, SEQGO_RTP_MAX_PORT);
      return NULL;
    }
  if (address != NULL && !parse_name (address, &name, error))
    return NULL;

  self = g_new0 (SeqgoRtpSocket, 1);
  error_number = address != NULL ? open_at (self, &name, port, &failed)
                                 : open_everywhere (self, port, &failed);
  if (error_number != 0)
    {
      set_open_error (error, error_number, address, failed);
      g_free (self);
      return NULL;
    }
  self->has_locals = self->family == AF_INET6 && address == NULL;
  init_lot (&self->incoming, self->received[0], MAX_RECEIVED);
  for (guint i = 0; i < SEQGO_RTP_N_CHANNELS; i++)
    init_lot (&self->outgoing[i].lot, self->outgoing[i].data[0], MAX_SENT);
  return self;
}

void
seqgo_rtp_socket_close (SeqgoRtpSocket *self)
{
  for (guint i = 0; i < SEQGO_RTP_N_CHANNELS; i++)
    close (self->fds[i]);
  g_free (self);
}

guint16
seqgo_rtp_socket_get_port (SeqgoRtpSocket *self)
{
  return self->port;
}

int
seqgo_rtp_socket_get_fd (SeqgoRtpSocket *self, SeqgoRtpChannel channel)
{
  return self->fds[channel];
}

guint64
seqgo_rtp_socket_get_n_too_long (SeqgoRtpSocket *self)
{
  return self->n_too_long;
}

guint64
seqgo_rtp_socket_get_n_unsent (SeqgoRtpSocket *self)
{
  return self->n_unsent;
}

gboolean
seqgo_rtp_socket_receive (SeqgoRtpSocket    *self,
                          SeqgoRtpChannel    channel,
                          SeqgoRtpSocketFunc func,
                          gpointer           user_data)
{
  Lot *lot = &self->incoming;
  int  n = recvmmsg (self->fds[channel], lot->headers, MAX_LOT, 0, NULL);

  if (n < 0)
    {
      if (errno == EAGAIN || errno == EINTR)
        return FALSE;
      /* It is about something that was sent before: that nobody has the port, or that there is no
       * way. Asking takes the error away; the engine finds out by itself. */
      self->n_unsent++;
      return TRUE;
    }

  for (int i = 0; i < n; i++)
    {
      struct msghdr        *header = &lot->headers[i].msg_hdr;
      SeqgoRtpRemoteAddress from;

      if (header->msg_flags & MSG_TRUNC)
        {
          self->n_too_long++;
        }
      else
        {
          read_name (&lot->names[i], &from);
          if (self->has_locals)
            read_local (header, &from);
          func (user_data, channel, &from, self->received[i], lot->headers[i].msg_len);
        }
      header->msg_namelen = sizeof lot->names[i];
      header->msg_controllen = sizeof lot->controls[i];
    }
  return n == MAX_LOT;
}

/* The first datagram that is queued is away, or given up. */
static void
drop_sent (Outgoing *outgoing, guint n)
{
  outgoing->first += n;
  if (outgoing->first == outgoing->n)
    outgoing->first = outgoing->n = 0;
}

gboolean
seqgo_rtp_socket_send (SeqgoRtpSocket *self, SeqgoRtpChannel channel)
{
  Outgoing *outgoing = &self->outgoing[channel];

  while (outgoing->first < outgoing->n)
    {
      int n = sendmmsg (self->fds[channel], outgoing->lot.headers + outgoing->first,
                        outgoing->n - outgoing->first, 0);

      if (n > 0)
        {
          drop_sent (outgoing, (guint) n);
          continue;
        }
      if (n < 0 && errno == EAGAIN)
        return FALSE;
      if (n < 0 && errno == EINTR)
        continue;
      if (outgoing->lot.headers[outgoing->first].msg_hdr.msg_controllen > 0)
        {
          /* The address may not be ours any more. */
          outgoing->lot.headers[outgoing->first].msg_hdr.msg_controllen = 0;
          continue;
        }
      /* It cannot go there, or not now; what waits behind it may. */
      self->n_unsent++;
      drop_sent (outgoing, 1);
    }
  return TRUE;
}

void
seqgo_rtp_socket_queue (SeqgoRtpSocket              *self,
                        SeqgoRtpChannel              channel,
                        const SeqgoRtpRemoteAddress *to,
                        const guint8                *data,
                        gsize                        size)
{
  Outgoing *outgoing = &self->outgoing[channel];
  guint     at;

  if (outgoing->n == MAX_LOT)
    seqgo_rtp_socket_send (self, channel);
  at = outgoing->n;
  if (at == MAX_LOT || size > MAX_SENT)
    {
      self->n_unsent++;
      return;
    }

  outgoing->lot.headers[at].msg_hdr.msg_namelen
      = write_name (self->family, to, &outgoing->lot.names[at]);
  if (outgoing->lot.headers[at].msg_hdr.msg_namelen == 0)
    {
      self->n_unsent++;
      return;
    }
  use_local (self, to, &outgoing->lot.headers[at].msg_hdr);
  memcpy (outgoing->data[at], data, size);
  outgoing->lot.vectors[at].iov_len = size;
  outgoing->n++;
}

gboolean
seqgo_rtp_socket_can_reach (SeqgoRtpSocket              *self,
                            const SeqgoRtpRemoteAddress *address,
                            GError                     **error)
{
  Name      name;
  socklen_t size = write_name (self->family, address, &name);
  int       error_number = EAFNOSUPPORT;

  if (size > 0)
    {
      int fd = socket (self->family, SOCK_DGRAM | SOCK_CLOEXEC, 0);

      if (fd >= 0 && self->family == AF_INET6)
        set_option (fd, IPPROTO_IPV6, IPV6_V6ONLY, 0);
      /* That of UDP sends nothing. */
      error_number = fd >= 0 && connect (fd, &name.any, size) == 0 ? 0 : errno;
      if (fd >= 0)
        close (fd);
    }
  if (error_number == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (error_number),
                       error_number == EINVAL ? NEEDS_INTERFACE : g_strerror (error_number));
  return FALSE;
}

gboolean
seqgo_rtp_remote_address_from_socket_address (SeqgoRtpRemoteAddress *self, GSocketAddress *address)
{
  Name name = { 0 };

  if (!G_IS_INET_SOCKET_ADDRESS (address)
      || !g_socket_address_to_native (address, &name, sizeof name, NULL))
    return FALSE;
  read_name (&name, self);
  return TRUE;
}

char *
seqgo_rtp_remote_address_to_string (const SeqgoRtpRemoteAddress *self)
{
  g_autoptr (GInetAddress) address
      = is_v4 (self)
            ? g_inet_address_new_from_bytes (self->host + sizeof v4_prefix, G_SOCKET_FAMILY_IPV4)
            : g_inet_address_new_from_bytes (self->host, G_SOCKET_FAMILY_IPV6);
  g_autofree char *text = g_inet_address_to_string (address);
  char             interface[IF_NAMESIZE];

  if (self->scope_id == 0)
    return g_steal_pointer (&text);
  if (if_indextoname (self->scope_id, interface) == NULL)
    g_snprintf (interface, sizeof interface, "%u", self->scope_id);
  return g_strconcat (text, "%", interface, NULL);
}
