/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-avahi-private.h>

#define AVAHI "org.freedesktop.Avahi"

/* Calls that are not answered yet; the bus allows 128 of a program. */
#define MAX_PENDING 64

/* Between attempts to reach a bus that is not there, in seconds. */
#define RETRY_INTERVAL 10

struct _SeqgoRtpAvahi
{
  SeqgoRtpAvahiChangedFunc changed;
  gpointer                 user_data;
  GMainContext            *context;
  GCancellable            *cancellable;
  GDBusConnection         *connection;
  gulong                   closed_handler;
  guint                    name_watch;
  guint                    signal_subscription;
  GSource                 *attempt;

  /* Avahi's own name on the bus while it runs, and why it does not. */
  char *owner;
  char *problem;

  /* Paths to the objects that Avahi has made. It keeps neither them nor the paths. */
  GHashTable *objects;

  /* Old versions of Avahi tell of an object before they answer that they have made it: as long as
   * answers are due, what is told of unknown objects is kept. */
  guint      n_creations;
  GPtrArray *unclaimed;

  /* Calls that are under way, and the Calls that wait for their turn. */
  guint  n_pending;
  GQueue queue;
};

struct _SeqgoRtpAvahiObject
{
  SeqgoRtpAvahi          *avahi;
  char                   *interface;
  char                   *path;
  SeqgoRtpAvahiSignalFunc func;
  gpointer                user_data;
  gboolean                is_freed;

  /* Calls to make when the path is known. */
  GPtrArray *waiting;
};

typedef struct
{
  char     *path;
  char     *signal;
  GVariant *parameters;
} Unclaimed;

/* A call to an object, or, to make it, to the server. */
typedef struct
{
  SeqgoRtpAvahiObject   *object;
  gboolean               is_creation;
  char                  *method;
  GVariant              *parameters;
  SeqgoRtpAvahiReplyFunc func;
} Call;

static void connect_to_bus (SeqgoRtpAvahi *self);

static void
unclaimed_free (Unclaimed *unclaimed)
{
  g_free (unclaimed->path);
  g_free (unclaimed->signal);
  g_variant_unref (unclaimed->parameters);
  g_free (unclaimed);
}

static void
object_clear (SeqgoRtpAvahiObject *self)
{
  g_free (self->interface);
  g_free (self->path);
  g_ptr_array_unref (self->waiting);
}

static void
object_unref (SeqgoRtpAvahiObject *self)
{
  g_rc_box_release_full (self, (GDestroyNotify) object_clear);
}

static void
call_free (Call *call)
{
  object_unref (call->object);
  g_free (call->method);
  g_variant_unref (call->parameters);
  g_free (call);
}

/* Takes the text. */
static void
set_state (SeqgoRtpAvahi *self, const char *owner, char *problem)
{
  g_autofree char *old_owner = g_steal_pointer (&self->owner);
  g_autofree char *old_problem = g_steal_pointer (&self->problem);

  self->owner = g_strdup (owner);
  self->problem = problem;
  if (g_strcmp0 (old_owner, owner) != 0 || g_strcmp0 (old_problem, problem) != 0)
    self->changed (self->user_data);
}

static void
signal_cb (GDBusConnection *connection,
           const char      *sender,
           const char      *path,
           const char      *interface,
           const char      *signal,
           GVariant        *parameters,
           gpointer         user_data)
{
  SeqgoRtpAvahi       *self = user_data;
  SeqgoRtpAvahiObject *object = g_hash_table_lookup (self->objects, path);

  if (object != NULL)
    {
      if (g_str_equal (interface, object->interface))
        object->func (signal, parameters, object->user_data);
    }
  else if (self->n_creations > 0)
    {
      Unclaimed *unclaimed = g_new0 (Unclaimed, 1);

      unclaimed->path = g_strdup (path);
      unclaimed->signal = g_strdup (signal);
      unclaimed->parameters = g_variant_ref (parameters);
      g_ptr_array_add (self->unclaimed, unclaimed);
    }
}

