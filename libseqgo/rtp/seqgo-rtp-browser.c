/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/core/seqgo-store-model-private.h>
#include <libseqgo/core/seqgo-timer-private.h>
#include <libseqgo/rtp/seqgo-rtp-browser-private.h>
#include <libseqgo/rtp/seqgo-rtp-service-private.h>

/**
 * SECTION:seqgo-rtp-browser
 * @title: SeqgoRtpBrowser
 * @short_description: the sessions that others announce in the network, live
 *
 * A browser finds Macs, iPads, Windows computers, synthesizers and programs that have a session of
 * network MIDI:
 *
 * |[<!-- language="C" -->
 * static void
 * service_added_cb (SeqgoRtpBrowser *browser, SeqgoRtpService *service, gpointer data)
 * {
 *   g_autofree char *text = seqgo_rtp_service_to_string (service);
 *
 *   g_print ("new: %s\n", text);
 * }
 *
 * g_autoptr (SeqgoRtpBrowser) browser = seqgo_rtp_browser_open ();
 *
 * g_signal_connect (browser, "service-added", G_CALLBACK (service_added_cb), NULL);
 * g_object_bind_property (browser, "problem", label, "label", G_BINDING_SYNC_CREATE);
 * ]|
 */

/**
 * SeqgoRtpBrowser:
 *
 * The sessions that are announced in the local network, those of this computer included: a
 * #GListModel of #SeqgoRtpService objects in the order of their names, which a GtkListView can
 * show.
 *
 * Avahi does the work: the daemon that most distributions start anyway. The browser talks to it
 * over the system bus, never blocks and needs no further library. As long as Avahi is not there, or
 * not yet, the list is empty and #SeqgoRtpBrowser:problem says what to do; that is no error, and
 * the browser works as soon as Avahi does. If Avahi ends, the list stays as it was: what is in it
 * may still be there, and can be invited. When Avahi is back, services that it does not see any
 * more go.
 *
 * It may take some seconds until all services are found.
 *
 * The browser is open from its creation to seqgo_rtp_browser_close(), or until its last reference
 * is dropped; the list then stays as it was. It works as long as a main loop runs in the
 * thread-default context that was current when it was opened, and emits its signals there. It may
 * be used in the thread of that context only, and so may its services.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE_WITH_CODE (SeqgoRtpBrowser,
                               seqgo_rtp_browser,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      seqgo_store_model_iface_init))

/* As many as Avahi can tell of at a time, since it makes 1024 objects for a program at most. */
#define MAX_SIGHTINGS 300

/* How much room there has to be before Avahi is asked for those that had none. */
#define MIN_ROOM 30

/* How long a new Avahi may take to find what was there before, in microseconds. What this computer
 * announces is announced anew, which takes a second. */
#define YOUTH (5 * G_USEC_PER_SEC)

/* Of a service that this computer announces. */
#define LOOKUP_RESULT_LOCAL 8

