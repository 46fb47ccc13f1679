/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <net/if.h>
#include <string.h>

#include <libseqgo/rtp/seqgo-rtp-service-private.h>

/**
 * SECTION:seqgo-rtp-service
 * @title: SeqgoRtpService
 * @short_description: a session that somebody announces in the network
 *
 * The items of a #SeqgoRtpBrowser, which a session can invite:
 *
 * |[<!-- language="C" -->
 * static void
 * service_added_cb (SeqgoRtpBrowser *browser, SeqgoRtpService *service, gpointer data)
 * {
 *   g_autolist (GInetSocketAddress) addresses = seqgo_rtp_service_list_addresses (service);
 *
 *   g_print ("%s on %s, with %u addresses\n", seqgo_rtp_service_get_name (service),
 *            seqgo_rtp_service_get_host (service), g_list_length (addresses));
 * }
 * ]|
 */

/**
 * SeqgoRtpService:
 *
 * A session of network MIDI that a #SeqgoRtpBrowser has found. There is one object for it, though
 * it may be seen on several interfaces of this computer and with both protocols; it has the
 * addresses of all.
 *
 * Its properties notify when they change. When the service has gone, its object is no longer in the
 * browser and stays as it was. A session with whoever announced it does not end with it.
 *
 * Since: 1.0
 */
struct _SeqgoRtpService
{
  GObject    parent_instance;
  char      *name;
  char      *host;
  guint16    port;
  gboolean   is_local;
  gboolean   is_kept;
  GPtrArray *sightings;

  /* GInetSocketAddress, and their texts. */
  GPtrArray *addresses;
  GStrv      address_texts;
};

G_DEFINE_FINAL_TYPE (SeqgoRtpService, seqgo_rtp_service, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_HOST,
  PROP_PORT,
  PROP_ADDRESSES,
  PROP_IS_LOCAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Many who announce an address of IPv6 listen on IPv4 only. Addresses that are only valid on one
 * link, or on this computer, come last. */
static int
get_rank (GInetSocketAddress *address)
{
  GInetAddress *host = g_inet_socket_address_get_address (address);
  int           family_rank = g_inet_address_get_family (host) == G_SOCKET_FAMILY_IPV4 ? 0 : 1;

  if (g_inet_address_get_is_loopback (host))
    return 4 + family_rank;
  if (g_inet_address_get_is_link_local (host))
    return 2 + family_rank;
  return family_rank;
}

static int
compare_addresses (gconstpointer a, gconstpointer b)
{
  GInetSocketAddress *const *first = a;
  GInetSocketAddress *const *second = b;
  g_autofree char           *first_text = NULL;
  g_autofree char           *second_text = NULL;
  int                        difference = get_rank (*first) - get_rank (*second);

  if (difference != 0)
    return difference;

  first_text = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (*first));
  second_text = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (*second));
  return strcmp (first_text, second_text);
}

static char *
to_text (GInetSocketAddress *address)
{
  GInetAddress    *host = g_inet_socket_address_get_address (address);
  g_autofree char *text = g_inet_address_to_string (host);
  char             interface[IF_NAMESIZE];
  guint32          scope_id = 0;

  if (g_inet_address_get_family (host) == G_SOCKET_FAMILY_IPV6)
    scope_id = g_inet_socket_address_get_scope_id (address);
  if (scope_id == 0)
    return g_steal_pointer (&text);
  if (if_indextoname (scope_id, interface) == NULL)
    return g_strdup_printf ("%s%%%u", text, scope_id);
  return g_strdup_printf ("%s%%%s", text, interface);
}

static gboolean
contains (GPtrArray *addresses, GInetSocketAddress *address)
{
  for (guint i = 0; i < addresses->len; i++)
    if (compare_addresses (&g_ptr_array_index (addresses, i), &address) == 0)
      return TRUE;
  return FALSE;
}

static GPtrArray *
collect_addresses (SeqgoRtpService *self)
{
  GPtrArray *addresses = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->sightings->len; i++)
    {
      GPtrArray *seen = seqgo_rtp_sighting_get_addresses (g_ptr_array_index (self->sightings, i));

      for (guint j = 0; j < seen->len; j++)
        if (!contains (addresses, g_ptr_array_index (seen, j)))
          g_ptr_array_add (addresses, g_object_ref (g_ptr_array_index (seen, j)));
    }
  g_ptr_array_sort (addresses, compare_addresses);
  return addresses;
}