static void
forget_avahi (SeqgoRtpAvahi *self)
{
  if (self->signal_subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->signal_subscription);
  self->signal_subscription = 0;
  g_hash_table_remove_all (self->objects);
  g_ptr_array_set_size (self->unclaimed, 0);
  g_queue_clear_full (&self->queue, (GDestroyNotify) call_free);
}

static void
appeared_cb (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  SeqgoRtpAvahi *self = user_data;

  forget_avahi (self);
  g_main_context_push_thread_default (self->context);
  /* By its own name, since GLib does not check senders for other ones. */
  self->signal_subscription = g_dbus_connection_signal_subscribe (
      connection, owner, NULL, NULL, NULL, NULL, G_DBUS_SIGNAL_FLAGS_NONE, signal_cb, self, NULL);
  g_main_context_pop_thread_default (self->context);
  set_state (self, owner, NULL);
}

static void
vanished_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  SeqgoRtpAvahi *self = user_data;

  /* Without a connection, closed_cb() says more. */
  if (connection == NULL)
    return;

  forget_avahi (self);
  set_state (self, NULL,
             g_strdup ("Avahi does not run, so sessions in the network are neither found nor "
                       "announced: Install the package avahi-daemon, or start its service"));
}

static void
drop_connection (SeqgoRtpAvahi *self)
{
  if (self->connection == NULL)
    return;

  forget_avahi (self);
  g_bus_unwatch_name (self->name_watch);
  g_signal_handler_disconnect (self->connection, self->closed_handler);
  /* Calls that are under way hold it, too. */
  g_dbus_connection_close (self->connection, NULL, NULL, NULL);
  g_clear_object (&self->connection);
}

static gboolean
connect_cb (gpointer user_data)
{
  SeqgoRtpAvahi *self = user_data;

  g_clear_pointer (&self->attempt, g_source_unref);
  connect_to_bus (self);
  return G_SOURCE_REMOVE;
}

static void
connect_later (SeqgoRtpAvahi *self, guint seconds)
{
  self->attempt = g_timeout_source_new_seconds (seconds);
  g_source_set_static_name (self->attempt, "[Seqgo] Avahi");
  g_source_set_callback (self->attempt, connect_cb, self, NULL);
  g_source_attach (self->attempt, self->context);
}

static void
fail (SeqgoRtpAvahi *self, const GError *error)
{
  connect_later (self, RETRY_INTERVAL);
  set_state (self, NULL,
             g_strdup_printf ("The system bus cannot be reached, so sessions in the network are "
                              "neither found nor announced: %s; install the packages dbus and "
                              "avahi-daemon, or start their services",
                              error->message));
}

static void
closed_cb (GDBusConnection *connection, gboolean by_peer, GError *error, SeqgoRtpAvahi *self)
{
  g_autoptr (GError) reason = error != NULL ? g_error_copy (error)
                                            : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED,
                                                                   "It ended the connection");

  drop_connection (self);
  fail (self, reason);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection = g_dbus_connection_new_for_address_finish (result, &error);
  SeqgoRtpAvahi   *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (connection == NULL)
    {
      fail (self, error);
      return;
    }

  self->connection = connection;
  self->closed_handler = g_signal_connect (connection, "closed", G_CALLBACK (closed_cb), self);
  g_main_context_push_thread_default (self->context);
  self->name_watch = g_bus_watch_name_on_connection (
      connection, AVAHI, G_BUS_NAME_WATCHER_FLAGS_AUTO_START, appeared_cb, vanished_cb, self, NULL);
  g_main_context_pop_thread_default (self->context);
}

/* The connection that g_bus_get() shares would end the program together with the bus. */
static void
connect_to_bus (SeqgoRtpAvahi *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SYSTEM, NULL, &error);

  if (address == NULL)
    {
      fail (self, error);
      return;
    }
  g_main_context_push_thread_default (self->context);
  g_dbus_connection_new_for_address (address,
                                     G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                         | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                     NULL, self->cancellable, connected_cb, self);
  g_main_context_pop_thread_default (self->context);
}

