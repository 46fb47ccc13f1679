/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-avahi-private.h>
#include <libseqgo/rtp/seqgo-rtp-publisher-private.h>

/* The limit of DNS, in bytes. */
#define MAX_NAME 63

/* How many names are tried; more would mean that somebody is against all of them. */
#define MAX_NAMES 20

/* States of the server and of a group of Avahi that matter here. */
#define SERVER_RUNNING 2
#define SERVER_FAILURE 4
#define GROUP_ESTABLISHED 2
#define GROUP_COLLISION 3
#define GROUP_FAILURE 4

#define COLLISION_ERROR "org.freedesktop.Avahi.CollisionError"

struct _SeqgoRtpPublisher
{
  SeqgoRtpPublisherChangedFunc changed;
  gpointer                     user_data;
  SeqgoRtpAvahi               *avahi;
  SeqgoRtpAvahiObject         *server;
  SeqgoRtpAvahiObject         *group;
  char                        *address;
  guint16                      port;

  /* The name that is wanted, the one that is tried, and whether that is announced. */
  char    *name;
  char    *tried_name;
  guint    n_names;
  gboolean is_published;
  char    *problem;
};

static void publish (SeqgoRtpPublisher *self);

/* Takes the text. */
static void
set_state (SeqgoRtpPublisher *self, gboolean is_published, char *problem)
{
  g_autofree char *old_problem = g_steal_pointer (&self->problem);
  gboolean         was_published = self->is_published;

  self->is_published = is_published;
  self->problem = problem;
  if (is_published != was_published || g_strcmp0 (problem, old_problem) != 0)
    self->changed (self->user_data);
}

static void
withdraw (SeqgoRtpPublisher *self)
{
  g_clear_pointer (&self->group, seqgo_rtp_avahi_object_free);
}

static void
fail (SeqgoRtpPublisher *self, const char *reason)
{
  withdraw (self);
  set_state (
      self, FALSE,
      g_strdup_printf ("Avahi cannot announce the session “%s”: %s", self->tried_name, reason));
}

static void
renamed_cb (GVariant *reply, GError *error, gpointer user_data)
{
  SeqgoRtpPublisher *self = user_data;

  if (reply != NULL && g_variant_is_of_type (reply, G_VARIANT_TYPE ("(s)")))
    {
      g_free (self->tried_name);
      g_variant_get (reply, "(s)", &self->tried_name);
      publish (self);
    }
  else
    {
      fail (self, error != NULL ? error->message : "It does not make other names");
    }
}

static void
rename_service (SeqgoRtpPublisher *self)
{
  withdraw (self);
  if (++self->n_names >= MAX_NAMES)
    {
      fail (self, "Others have this name and many like it; choose another one");
      return;
    }
  seqgo_rtp_avahi_object_call (self->server, "GetAlternativeServiceName",
                               g_variant_new ("(s)", self->tried_name), renamed_cb);
  set_state (self, FALSE, NULL);
}

static void
group_reply_cb (GVariant *reply, GError *error, gpointer user_data)
{
  SeqgoRtpPublisher *self = user_data;
  g_autofree char   *name = error != NULL ? g_dbus_error_get_remote_error (error) : NULL;

  if (g_strcmp0 (name, COLLISION_ERROR) == 0)
    {
      rename_service (self);
    }
  else if (error != NULL)
    {
      g_dbus_error_strip_remote_error (error);
      fail (self, error->message);
    }
}

