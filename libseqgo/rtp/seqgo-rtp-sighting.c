/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-sighting-private.h>

/* Flags and types of records of Avahi and of DNS. */
#define LOOKUP_NO_ADDRESS 8
#define CLASS_IN 1
#define TYPE_A 1
#define TYPE_AAAA 28

/* How long the first address waits for others, which come in the same packet as a rule, and how
 * long to wait before one asks again in vain; in milliseconds. */
#define PATIENCE 100
#define RETRY_INTERVAL 5000

struct _SeqgoRtpSighting
{
  SeqgoRtpAvahi              *avahi;
  int                         interface;
  int                         protocol;
  char                       *name;
  char                       *domain;
  gboolean                    is_local;
  SeqgoRtpSightingChangedFunc changed;
  gpointer                    user_data;

  SeqgoRtpAvahiObject *resolver;
  SeqgoRtpAvahiObject *ipv4_browser;
  SeqgoRtpAvahiObject *ipv6_browser;

  char    *host;
  guint16  port;
  gboolean is_resolved;

  /* GInetSocketAddress; of ones that have all been withdrawn, the last stays until there are new
   * ones. */
  GPtrArray *addresses;
  gboolean   are_withdrawn;

  /* Ends the wait for addresses, or starts anew. */
  GSource *timer;
};

static void resolve (SeqgoRtpSighting *self);