SeqgoRtpAvahi *
seqgo_rtp_avahi_new (SeqgoRtpAvahiChangedFunc changed, gpointer user_data)
{
  SeqgoRtpAvahi *self = g_new0 (SeqgoRtpAvahi, 1);

  self->changed = changed;
  self->user_data = user_data;
  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  self->objects = g_hash_table_new (g_str_hash, g_str_equal);
  self->unclaimed = g_ptr_array_new_with_free_func ((GDestroyNotify) unclaimed_free);
  connect_later (self, 0);
  return self;
}

GMainContext *
seqgo_rtp_avahi_get_context (SeqgoRtpAvahi *self)
{
  return self->context;
}

gboolean
seqgo_rtp_avahi_is_running (SeqgoRtpAvahi *self)
{
  return self->owner != NULL;
}

const char *
seqgo_rtp_avahi_get_problem (SeqgoRtpAvahi *self)
{
  return self->problem;
}

void
seqgo_rtp_avahi_free (SeqgoRtpAvahi *self)
{
  g_cancellable_cancel (self->cancellable);
  drop_connection (self);
  if (self->attempt != NULL)
    g_source_destroy (self->attempt);
  g_clear_pointer (&self->attempt, g_source_unref);
  g_object_unref (self->cancellable);
  g_main_context_unref (self->context);
  g_hash_table_unref (self->objects);
  g_ptr_array_unref (self->unclaimed);
  g_free (self->owner);
  g_free (self->problem);
  g_free (self);
}

static SeqgoRtpAvahiObject *
object_new (SeqgoRtpAvahi          *avahi,
            const char             *type,
            SeqgoRtpAvahiSignalFunc func,
            gpointer                user_data)
{
  SeqgoRtpAvahiObject *self = g_rc_box_new0 (SeqgoRtpAvahiObject);

  self->avahi = avahi;
  self->interface = g_strconcat (AVAHI ".", type, NULL);
  self->func = func;
  self->user_data = user_data;
  self->waiting = g_ptr_array_new ();
  return self;
}

/* What was told of the object before it was known that it is one. */
static GPtrArray *
claim (SeqgoRtpAvahi *self, const char *path)
{
  GPtrArray *claimed = g_ptr_array_new_with_free_func ((GDestroyNotify) unclaimed_free);

  for (guint i = 0; i < self->unclaimed->len;)
    if (g_str_equal (((Unclaimed *) g_ptr_array_index (self->unclaimed, i))->path, path))
      g_ptr_array_add (claimed, g_ptr_array_steal_index (self->unclaimed, i));
    else
      i++;
  return claimed;
}

static void submit (Call *call);

static void
set_path (SeqgoRtpAvahiObject *self, const char *path)
{
  self->path = g_strdup (path);
  g_hash_table_replace (self->avahi->objects, self->path, self);
  for (guint i = 0; i < self->waiting->len; i++)
    submit (g_ptr_array_index (self->waiting, i));
  g_ptr_array_set_size (self->waiting, 0);
}

