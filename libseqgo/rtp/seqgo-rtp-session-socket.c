/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* How a SeqgoRtpSession gets at the network, and what wakes it up. */

#include "config.h"

#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <libseqgo/core/seqgo-fd-source-private.h>
#include <libseqgo/core/seqgo-timer-private.h>
#include <libseqgo/rtp/seqgo-rtp-session-private.h>

/* Lots of datagrams that one call takes, so that a flood keeps nothing else waiting. */
#define MAX_LOTS 4

#define MICROSECONDS_PER_SECOND 1000000

static void
received_cb (gpointer                     user_data,
             SeqgoRtpChannel              channel,
             const SeqgoRtpRemoteAddress *from,
             const guint8                *data,
             gsize                        size)
{
  SeqgoRtpSession *self = user_data;

  seqgo_rtp_engine_receive (self->engine, channel, from, data, size, self->now);
}

static void
receive (SeqgoRtpSession *self, SeqgoRtpChannel channel, guint n_lots)
{
  self->now = g_get_monotonic_time ();
  while (n_lots-- > 0 && self->socket != NULL
         && seqgo_rtp_socket_receive (self->socket, channel, received_cb, self))
    continue;
}

/* What was sent before the end of a session, which comes on the other one, is taken before it. */
static void
receive_all (SeqgoRtpSession *self)
{
  receive (self, SEQGO_RTP_CHANNEL_DATA, MAX_LOTS);
  receive (self, SEQGO_RTP_CHANNEL_CONTROL, MAX_LOTS);
}

static void
watch (SeqgoRtpSession *self, SeqgoRtpChannel channel, int operation)
{
  gboolean           is_blocked = self->is_blocked[channel];
  struct epoll_event event = { .events = EPOLLIN | (is_blocked ? EPOLLOUT : 0) };

  if (self->epoll_fd >= 0)
    epoll_ctl (self->epoll_fd, operation, seqgo_rtp_socket_get_fd (self->socket, channel), &event);
}

static void
send_queued_on (SeqgoRtpSession *self, SeqgoRtpChannel channel)
{
  gboolean is_blocked;

  if (self->socket == NULL)
    return;
  is_blocked = !seqgo_rtp_socket_send (self->socket, channel);
  if (is_blocked == self->is_blocked[channel])
    return;
  self->is_blocked[channel] = is_blocked;
  seqgo_fd_source_set_condition (self->sources[channel], G_IO_IN | (is_blocked ? G_IO_OUT : 0));
  watch (self, channel, EPOLL_CTL_MOD);
}

static void
send_queued (SeqgoRtpSession *self)
{
  /* Nobody looks at what comes after the end of a session, which is told on the other one. */
  send_queued_on (self, SEQGO_RTP_CHANNEL_DATA);
  send_queued_on (self, SEQGO_RTP_CHANNEL_CONTROL);
}

/* The time of CLOCK_MONOTONIC for the timer of the descriptor; -1 is never. */
static void
set_timer_fd (SeqgoRtpSession *self, gint64 time)
{
  struct itimerspec when = { { 0 } };

  if (self->timer_fd < 0)
    return;
  if (time >= 0)
    {
      when.it_value.tv_sec = time / MICROSECONDS_PER_SECOND;
      /* A time of 0 would be never. */
      when.it_value.tv_nsec = time % MICROSECONDS_PER_SECOND * 1000 + 1;
    }
  timerfd_settime (self->timer_fd, TFD_TIMER_ABSTIME, &when, NULL);
}

/* When something has to be done next may have changed. */
static void
arm (SeqgoRtpSession *self)
{
  gint64 deadline = seqgo_rtp_engine_get_deadline (self->engine);
  gint64 playout = seqgo_rtp_session_get_playout_time (self);
  gint64 armed;

  if (self->is_closed)
    return;
  if (playout >= 0 && (deadline < 0 || playout < deadline))
    deadline = playout;
  if (deadline == self->deadline)
    return;
  self->deadline = deadline;
  armed = g_source_get_ready_time (self->timer);
  /* Setting it wakes the main loop up. Once that it is too early costs less. */
  if (deadline >= 0 && (armed < 0 || deadline < armed))
    g_source_set_ready_time (self->timer, deadline);
  if (!self->is_flush_due)
    set_timer_fd (self, deadline);
}