static void
update_addresses (SeqgoRtpService *self)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_auto (GStrv) old_texts = g_steal_pointer (&self->address_texts);

  g_ptr_array_unref (self->addresses);
  self->addresses = collect_addresses (self);
  for (guint i = 0; i < self->addresses->len; i++)
    g_ptr_array_add (texts, to_text (g_ptr_array_index (self->addresses, i)));
  g_ptr_array_add (texts, NULL);
  self->address_texts = (GStrv) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
  if (!g_strv_equal ((const char *const *) old_texts, (const char *const *) self->address_texts))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDRESSES]);
}

static void
update (SeqgoRtpService *self)
{
  SeqgoRtpSighting *latest = g_ptr_array_index (self->sightings, self->sightings->len - 1);
  guint16           port = seqgo_rtp_sighting_get_port (latest);
  gboolean          is_local = FALSE;

  for (guint i = 0; i < self->sightings->len; i++)
    if (seqgo_rtp_sighting_is_local (g_ptr_array_index (self->sightings, i)))
      is_local = TRUE;

  g_object_freeze_notify (G_OBJECT (self));
  if (self->port != port)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PORT]);
  if (self->is_local != is_local)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOCAL]);
  self->port = port;
  self->is_local = is_local;
  update_addresses (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
seqgo_rtp_service_finalize (GObject *object)
{
  SeqgoRtpService *self = SEQGO_RTP_SERVICE (object);

  g_free (self->name);
  g_free (self->host);
  g_ptr_array_unref (self->sightings);
  g_ptr_array_unref (self->addresses);
  g_strfreev (self->address_texts);
  G_OBJECT_CLASS (seqgo_rtp_service_parent_class)->finalize (object);
}

static void
seqgo_rtp_service_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  SeqgoRtpService *self = SEQGO_RTP_SERVICE (object);

  switch (property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_HOST:
      g_value_set_string (value, self->host);
      break;
    case PROP_PORT:
      g_value_set_uint (value, self->port);
      break;
    case PROP_ADDRESSES:
      g_value_set_boxed (value, self->address_texts);
      break;
    case PROP_IS_LOCAL:
      g_value_set_boolean (value, self->is_local);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_rtp_service_class_init (SeqgoRtpServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_rtp_service_finalize;
  object_class->get_property = seqgo_rtp_service_get_property;

  /**
   * SeqgoRtpService:name:
   *
   * The name of the session. It never changes: what is called otherwise is another service.
   *
   * Since: 1.0
   */
  properties[PROP_NAME]
      = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoRtpService:host:
   *
   * The name of the computer that has the session, such as "studio.local". It never changes.
   *
   * Since: 1.0
   */
  properties[PROP_HOST]
      = g_param_spec_string ("host", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoRtpService:port:
   *
   * The control port of the session.
   *
   * Since: 1.0
   */
  properties[PROP_PORT]
      = g_param_spec_uint ("port", NULL, NULL, 0, G_MAXUINT16, 0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoRtpService:addresses:
   *
   * The addresses of the computer, for people and for places that take the name of a host. The most
   * promising one is the first: addresses of IPv4 come before those of IPv6, and ones that are only
   * valid on a link, such as "fe80::1%eth0", or on this computer come after all others.
   *
   * Since: 1.0
   */
  properties[PROP_ADDRESSES]
      = g_param_spec_boxed ("addresses", NULL, NULL, G_TYPE_STRV,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoRtpService:is-local:
   *
   * Whether a program on this computer has the session; perhaps this one. A session need not be
   * shown to whoever has it: that is the one whose name is its
   * #SeqgoRtpSession:published-name and which is local.
   *
   * Since: 1.0
   */
  properties[PROP_IS_LOCAL]
      = g_param_spec_boolean ("is-local", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_rtp_service_init (SeqgoRtpService *self)
{
  self->sightings = g_ptr_array_new ();
  self->addresses = g_ptr_array_new_with_free_func (g_object_unref);
  self->address_texts = g_new0 (char *, 1);
}

SeqgoRtpService *
seqgo_rtp_service_new (const char *name, const char *host)
{
  SeqgoRtpService *self = g_object_new (SEQGO_TYPE_RTP_SERVICE, NULL);

  self->name = g_strdup (name);
  self->host = g_strdup (host);
  return self;
}

void
seqgo_rtp_service_add_sighting (SeqgoRtpService *self, SeqgoRtpSighting *sighting)
{
  self->is_kept = FALSE;
  g_ptr_array_remove (self->sightings, sighting);
  g_ptr_array_add (self->sightings, sighting);
  update (self);
}

void
seqgo_rtp_service_remove_sighting (SeqgoRtpService *self, SeqgoRtpSighting *sighting)
{
  if (g_ptr_array_remove (self->sightings, sighting) && self->sightings->len > 0)
    update (self);
}

void
seqgo_rtp_service_keep (SeqgoRtpService *self)
{
  g_ptr_array_set_size (self->sightings, 0);
  self->is_kept = TRUE;
}

gboolean
seqgo_rtp_service_is_kept (SeqgoRtpService *self)
{
  return self->is_kept;
}

gboolean
seqgo_rtp_service_is_seen (SeqgoRtpService *self)
{
  return self->sightings->len > 0;
}

gboolean
seqgo_rtp_service_is_on (SeqgoRtpService *self, const char *name, const char *host)
{
  return g_str_equal (self->name, name) && g_ascii_strcasecmp (self->host, host) == 0;
}

int
seqgo_rtp_service_compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const SeqgoRtpService *first = a;
  const SeqgoRtpService *second = b;
  int                    difference = g_utf8_collate (first->name, second->name);

  if (difference == 0)
    difference = strcmp (first->name, second->name);
  return difference != 0 ? difference : g_ascii_strcasecmp (first->host, second->host);
}

/**
 * seqgo_rtp_service_get_name:
 * @self: a service
 *
 * Returns #SeqgoRtpService:name.
 *
 * Returns: (transfer none): the name of the session
 *
 * Since: 1.0
 */
const char *
seqgo_rtp_service_get_name (SeqgoRtpService *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SERVICE (self), NULL);

  return self->name;
}

/**
 * seqgo_rtp_service_get_host:
 * @self: a service
 *
 * Returns #SeqgoRtpService:host.
 *
 * Returns: (transfer none): the name of the computer
 *
 * Since: 1.0
 */
const char *
seqgo_rtp_service_get_host (SeqgoRtpService *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SERVICE (self), NULL);

  return self->host;
}

/**
 * seqgo_rtp_service_get_port:
 * @self: a service
 *
 * Returns #SeqgoRtpService:port.
 *
 * Returns: the control port
 *
 * Since: 1.0
 */
guint16
seqgo_rtp_service_get_port (SeqgoRtpService *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SERVICE (self), 0);

  return self->port;
}

/**
 * seqgo_rtp_service_get_addresses:
 * @self: a service
 *
 * Returns #SeqgoRtpService:addresses.
 *
 * Returns: (transfer none) (array zero-terminated=1): the addresses, the most promising one first
 *
 * Since: 1.0
 */
const char *const *
seqgo_rtp_service_get_addresses (SeqgoRtpService *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SERVICE (self), NULL);

  return (const char *const *) self->address_texts;
}

/**
 * seqgo_rtp_service_get_is_local:
 * @self: a service
 *
 * Returns #SeqgoRtpService:is-local.
 *
 * Returns: whether a program on this computer has the session
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_service_get_is_local (SeqgoRtpService *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SERVICE (self), FALSE);

  return self->is_local;
}

/**
 * seqgo_rtp_service_list_addresses:
 * @self: a service
 *
 * Lists where the session can be reached: the addresses of #SeqgoRtpService:addresses, in the same
 * order, with the control port. A link-local address has the interface as its scope.
 * seqgo_rtp_session_invite_addresses_async() tries them in turn.
 *
 * Returns: (transfer full) (element-type GInetSocketAddress): the addresses
 *
 * Since: 1.0
 */
GList *
seqgo_rtp_service_list_addresses (SeqgoRtpService *self)
{
  GList *list = NULL;

  g_return_val_if_fail (SEQGO_IS_RTP_SERVICE (self), NULL);

  for (guint i = self->addresses->len; i > 0; i--)
    list = g_list_prepend (list, g_object_ref (g_ptr_array_index (self->addresses, i - 1)));
  return list;
}

/**
 * seqgo_rtp_service_to_string:
 * @self: a service
 *
 * Describes the service for people.
 *
 * Returns: (transfer full): a line such as "Stage on studio.local, port 5004"
 *
 * Since: 1.0
 */
char *
seqgo_rtp_service_to_string (SeqgoRtpService *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_SERVICE (self), NULL);

  return g_strdup_printf ("%s on %s, port %u", self->name, self->host, self->port);
}