static void
group_cb (const char *signal, GVariant *parameters, gpointer user_data)
{
  SeqgoRtpPublisher *self = user_data;
  const char        *reason;
  int                state;

  if (g_str_equal (signal, "Failure") && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(s)")))
    {
      g_variant_get (parameters, "(&s)", &reason);
      fail (self, reason);
    }
  if (!g_str_equal (signal, "StateChanged")
      || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(is)")))
    return;

  g_variant_get (parameters, "(i&s)", &state, &reason);
  if (state == GROUP_ESTABLISHED)
    set_state (self, TRUE, NULL);
  else if (state == GROUP_COLLISION)
    rename_service (self);
  else if (state == GROUP_FAILURE)
    fail (self, reason);
}

static gboolean
is_same_address (struct sockaddr *name, GInetAddress *address)
{
  GSocketFamily family = g_inet_address_get_family (address);
  const void   *bytes;

  if (name == NULL || name->sa_family != family)
    return FALSE;
  bytes = family == G_SOCKET_FAMILY_IPV4
              ? (const void *) &((struct sockaddr_in *) (void *) name)->sin_addr
              : (const void *) &((struct sockaddr_in6 *) (void *) name)->sin6_addr;
  return memcmp (bytes, g_inet_address_to_bytes (address), g_inet_address_get_native_size (address))
         == 0;
}

/* The interface that has the address, or all if none has. */
static int
find_interface (GInetAddress *address)
{
  int             interface = SEQGO_RTP_AVAHI_ANY;
  struct ifaddrs *interfaces;

  if (getifaddrs (&interfaces) < 0)
    return interface;
  for (struct ifaddrs *each = interfaces; each != NULL; each = each->ifa_next)
    if (is_same_address (each->ifa_addr, address))
      interface = (int) if_nametoindex (each->ifa_name);
  freeifaddrs (interfaces);
  return interface > 0 ? interface : SEQGO_RTP_AVAHI_ANY;
}

/* Where Avahi is to announce the session: only where others reach it. */
static void
find_place (SeqgoRtpPublisher *self, int *interface, int *protocol)
{
  g_autoptr (GSocketAddress) address
      = self->address != NULL ? g_inet_socket_address_new_from_string (self->address, 0) : NULL;
  GInetAddress *host;

  *interface = *protocol = SEQGO_RTP_AVAHI_ANY;
  if (address == NULL)
    return;
  host = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address));
  if (g_inet_address_get_family (host) == G_SOCKET_FAMILY_IPV4)
    *protocol = SEQGO_RTP_AVAHI_IPV4;
  else if (!g_inet_address_get_is_any (host))
    *protocol = SEQGO_RTP_AVAHI_IPV6;

  if (g_socket_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    *interface = (int) g_inet_socket_address_get_scope_id (G_INET_SOCKET_ADDRESS (address));
  if (*interface <= 0)
    *interface = g_inet_address_get_is_any (host) ? SEQGO_RTP_AVAHI_ANY : find_interface (host);
}

static void
publish (SeqgoRtpPublisher *self)
{
  int interface, protocol;

  find_place (self, &interface, &protocol);
  self->group
      = seqgo_rtp_avahi_create (self->avahi, "EntryGroup", g_variant_new ("()"), group_cb, self);
  seqgo_rtp_avahi_object_call (
      self->group, "AddService",
      g_variant_new ("(iiussssq@aay)", interface, protocol, 0, self->tried_name,
                     SEQGO_RTP_SERVICE_TYPE, "", "", self->port,
                     g_variant_new_array (G_VARIANT_TYPE_BYTESTRING, NULL, 0)),
      group_reply_cb);
  seqgo_rtp_avahi_object_call (self->group, "Commit", g_variant_new ("()"), group_reply_cb);
}

/* While the server is not running, it may be about to change the name of the computer. */
static void
take_server_state (SeqgoRtpPublisher *self, int state, const char *reason)
{
  if (state == SERVER_RUNNING && self->group == NULL)
    {
      g_free (self->tried_name);
      self->tried_name = g_strdup (self->name);
      self->n_names = 0;
      publish (self);
    }
  else if (state == SERVER_FAILURE)
    {
      fail (self, reason);
    }
  else if (state != SERVER_RUNNING)
    {
      withdraw (self);
      set_state (self, FALSE, NULL);
    }
}

static void
server_cb (const char *signal, GVariant *parameters, gpointer user_data)
{
  const char *reason;
  int         state;

  if (!g_str_equal (signal, "StateChanged")
      || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(is)")))
    return;

  g_variant_get (parameters, "(i&s)", &state, &reason);
  take_server_state (user_data, state, reason);
}

static void
server_state_cb (GVariant *reply, GError *error, gpointer user_data)
{
  SeqgoRtpPublisher *self = user_data;
  int                state;

  if (reply != NULL && g_variant_is_of_type (reply, G_VARIANT_TYPE ("(i)")))
    {
      g_variant_get (reply, "(i)", &state);
      take_server_state (self, state, "It is broken");
    }
  else
    {
      fail (self, error != NULL ? error->message : "It does not tell its state");
    }
}

static void
stop (SeqgoRtpPublisher *self)
{
  withdraw (self);
  g_clear_pointer (&self->server, seqgo_rtp_avahi_object_free);
}

static void
start (SeqgoRtpPublisher *self)
{
  stop (self);
  if (seqgo_rtp_avahi_is_running (self->avahi))
    {
      self->server = seqgo_rtp_avahi_get_server (self->avahi, server_cb, self);
      seqgo_rtp_avahi_object_call (self->server, "GetState", g_variant_new ("()"), server_state_cb);
    }
  set_state (self, FALSE, g_strdup (seqgo_rtp_avahi_get_problem (self->avahi)));
}

static void
avahi_changed_cb (gpointer user_data)
{
  start (user_data);
}

static char *
shorten (const char *name)
{
  char *valid = g_utf8_make_valid (name, -1);

  if (strlen (valid) > MAX_NAME)
    *g_utf8_find_prev_char (valid, valid + MAX_NAME + 1) = '\0';
  return valid;
}

SeqgoRtpPublisher *
seqgo_rtp_publisher_new (const char                  *name,
                         const char                  *address,
                         guint16                      port,
                         SeqgoRtpPublisherChangedFunc changed,
                         gpointer                     user_data)
{
  SeqgoRtpPublisher *self = g_new0 (SeqgoRtpPublisher, 1);

  self->changed = changed;
  self->user_data = user_data;
  self->address = g_strdup (address);
  self->port = port;
  self->name = shorten (name);
  self->avahi = seqgo_rtp_avahi_new (avahi_changed_cb, self);
  return self;
}

const char *
seqgo_rtp_publisher_get_published_name (SeqgoRtpPublisher *self)
{
  return self->is_published ? self->tried_name : NULL;
}

const char *
seqgo_rtp_publisher_get_problem (SeqgoRtpPublisher *self)
{
  return self->problem;
}

void
seqgo_rtp_publisher_set_name (SeqgoRtpPublisher *self, const char *name)
{
  g_autofree char *new_name = shorten (name);

  if (g_str_equal (new_name, self->name))
    return;

  g_free (self->name);
  self->name = g_steal_pointer (&new_name);
  start (self);
}

void
seqgo_rtp_publisher_free (SeqgoRtpPublisher *self)
{
  stop (self);
  seqgo_rtp_avahi_free (self->avahi);
  g_free (self->address);
  g_free (self->name);
  g_free (self->tried_name);
  g_free (self->problem);
  g_free (self);
}