void
seqgo_rtp_session_follow_up (SeqgoRtpSession *self)
{
  g_object_ref (self);
  send_queued (self);
  /* A handler may run a main loop. */
  arm (self);
  seqgo_rtp_session_deliver_notices (self);
  send_queued (self);
  arm (self);
  if (self->ssrc != seqgo_rtp_engine_get_ssrc (self->engine))
    {
      self->ssrc = seqgo_rtp_engine_get_ssrc (self->engine);
      g_object_notify (G_OBJECT (self), "ssrc");
    }
  g_object_unref (self);
}

static void
flush_if_due (SeqgoRtpSession *self)
{
  if (!self->is_flush_due || self->is_closed)
    return;
  self->is_flush_due = FALSE;
  seqgo_timer_stop (self->flusher);
  set_timer_fd (self, self->deadline);
  seqgo_rtp_engine_flush (self->engine, g_get_monotonic_time ());
  seqgo_rtp_session_follow_up (self);
}

void
seqgo_rtp_session_flush_soon (SeqgoRtpSession *self)
{
  if (self->is_flush_due)
    return;
  self->is_flush_due = TRUE;
  seqgo_timer_set_now (self->flusher);
  set_timer_fd (self, 0);
}

static void
run_timers (SeqgoRtpSession *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->deadline < 0 || now < self->deadline)
    return;
  self->deadline = -1;
  /* What waits was not late. */
  receive_all (self);
  seqgo_rtp_engine_run (self->engine, now);
  arm (self);
  seqgo_rtp_session_play_out (self, NULL, now);
  seqgo_rtp_session_follow_up (self);
}

static void
timer_cb (gpointer owner)
{
  SeqgoRtpSession *self = owner;

  run_timers (self);
  flush_if_due (self);
  /* It was too early, perhaps. */
  if (!self->is_closed)
    g_source_set_ready_time (self->timer, self->deadline);
}

static void
flush_cb (gpointer owner)
{
  flush_if_due (owner);
}

static void
serve (SeqgoRtpSession *self, SeqgoRtpChannel channel, GIOCondition condition)
{
  if (self->is_closed)
    return;
  if (condition & G_IO_NVAL)
    {
      /* Somebody closed our descriptor. */
      seqgo_rtp_session_close (self);
      return;
    }
  if (condition & (G_IO_IN | G_IO_ERR | G_IO_HUP))
    receive (self, channel, 1);
  seqgo_rtp_session_follow_up (self);
  flush_if_due (self);
}

static void
control_cb (gpointer owner, GIOCondition condition)
{
  /* Who ends on this port may have sent something on the other one before. */
  serve (owner, SEQGO_RTP_CHANNEL_DATA, G_IO_IN);
  serve (owner, SEQGO_RTP_CHANNEL_CONTROL, condition);
}

static void
data_cb (gpointer owner, GIOCondition condition)
{
  serve (owner, SEQGO_RTP_CHANNEL_DATA, condition);
}

static void
attach_sources (SeqgoRtpSession *self)
{
  static const SeqgoFdFunc callbacks[] = { control_cb, data_cb };

  g_main_context_push_thread_default (self->context);
  for (guint channel = 0; channel < SEQGO_RTP_N_CHANNELS; channel++)
    {
      self->sources[channel] = seqgo_fd_source_attach (
          G_OBJECT (self), seqgo_rtp_socket_get_fd (self->socket, channel), G_IO_IN, self->priority,
          "[Seqgo] network session", callbacks[channel]);
      watch (self, channel, EPOLL_CTL_ADD);
    }
  g_main_context_pop_thread_default (self->context);
}

gboolean
seqgo_rtp_session_open_socket (SeqgoRtpSession *self,
                               const char      *address,
                               guint16          port,
                               GError         **error)
{
  if (self->socket == NULL)
    {
      self->socket = seqgo_rtp_socket_open (address, port, error);
      if (self->socket == NULL)
        return FALSE;
      self->address = g_strdup (address);
      attach_sources (self);
      g_object_notify (G_OBJECT (self), "port");
      return TRUE;
    }
  if (address == NULL && (port == 0 || port == seqgo_rtp_socket_get_port (self->socket)))
    return TRUE;
  g_set_error (error, SEQGO_RTP_ERROR, SEQGO_RTP_ERROR_ALREADY_OPEN,
               "Cannot listen on another port or address: the session uses the port %u already; "
               "listen before inviting",
               seqgo_rtp_socket_get_port (self->socket));
  return FALSE;
}