static void
free_at_avahi (GDBusConnection *connection, const char *path, const char *interface)
{
  g_dbus_connection_call (connection, AVAHI, path, interface, "Free", NULL, NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
}

static void
take_creation (SeqgoRtpAvahiObject *object, GVariant *reply, GError *error)
{
  SeqgoRtpAvahi *self = object->avahi;
  g_autoptr (GPtrArray) claimed = NULL;
  const char *path;

  if (reply != NULL)
    {
      g_variant_get (reply, "(&o)", &path);
      claimed = claim (self, path);
    }
  if (--self->n_creations == 0)
    g_ptr_array_set_size (self->unclaimed, 0);

  if (reply != NULL && object->is_freed && self->connection != NULL)
    {
      free_at_avahi (self->connection, path, object->interface);
    }
  else if (reply != NULL)
    {
      set_path (object, path);
    }
  else if (!object->is_freed)
    {
      g_autoptr (GVariant) text = NULL;

      g_dbus_error_strip_remote_error (error);
      text = g_variant_ref_sink (g_variant_new ("(s)", error->message));
      object->func ("Failure", text, object->user_data);
    }

  for (guint i = 0; claimed != NULL && i < claimed->len && !object->is_freed; i++)
    {
      Unclaimed *unclaimed = g_ptr_array_index (claimed, i);

      object->func (unclaimed->signal, unclaimed->parameters, object->user_data);
    }
}

static void
submit_next (SeqgoRtpAvahi *self)
{
  while (self->n_pending < MAX_PENDING && !g_queue_is_empty (&self->queue))
    submit (g_queue_pop_head (&self->queue));
}

static void
replied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  Call *call = user_data;

  /* Then there is nothing left but the call. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      call->object->avahi->n_pending--;
      submit_next (call->object->avahi);
      if (call->is_creation)
        take_creation (call->object, reply, error);
      else if (!call->object->is_freed)
        call->func (reply, error, call->object->user_data);
    }
  call_free (call);
}

/* Takes the call. */
static void
submit (Call *call)
{
  SeqgoRtpAvahiObject *object = call->object;
  SeqgoRtpAvahi       *self = object->avahi;

  if (object->is_freed || self->owner == NULL)
    {
      call_free (call);
      return;
    }
  if (self->n_pending >= MAX_PENDING)
    {
      g_queue_push_tail (&self->queue, call);
      return;
    }

  self->n_pending++;
  self->n_creations += call->is_creation;
  g_main_context_push_thread_default (self->context);
  g_dbus_connection_call (self->connection, self->owner, call->is_creation ? "/" : object->path,
                          call->is_creation ? AVAHI ".Server" : object->interface, call->method,
                          call->parameters, call->is_creation ? G_VARIANT_TYPE ("(o)") : NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, replied_cb, call);
  g_main_context_pop_thread_default (self->context);
}

/* Takes floating @parameters. */
static Call *
call_new (SeqgoRtpAvahiObject   *object,
          const char            *method,
          GVariant              *parameters,
          SeqgoRtpAvahiReplyFunc func)
{
  Call *call = g_new0 (Call, 1);

  call->object = g_rc_box_acquire (object);
  call->method = g_strdup (method);
  call->parameters = g_variant_ref_sink (parameters);
  call->func = func;
  return call;
}

SeqgoRtpAvahiObject *
seqgo_rtp_avahi_get_server (SeqgoRtpAvahi *self, SeqgoRtpAvahiSignalFunc func, gpointer user_data)
{
  SeqgoRtpAvahiObject *object = object_new (self, "Server", func, user_data);

  set_path (object, "/");
  return object;
}

SeqgoRtpAvahiObject *
seqgo_rtp_avahi_create (SeqgoRtpAvahi          *self,
                        const char             *type,
                        GVariant               *parameters,
                        SeqgoRtpAvahiSignalFunc func,
                        gpointer                user_data)
{
  SeqgoRtpAvahiObject *object = object_new (self, type, func, user_data);
  g_autofree char     *method = g_strconcat (type, "New", NULL);
  Call                *call = call_new (object, method, parameters, NULL);

  call->is_creation = TRUE;
  submit (call);
  return object;
}

void
seqgo_rtp_avahi_object_call (SeqgoRtpAvahiObject   *self,
                             const char            *method,
                             GVariant              *parameters,
                             SeqgoRtpAvahiReplyFunc func)
{
  Call *call = call_new (self, method, parameters, func);

  if (self->path != NULL)
    submit (call);
  else
    g_ptr_array_add (self->waiting, call);
}

void
seqgo_rtp_avahi_object_free (SeqgoRtpAvahiObject *self)
{
  GHashTable *objects = self->avahi->objects;

  self->is_freed = TRUE;
  if (self->path != NULL && g_hash_table_lookup (objects, self->path) == self)
    {
      g_hash_table_remove (objects, self->path);
      if (!g_str_equal (self->path, "/"))
        free_at_avahi (self->avahi->connection, self->path, self->interface);
    }
  for (guint i = 0; i < self->waiting->len; i++)
    call_free (g_ptr_array_index (self->waiting, i));
  g_ptr_array_set_size (self->waiting, 0);
  object_unref (self);
}