enum
{
  PROP_0,
  PROP_AVAILABLE,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SERVICE_ADDED,
  SERVICE_REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_state (SeqgoRtpBrowser *self, gboolean is_available, const char *problem)
{
  g_autofree char *old_problem = g_steal_pointer (&self->problem);
  gboolean         was_available = self->is_available;

  self->is_available = is_available;
  self->problem = g_strdup (problem);
  if (!is_available && problem != NULL)
    seqgo_rtp_browser_end_waits (self, NULL, G_IO_ERROR_NOT_SUPPORTED, problem);

  g_object_freeze_notify (G_OBJECT (self));
  if (is_available != was_available)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AVAILABLE]);
  if (g_strcmp0 (problem, old_problem) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* The services at the moment; handlers of signals change the list. */
static GPtrArray *
copy_services (SeqgoRtpBrowser *self)
{
  GPtrArray *services = g_ptr_array_new_with_free_func (g_object_unref);
  guint      n_services = g_list_model_get_n_items (G_LIST_MODEL (self->services));

  for (guint i = 0; i < n_services; i++)
    g_ptr_array_add (services, g_list_model_get_item (G_LIST_MODEL (self->services), i));
  return services;
}

static void
emit (SeqgoRtpBrowser *self, guint signal, SeqgoRtpService *service)
{
  if (self->avahi != NULL)
    g_signal_emit (self, signals[signal], 0, service);
}

static void
take_service (SeqgoRtpBrowser *self, SeqgoRtpService *service)
{
  guint position;

  if (self->avahi == NULL || !g_list_store_find (self->services, service, &position))
    return;

  g_list_store_remove (self->services, position);
  emit (self, SERVICE_REMOVED, service);
}

static gboolean
is_awaited (SeqgoRtpBrowser *self, SeqgoRtpService *service)
{
  GHashTableIter iter;
  gpointer       sighting;

  g_hash_table_iter_init (&iter, self->sightings);
  while (g_hash_table_iter_next (&iter, NULL, &sighting))
    if (!seqgo_rtp_sighting_is_resolved (sighting)
        && g_str_equal (seqgo_rtp_sighting_get_name (sighting),
                        seqgo_rtp_service_get_name (service)))
      return TRUE;
  return FALSE;
}

/* Removes what is not seen any more; what was there before Avahi ended not before it can know. */
static void
sweep (SeqgoRtpBrowser *self)
{
  g_autoptr (GPtrArray) services = copy_services (self);

  for (guint i = 0; i < services->len && self->avahi != NULL; i++)
    {
      SeqgoRtpService *service = g_ptr_array_index (services, i);

      if (!seqgo_rtp_service_is_seen (service)
          && !(seqgo_rtp_service_is_kept (service)
               && (self->youth != NULL || is_awaited (self, service))))
        take_service (self, service);
    }
}

/* Handlers of signals may do anything, even run the main loop, so they are called when all is
 * consistent. */
static GPtrArray *
freeze (SeqgoRtpBrowser *self)
{
  GPtrArray *services = copy_services (self);

  for (guint i = 0; i < services->len; i++)
    g_object_freeze_notify (g_ptr_array_index (services, i));
  return services;
}

static void
thaw (GPtrArray *services)
{
  for (guint i = 0; i < services->len; i++)
    g_object_thaw_notify (g_ptr_array_index (services, i));
}

static SeqgoRtpService *
find_on (SeqgoRtpBrowser *self, const char *name, const char *host)
{
  guint n_services = g_list_model_get_n_items (G_LIST_MODEL (self->services));

  for (guint i = 0; i < n_services; i++)
    {
      g_autoptr (SeqgoRtpService) service
          = g_list_model_get_item (G_LIST_MODEL (self->services), i);

      if (seqgo_rtp_service_is_on (service, name, host))
        return g_steal_pointer (&service);
    }
  return NULL;
}

static void
sighting_changed_cb (SeqgoRtpSighting *sighting, gpointer user_data)
{
  g_autoptr (SeqgoRtpBrowser) self = g_object_ref (user_data);
  g_autoptr (GPtrArray) services = freeze (self);
  const char *name = seqgo_rtp_sighting_get_name (sighting);
  const char *host = seqgo_rtp_sighting_get_host (sighting);
  g_autoptr (SeqgoRtpService) service = find_on (self, name, host);
  gboolean is_new = service == NULL;

  if (is_new)
    service = seqgo_rtp_service_new (name, host);
  for (guint i = 0; i < services->len; i++)
    if (g_ptr_array_index (services, i) != service)
      seqgo_rtp_service_remove_sighting (g_ptr_array_index (services, i), sighting);
  seqgo_rtp_service_add_sighting (service, sighting);

  if (is_new)
    {
      g_list_store_insert_sorted (self->services, service, seqgo_rtp_service_compare, NULL);
      emit (self, SERVICE_ADDED, service);
      seqgo_rtp_browser_end_waits (self, service, 0, NULL);
    }
  thaw (services);
  sweep (self);
}

static void
add_sighting (SeqgoRtpBrowser *self, char *key, GVariant *parameters)
{
  int         interface;
  int         protocol;
  const char *name;
  const char *domain;
  guint32     flags;

  g_variant_get (parameters, "(ii&s&s&su)", &interface, &protocol, &name, NULL, &domain, &flags);
  if (g_hash_table_contains (self->sightings, key))
    g_free (key);
  else if (g_hash_table_size (self->sightings) < MAX_SIGHTINGS)
    g_hash_table_insert (self->sightings, key,
                         seqgo_rtp_sighting_new (self->avahi, interface, protocol, name, domain,
                                                 (flags & LOOKUP_RESULT_LOCAL) != 0,
                                                 sighting_changed_cb, self));
  else
    {
      g_free (key);
      self->is_full = TRUE;
      set_state (self, TRUE, "There are more sessions in the network than can be shown");
    }
}

static char *
make_key (GVariant *parameters)
{
  int         interface;
  int         protocol;
  const char *name;
  const char *domain;

  g_variant_get (parameters, "(ii&s&s&su)", &interface, &protocol, &name, NULL, &domain, NULL);
  return g_strdup_printf ("%d %d %s.%s", interface, protocol, name, domain);
}

static void browser_cb (const char *signal, GVariant *parameters, gpointer user_data);

/* Has Avahi tell of all services, those that are known included. */
static void
ask (SeqgoRtpBrowser *self)
{
  self->old_object = g_steal_pointer (&self->object);
  self->is_asking = TRUE;
  self->object
      = seqgo_rtp_avahi_create (self->avahi, "ServiceBrowser",
                                g_variant_new ("(iissu)", SEQGO_RTP_AVAHI_ANY, SEQGO_RTP_AVAHI_ANY,
                                               SEQGO_RTP_SERVICE_TYPE, "", 0),
                                browser_cb, self);
}

static void
ask_again (SeqgoRtpBrowser *self)
{
  if (!self->is_full || self->object == NULL || self->is_asking
      || g_hash_table_size (self->sightings) + MIN_ROOM > MAX_SIGHTINGS)
    return;

  self->is_full = FALSE;
  ask (self);
  set_state (self, TRUE, NULL);
}

static void
remove_sighting (SeqgoRtpBrowser *self, const char *key)
{
  g_autoptr (GPtrArray) services = freeze (self);
  gpointer sighting = g_hash_table_lookup (self->sightings, key);

  for (guint i = 0; i < services->len; i++)
    seqgo_rtp_service_remove_sighting (g_ptr_array_index (services, i), sighting);
  g_hash_table_remove (self->sightings, key);
  thaw (services);
  sweep (self);
  ask_again (self);
}

static void
browser_cb (const char *signal, GVariant *parameters, gpointer user_data)
{
  g_autoptr (SeqgoRtpBrowser) self = g_object_ref (user_data);
  gboolean is_item = g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(iisssu)"));

  if (g_str_equal (signal, "ItemNew") && is_item)
    {
      add_sighting (self, make_key (parameters), parameters);
    }
  else if (g_str_equal (signal, "ItemRemove") && is_item)
    {
      g_autofree char *key = make_key (parameters);

      remove_sighting (self, key);
    }
  else if (g_str_equal (signal, "AllForNow"))
    {
      g_clear_pointer (&self->old_object, seqgo_rtp_avahi_object_free);
      self->is_asking = FALSE;
      ask_again (self);
    }
  else if (g_str_equal (signal, "Failure")
           && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(s)")))
    {
      g_autofree char *text = NULL;
      const char      *reason;

      g_variant_get (parameters, "(&s)", &reason);
      text = g_strdup_printf ("Avahi cannot look for sessions: %s", reason);
      set_state (self, FALSE, text);
    }
}

/* What Avahi has made, and what it told. */
static void
forget_avahi (SeqgoRtpBrowser *self)
{
  g_autoptr (GPtrArray) services = copy_services (self);

  for (guint i = 0; i < services->len; i++)
    seqgo_rtp_service_keep (g_ptr_array_index (services, i));
  g_hash_table_remove_all (self->sightings);
  g_clear_pointer (&self->object, seqgo_rtp_avahi_object_free);
  g_clear_pointer (&self->old_object, seqgo_rtp_avahi_object_free);
  g_clear_pointer (&self->youth, seqgo_timer_free);
  self->is_full = FALSE;
}

static void
end_youth_cb (gpointer owner)
{
  SeqgoRtpBrowser *self = owner;

  g_clear_pointer (&self->youth, seqgo_timer_free);
  sweep (self);
}

static void
browse (SeqgoRtpBrowser *self)
{
  ask (self);
  self->youth = seqgo_timer_attach (G_OBJECT (self), seqgo_rtp_avahi_get_context (self->avahi),
                                    "[Seqgo] network browser", end_youth_cb);
  seqgo_timer_set (self->youth, YOUTH);
}

static void
avahi_changed_cb (gpointer user_data)
{
  g_autoptr (SeqgoRtpBrowser) self = g_object_ref (user_data);
  gboolean is_running = seqgo_rtp_avahi_is_running (self->avahi);

  forget_avahi (self);
  if (is_running)
    browse (self);
  set_state (self, is_running, seqgo_rtp_avahi_get_problem (self->avahi));
}

static void
stop (SeqgoRtpBrowser *self)
{
  forget_avahi (self);
  g_clear_pointer (&self->avahi, seqgo_rtp_avahi_free);
}

static void
seqgo_rtp_browser_dispose (GObject *object)
{
  SeqgoRtpBrowser *self = SEQGO_RTP_BROWSER (object);

  if (self->avahi != NULL)
    stop (self);
  G_OBJECT_CLASS (seqgo_rtp_browser_parent_class)->dispose (object);
}

static void
seqgo_rtp_browser_finalize (GObject *object)
{
  SeqgoRtpBrowser *self = SEQGO_RTP_BROWSER (object);

  g_object_unref (self->services);
  g_hash_table_unref (self->sightings);
  g_ptr_array_unref (self->waits);
  g_free (self->problem);
  G_OBJECT_CLASS (seqgo_rtp_browser_parent_class)->finalize (object);
}

static void
seqgo_rtp_browser_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  SeqgoRtpBrowser *self = SEQGO_RTP_BROWSER (object);

  switch (property_id)
    {
    case PROP_AVAILABLE:
      g_value_set_boolean (value, self->is_available);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_rtp_browser_class_init (SeqgoRtpBrowserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = seqgo_rtp_browser_dispose;
  object_class->finalize = seqgo_rtp_browser_finalize;
  object_class->get_property = seqgo_rtp_browser_get_property;

  /**
   * SeqgoRtpBrowser:available:
   *
   * Whether Avahi is there. It is not at first, as nothing happens before the main loop runs.
   *
   * Since: 1.0
   */
  properties[PROP_AVAILABLE]
      = g_param_spec_boolean ("available", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoRtpBrowser:problem:
   *
   * Why services are not found and what to do about it, as a text to show; %NULL if all is well or
   * if that is not known yet.
   *
   * Since: 1.0
   */
  properties[PROP_PROBLEM]
      = g_param_spec_string ("problem", NULL, NULL, NULL,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SeqgoRtpBrowser::service-added:
   * @self: the browser
   * @service: the service
   *
   * A service was found, and where it is.
   *
   * Since: 1.0
   */
  signals[SERVICE_ADDED]
      = g_signal_new ("service-added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, SEQGO_TYPE_RTP_SERVICE);

  /**
   * SeqgoRtpBrowser::service-removed:
   * @self: the browser
   * @service: the service
   *
   * A service is no longer announced anywhere. Some devices stop that once they are in use:
   * sessions go on.
   *
   * Since: 1.0
   */
  signals[SERVICE_REMOVED]
      = g_signal_new ("service-removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, SEQGO_TYPE_RTP_SERVICE);
}

static void
seqgo_rtp_browser_init (SeqgoRtpBrowser *self)
{
  self->services = seqgo_store_model_new_store (self, SEQGO_TYPE_RTP_SERVICE);
  self->sightings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) seqgo_rtp_sighting_free);
  self->waits = seqgo_rtp_browser_new_waits ();
}

/**
 * seqgo_rtp_browser_open: (constructor)
 *
 * Begins to look for sessions in the local network, in the thread-default main context. This does
 * not fail: #SeqgoRtpBrowser:problem says later if something is missing.
 *
 * Returns: (transfer full): a browser, whose list is empty yet
 *
 * Since: 1.0
 */
SeqgoRtpBrowser *
seqgo_rtp_browser_open (void)
{
  SeqgoRtpBrowser *self = g_object_new (SEQGO_TYPE_RTP_BROWSER, NULL);

  self->avahi = seqgo_rtp_avahi_new (avahi_changed_cb, self);
  return self;
}

/**
 * seqgo_rtp_browser_close:
 * @self: a browser
 *
 * Ends the browser. Nothing more is added or removed, and what waits for a service ends with
 * %G_IO_ERROR_CLOSED. Does nothing if the browser is closed.
 *
 * Since: 1.0
 */
void
seqgo_rtp_browser_close (SeqgoRtpBrowser *self)
{
  g_autoptr (SeqgoRtpBrowser) kept = NULL;

  g_return_if_fail (SEQGO_IS_RTP_BROWSER (self));

  if (self->avahi == NULL)
    return;

  kept = g_object_ref (self);
  stop (self);
  seqgo_rtp_browser_end_waits (self, NULL, G_IO_ERROR_CLOSED, SEQGO_RTP_BROWSER_CLOSED_REASON);
  set_state (self, FALSE, NULL);
}

/**
 * seqgo_rtp_browser_is_closed:
 * @self: a browser
 *
 * Tells whether seqgo_rtp_browser_close() was called.
 *
 * Returns: whether the browser is closed
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_browser_is_closed (SeqgoRtpBrowser *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_BROWSER (self), TRUE);

  return self->avahi == NULL;
}

/**
 * seqgo_rtp_browser_get_available:
 * @self: a browser
 *
 * Returns #SeqgoRtpBrowser:available.
 *
 * Returns: whether Avahi is there
 *
 * Since: 1.0
 */
gboolean
seqgo_rtp_browser_get_available (SeqgoRtpBrowser *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_BROWSER (self), FALSE);

  return self->is_available;
}

/**
 * seqgo_rtp_browser_get_problem:
 * @self: a browser
 *
 * Returns #SeqgoRtpBrowser:problem.
 *
 * Returns: (transfer none) (nullable): why services are not found, or %NULL
 *
 * Since: 1.0
 */
const char *
seqgo_rtp_browser_get_problem (SeqgoRtpBrowser *self)
{
  g_return_val_if_fail (SEQGO_IS_RTP_BROWSER (self), NULL);

  return self->problem;
}