static void
send_cb (gpointer                     user_data,
         SeqgoRtpChannel              channel,
         const SeqgoRtpRemoteAddress *to,
         const guint8                *data,
         gsize                        size)
{
  SeqgoRtpSession *self = user_data;

  if (self->socket != NULL)
    seqgo_rtp_socket_queue (self->socket, channel, to, data, size);
}

static guint32
random_cb (gpointer user_data)
{
  return g_random_int ();
}

void
seqgo_rtp_session_set_up (SeqgoRtpSession *self)
{
  static const SeqgoRtpEngineIo io = { send_cb, random_cb };

  if (self->ssrc == 0)
    self->ssrc = g_random_int_range (1, G_MAXINT32);
  self->engine = seqgo_rtp_engine_new (self->name, self->ssrc, &io, self);
  self->timer
      = seqgo_timer_attach (G_OBJECT (self), self->context, "[Seqgo] network session", timer_cb);
  self->flusher = seqgo_timer_attach (G_OBJECT (self), self->context,
                                      "[Seqgo] network session flush", flush_cb);
  seqgo_rtp_session_prioritize (self);
}

void
seqgo_rtp_session_prioritize (SeqgoRtpSession *self)
{
  if (self->is_closed)
    return;
  for (guint channel = 0; channel < SEQGO_RTP_N_CHANNELS; channel++)
    {
      if (self->sources[channel] != NULL)
        g_source_set_priority (self->sources[channel], self->priority);
    }
  g_source_set_priority (self->timer, self->priority);
  /* Before whatever is ready in the next turn. */
  g_source_set_priority (self->flusher, MIN (self->priority, G_PRIORITY_HIGH) - 1);
}

static void
close_socket (SeqgoRtpSession *self)
{
  if (self->socket == NULL)
    return;
  for (guint channel = 0; channel < SEQGO_RTP_N_CHANNELS; channel++)
    {
      g_source_destroy (self->sources[channel]);
      g_clear_pointer (&self->sources[channel], g_source_unref);
    }
  self->n_unsent = seqgo_rtp_socket_get_n_unsent (self->socket);
  self->n_too_long = seqgo_rtp_socket_get_n_too_long (self->socket);
  g_clear_pointer (&self->socket, seqgo_rtp_socket_close);
}

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

void
seqgo_rtp_session_shut_down (SeqgoRtpSession *self, gboolean tells)
{
  if (self->is_closed)
    return;
  self->is_closed = TRUE;
  self->is_listening = FALSE;
  seqgo_rtp_session_end_all (self, tells);
  send_queued (self);
  seqgo_rtp_session_publish (self);
  close_socket (self);
  g_clear_pointer (&self->timer, seqgo_timer_free);
  g_clear_pointer (&self->flusher, seqgo_timer_free);
  close_fd (&self->epoll_fd);
  close_fd (&self->timer_fd);
}

/**
 * seqgo_rtp_session_close:
 * @self: a session
 *
 * Ends the session with all peers, which are told so, and closes its ports. What releases the notes
 * of the peers comes before this returns, then #SeqgoRtpSession::peer-removed for each, then
 * #SeqgoRtpSession::closed. Invitations that wait end with %G_IO_ERROR_CLOSED, and so does every
 * later call.
 *
 * To close a closed session does nothing.
 *
 * Since: 1.0
 */
void
seqgo_rtp_session_close (SeqgoRtpSession *self)
{
  gboolean had_port;

  g_return_if_fail (SEQGO_IS_RTP_SESSION (self));

  if (self->is_closed)
    return;
  g_object_ref (self);
  had_port = self->socket != NULL;
  seqgo_rtp_session_shut_down (self, TRUE);
  if (had_port)
    g_object_notify (G_OBJECT (self), "port");
  g_signal_emit (self, seqgo_rtp_session_signals[SEQGO_RTP_SESSION_CLOSED], 0);
  g_object_unref (self);
}

/**
 * seqgo_rtp_session_is_closed:
 * @self: a session
 *
 * Tells whether the session was closed.
 *
 * Returns: %TRUE if it was closed
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_is_closed (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), TRUE);

  return self->is_closed;
}

/**
 * seqgo_rtp_session_is_listening:
 * @self: a session
 *
 * Tells whether others can invite the session.
 *
 * Returns: %TRUE from seqgo_rtp_session_listen() to seqgo_rtp_session_close()
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_is_listening (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), FALSE);

  return self->is_listening;
}

/* Those who only invite leave the usual port to others. */
static gboolean
open_usual_port (SeqgoRtpSession *self, const char *address)
{
  return self->socket == NULL
         && seqgo_rtp_session_open_socket (self, address, SEQGO_RTP_DEFAULT_PORT, NULL);
}