static void
clear_timer (SeqgoRtpSighting *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void
set_timer (SeqgoRtpSighting *self, guint milliseconds, GSourceFunc func)
{
  clear_timer (self);
  self->timer = g_timeout_source_new (milliseconds);
  g_source_set_static_name (self->timer, "[Seqgo] network service");
  g_source_set_callback (self->timer, func, self, NULL);
  g_source_attach (self->timer, seqgo_rtp_avahi_get_context (self->avahi));
}

static void
clear_objects (SeqgoRtpSighting *self)
{
  g_clear_pointer (&self->resolver, seqgo_rtp_avahi_object_free);
  g_clear_pointer (&self->ipv4_browser, seqgo_rtp_avahi_object_free);
  g_clear_pointer (&self->ipv6_browser, seqgo_rtp_avahi_object_free);
}

static gboolean
resolve_cb (gpointer user_data)
{
  resolve (user_data);
  return G_SOURCE_REMOVE;
}

static void
resolve_later (SeqgoRtpSighting *self)
{
  clear_objects (self);
  set_timer (self, RETRY_INTERVAL, resolve_cb);
}

static gboolean
resolved_cb (gpointer user_data)
{
  SeqgoRtpSighting *self = user_data;

  clear_timer (self);
  self->is_resolved = TRUE;
  self->changed (self, self->user_data);
  return G_SOURCE_REMOVE;
}

static GInetSocketAddress *
new_address (SeqgoRtpSighting *self, GInetAddress *host)
{
  gboolean has_scope = g_inet_address_get_family (host) == G_SOCKET_FAMILY_IPV6
                       && g_inet_address_get_is_link_local (host);

  return g_object_new (G_TYPE_INET_SOCKET_ADDRESS, "address", host, "port", self->port, "scope-id",
                       has_scope ? self->interface : 0, NULL);
}

static GInetSocketAddress *
read_address (SeqgoRtpSighting *self, GVariant *data)
{
  gsize         size;
  const guint8 *bytes = g_variant_get_fixed_array (data, &size, 1);
  g_autoptr (GInetAddress) host = NULL;

  if (size != 4 && size != 16)
    return NULL;

  host = g_inet_address_new_from_bytes (bytes,
                                        size == 4 ? G_SOCKET_FAMILY_IPV4 : G_SOCKET_FAMILY_IPV6);
  return new_address (self, host);
}

static gboolean
has_family (SeqgoRtpSighting *self, GSocketFamily family)
{
  for (guint i = 0; i < self->addresses->len; i++)
    if (g_socket_address_get_family (g_ptr_array_index (self->addresses, i)) == family)
      return TRUE;
  return FALSE;
}

static gboolean
find_address (SeqgoRtpSighting *self, GInetSocketAddress *address, guint *index)
{
  GInetAddress *host = g_inet_socket_address_get_address (address);

  for (guint i = 0; i < self->addresses->len; i++)
    {
      GInetSocketAddress *other = g_ptr_array_index (self->addresses, i);

      if (g_inet_address_equal (g_inet_socket_address_get_address (other), host))
        {
          *index = i;
          return TRUE;
        }
    }
  return FALSE;
}

static void
add_address (SeqgoRtpSighting *self, GInetSocketAddress *address)
{
  guint index;

  if (self->are_withdrawn)
    g_ptr_array_set_size (self->addresses, 0);
  self->are_withdrawn = FALSE;
  if (find_address (self, address, &index))
    return;

  g_ptr_array_add (self->addresses, g_object_ref (address));
  if (self->is_resolved)
    self->changed (self, self->user_data);
  else if (has_family (self, G_SOCKET_FAMILY_IPV4) && has_family (self, G_SOCKET_FAMILY_IPV6))
    resolved_cb (self);
  else if (self->timer == NULL)
    set_timer (self, PATIENCE, resolved_cb);
}

static void
remove_address (SeqgoRtpSighting *self, GInetSocketAddress *address)
{
  guint index;

  if (!find_address (self, address, &index))
    return;

  if (self->addresses->len == 1)
    {
      self->are_withdrawn = TRUE;
      return;
    }
  g_ptr_array_remove_index (self->addresses, index);
  if (self->is_resolved)
    self->changed (self, self->user_data);
}

static void
address_cb (const char *signal, GVariant *parameters, gpointer user_data)
{
  SeqgoRtpSighting *self = user_data;
  gboolean          is_new = g_str_equal (signal, "ItemNew");

  if ((is_new || g_str_equal (signal, "ItemRemove"))
      && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(iisqqayu)")))
    {
      g_autoptr (GVariant) data = g_variant_get_child_value (parameters, 5);
      g_autoptr (GInetSocketAddress) address = read_address (self, data);

      if (address != NULL)
        (is_new ? add_address : remove_address) (self, address);
    }
  else if (g_str_equal (signal, "Failure") && !self->is_resolved)
    resolve_later (self);
}

static SeqgoRtpAvahiObject *
browse_addresses (SeqgoRtpSighting *self, guint16 type)
{
  return seqgo_rtp_avahi_create (
      self->avahi, "RecordBrowser",
      g_variant_new ("(iisqqu)", self->interface, self->protocol, self->host, CLASS_IN, type, 0),
      address_cb, self);
}

static void
set_port (SeqgoRtpSighting *self, guint16 port)
{
  if (port == self->port)
    return;

  self->port = port;
  for (guint i = 0; i < self->addresses->len; i++)
    {
      gpointer *address = &g_ptr_array_index (self->addresses, i);
      g_autoptr (GInetSocketAddress) old = *address;

      *address = new_address (self, g_inet_socket_address_get_address (old));
    }
  if (self->is_resolved)
    self->changed (self, self->user_data);
}

static void
resolver_cb (const char *signal, GVariant *parameters, gpointer user_data)
{
  SeqgoRtpSighting *self = user_data;
  const char       *host;
  guint16           port;

  if (g_str_equal (signal, "Failure"))
    resolve_later (self);
  if (!g_str_equal (signal, "Found")
      || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(iissssisqaayu)")))
    return;

  g_variant_get_child (parameters, 5, "&s", &host);
  g_variant_get_child (parameters, 8, "q", &port);
  if (g_strcmp0 (host, self->host) != 0)
    self->is_resolved = FALSE;
  if (!self->is_resolved || self->ipv4_browser == NULL)
    {
      g_clear_pointer (&self->ipv4_browser, seqgo_rtp_avahi_object_free);
      g_clear_pointer (&self->ipv6_browser, seqgo_rtp_avahi_object_free);
      g_free (self->host);
      self->host = g_strdup (host);
      self->are_withdrawn = TRUE;
      self->ipv4_browser = browse_addresses (self, TYPE_A);
      self->ipv6_browser = browse_addresses (self, TYPE_AAAA);
    }
  set_port (self, port);
}

static void
resolve (SeqgoRtpSighting *self)
{
  clear_timer (self);
  self->resolver = seqgo_rtp_avahi_create (
      self->avahi, "ServiceResolver",
      g_variant_new ("(iisssiu)", self->interface, self->protocol, self->name,
                     SEQGO_RTP_SERVICE_TYPE, self->domain, SEQGO_RTP_AVAHI_ANY, LOOKUP_NO_ADDRESS),
      resolver_cb, self);
}

SeqgoRtpSighting *
seqgo_rtp_sighting_new (SeqgoRtpAvahi              *avahi,
                        int                         interface,
                        int                         protocol,
                        const char                 *name,
                        const char                 *domain,
                        gboolean                    is_local,
                        SeqgoRtpSightingChangedFunc changed,
                        gpointer                    user_data)
{
  SeqgoRtpSighting *self = g_new0 (SeqgoRtpSighting, 1);

  self->avahi = avahi;
  self->interface = interface;
  self->protocol = protocol;
  self->name = g_strdup (name);
  self->domain = g_strdup (domain);
  self->is_local = is_local;
  self->changed = changed;
  self->user_data = user_data;
  self->addresses = g_ptr_array_new_with_free_func (g_object_unref);
  resolve (self);
  return self;
}

const char *
seqgo_rtp_sighting_get_name (SeqgoRtpSighting *self)
{
  return self->name;
}

gboolean
seqgo_rtp_sighting_is_local (SeqgoRtpSighting *self)
{
  return self->is_local;
}

gboolean
seqgo_rtp_sighting_is_resolved (SeqgoRtpSighting *self)
{
  return self->is_resolved;
}

const char *
seqgo_rtp_sighting_get_host (SeqgoRtpSighting *self)
{
  return self->host;
}

guint16
seqgo_rtp_sighting_get_port (SeqgoRtpSighting *self)
{
  return self->port;
}

GPtrArray *
seqgo_rtp_sighting_get_addresses (SeqgoRtpSighting *self)
{
  return self->addresses;
}

void
seqgo_rtp_sighting_free (SeqgoRtpSighting *self)
{
  clear_timer (self);
  clear_objects (self);
  g_ptr_array_unref (self->addresses);
  g_free (self->name);
  g_free (self->domain);
  g_free (self->host);
  g_free (self);
}
