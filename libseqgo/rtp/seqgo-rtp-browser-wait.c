/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/rtp/seqgo-rtp-browser-private.h>

/* Somebody who waits for a service. */
typedef struct
{
  GTask   *task;
  char    *name;
  GSource *cancelled;
} Wait;

static void
wait_free (Wait *wait)
{
  if (wait->cancelled != NULL)
    {
      g_source_destroy (wait->cancelled);
      g_source_unref (wait->cancelled);
    }
  g_object_unref (wait->task);
  g_free (wait->name);
  g_free (wait);
}

static void
return_error (GTask *task, const char *name, int code, const char *reason)
{
  g_task_return_new_error (task, G_IO_ERROR, code, "Cannot look for the session “%s”: %s", name,
                           reason);
}

GPtrArray *
seqgo_rtp_browser_new_waits (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) wait_free);
}

void
seqgo_rtp_browser_end_waits (SeqgoRtpBrowser *self,
                             SeqgoRtpService *service,
                             int              code,
                             const char      *reason)
{
  g_autoptr (GPtrArray) ended = seqgo_rtp_browser_new_waits ();
  g_autofree char *kept_reason = g_strdup (reason);

  for (guint i = 0; i < self->waits->len;)
    {
      Wait *wait = g_ptr_array_index (self->waits, i);

      if (service == NULL || seqgo_rtp_browser_find_service (self, wait->name) == service)
        g_ptr_array_add (ended, g_ptr_array_steal_index (self->waits, i));
      else
        i++;
    }
  for (guint i = 0; i < ended->len; i++)
    {
      Wait *wait = g_ptr_array_index (ended, i);

      if (service != NULL)
        g_task_return_pointer (wait->task, g_object_ref (service), g_object_unref);
      else
        return_error (wait->task, wait->name, code, kept_reason);
    }
}

/**
 * seqgo_rtp_browser_find_service:
 * @self: a browser
 * @name: the name of a session
 *
 * Looks for a service in the list. If several computers have one of that name, it is the first one
 * in the list. Upper and lower case of ASCII do not matter, as in DNS.
 *
 * Returns: (transfer none) (nullable): the service, or %NULL if it is not found yet
 *
 * Since: 1.0
 */
SeqgoRtpService *
seqgo_rtp_browser_find_service (SeqgoRtpBrowser *self, const char *name)
{
  guint n_services;

  g_return_val_if_fail (SEQGO_IS_RTP_BROWSER (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  n_services = g_list_model_get_n_items (G_LIST_MODEL (self->services));
  for (guint i = 0; i < n_services; i++)
    {
      g_autoptr (SeqgoRtpService) service
          = g_list_model_get_item (G_LIST_MODEL (self->services), i);

      if (g_ascii_strcasecmp (seqgo_rtp_service_get_name (service), name) == 0)
        return service;
    }
  return NULL;
}

static gboolean
wait_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask           *task = user_data;
  SeqgoRtpBrowser *self = g_task_get_source_object (task);

  for (guint i = 0; i < self->waits->len; i++)
    {
      Wait *wait = g_ptr_array_index (self->waits, i);

      if (wait->task == task)
        {
          g_ptr_array_steal_index (self->waits, i);
          g_task_return_error_if_cancelled (task);
          wait_free (wait);
          break;
        }
    }
  return G_SOURCE_REMOVE;
}

static void
add_wait (SeqgoRtpBrowser *self, GTask *task, const char *name)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Wait         *wait = g_new0 (Wait, 1);

  wait->task = g_object_ref (task);
  wait->name = g_strdup (name);
  if (cancellable != NULL)
    {
      wait->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_static_name (wait->cancelled, "[Seqgo] wait for a service");
      g_task_attach_source (task, wait->cancelled, G_SOURCE_FUNC (wait_cancelled_cb));
    }
  g_ptr_array_add (self->waits, wait);
}

/**
 * seqgo_rtp_browser_wait_for_async:
 * @self: a browser
 * @name: the name of a session
 * @cancellable: (nullable): what ends the wait with %G_IO_ERROR_CANCELLED
 * @callback: (scope async): a function to call when the service is found
 * @user_data: data for @callback
 *
 * Waits until there is a service of that name, as seqgo_rtp_browser_find_service() finds it. There
 * is no end to that but @cancellable and seqgo_rtp_browser_close().
 *
 * Since: 1.0
 */
void
seqgo_rtp_browser_wait_for_async (SeqgoRtpBrowser    *self,
                                  const char         *name,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  SeqgoRtpService *service;

  g_return_if_fail (SEQGO_IS_RTP_BROWSER (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, seqgo_rtp_browser_wait_for_async);
  g_task_set_name (task, "[Seqgo] wait for a service");
  service = seqgo_rtp_browser_find_service (self, name);
  if (self->avahi == NULL)
    return_error (task, name, G_IO_ERROR_CLOSED, SEQGO_RTP_BROWSER_CLOSED_REASON);
  else if (service != NULL)
    g_task_return_pointer (task, g_object_ref (service), g_object_unref);
  else if (self->problem != NULL && !self->is_available)
    return_error (task, name, G_IO_ERROR_NOT_SUPPORTED, self->problem);
  else
    add_wait (self, task, name);
}

/**
 * seqgo_rtp_browser_wait_for_finish:
 * @self: a browser
 * @result: what the callback got
 * @error: return location for an error
 *
 * Finishes seqgo_rtp_browser_wait_for_async(). Errors are %G_IO_ERROR_CANCELLED,
 * %G_IO_ERROR_CLOSED if the browser is or was closed, and %G_IO_ERROR_NOT_SUPPORTED if Avahi is not
 * there; the message then is #SeqgoRtpBrowser:problem.
 *
 * Returns: (transfer full): the service, or %NULL with @error set
 *
 * Since: 1.0
 */
SeqgoRtpService *
seqgo_rtp_browser_wait_for_finish (SeqgoRtpBrowser *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_RTP_BROWSER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