static gboolean
listen (SeqgoRtpSession *self, const char *address, guint16 port, GError **error)
{
  if (!seqgo_rtp_session_check_open (self, "listen", error))
    return FALSE;
  if (!(port == 0 && open_usual_port (self, address))
      && !seqgo_rtp_session_open_socket (self, address, port, error))
    return FALSE;
  self->is_listening = TRUE;
  seqgo_rtp_session_publish (self);
  return TRUE;
}

/**
 * seqgo_rtp_session_listen:
 * @self: a session
 * @port: a UDP port, from 1 to 65534, such as %SEQGO_RTP_DEFAULT_PORT, or 0 for that if it is free
 *   and any other if it is not
 * @error: return location for a #GError
 *
 * Lets others find the session and invite it, on all addresses of IPv6 and IPv4 that the machine
 * has. It uses this port and the next one.
 *
 * Returns: %TRUE if it listens, or %FALSE with %G_IO_ERROR_ADDRESS_IN_USE if one of the ports is
 *   taken, %SEQGO_RTP_ERROR_ALREADY_OPEN if the session uses another port, because it has listened
 *   or invited before, %G_IO_ERROR_PERMISSION_DENIED, %G_IO_ERROR_INVALID_ARGUMENT or
 *   %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_listen (SeqgoRtpSession *self, guint16 port, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return listen (self, NULL, port, error);
}

/**
 * seqgo_rtp_session_listen_on:
 * @self: a session
 * @address: an IP address of this machine, such as “192.168.1.5” or “fe80::1%eth0”
 * @port: a UDP port as in seqgo_rtp_session_listen()
 * @error: return location for a #GError
 *
 * Listens as seqgo_rtp_session_listen() does, but on one address only. The session then reaches
 * others from this address, of IPv6 or IPv4, only, and is announced on the interface that has it.
 *
 * Returns: %TRUE if it listens, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if @address is none,
 *   an error of the system, such as “cannot assign requested address”, if the machine does not have
 *   it, or another error as seqgo_rtp_session_listen() has them
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_session_listen_on (SeqgoRtpSession *self,
                             const char      *address,
                             guint16          port,
                             GError         **error)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return listen (self, address, port, error);
}

/**
 * seqgo_rtp_session_get_fd:
 * @self: a session
 *
 * Returns a descriptor that becomes readable when there is something to do, for event loops other
 * than GLib's: they call seqgo_rtp_session_process() then. Only wait for it.
 *
 * Returns: the descriptor, or -1 if the session is closed
 *
 * Since: 1.0
 */
int
seqgo_rtp_session_get_fd (SeqgoRtpSession *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SESSION (self), -1);

  if (self->epoll_fd < 0 && !self->is_closed)
    {
      struct epoll_event event = { .events = EPOLLIN };

      self->epoll_fd = epoll_create1 (EPOLL_CLOEXEC);
      self->timer_fd = timerfd_create (CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
      epoll_ctl (self->epoll_fd, EPOLL_CTL_ADD, self->timer_fd, &event);
      for (guint channel = 0; channel < SEQGO_RTP_N_CHANNELS && self->socket != NULL; channel++)
        watch (self, channel, EPOLL_CTL_ADD);
      seqgo_rtp_session_watch_announcer (self);
      set_timer_fd (self, self->is_flush_due ? 0 : self->deadline);
    }
  return self->epoll_fd;
}

/**
 * seqgo_rtp_session_process:
 * @self: a session
 *
 * Does what there is to do now, without waiting: receives, sends what waits to be sent, and emits
 * the signals. A main loop of GLib calls nothing of this; it does the same by itself.
 *
 * Since: 1.0
 */
void
seqgo_rtp_session_process (SeqgoRtpSession *self)
{
  g_return_if_fail (SEQGO_IS_RTP_SESSION (self));

  if (self->is_closed)
    return;
  g_object_ref (self);
  receive_all (self);
  seqgo_rtp_session_follow_up (self);
  run_timers (self);
  flush_if_due (self);
  seqgo_rtp_session_follow_announcer (self);
  set_timer_fd (self, self->is_flush_due ? 0 : self->deadline);
  g_object_unref (self);
}
