/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/seqgo-enum-types.h>
#include <libseqgo/sequencer/seqgo-sequencer-timer-private.h>

/**
 * SECTION:seqgo-sequencer-timer
 * @title: SeqgoSequencerTimer
 * @short_description: what makes a queue run
 *
 * A queue runs on the best timer of the system, unless it is told to take another one:
 *
 * |[<!-- language="C" -->
 * g_autolist (SeqgoSequencerTimer) timers = seqgo_sequencer_timer_list (&error);
 *
 * for (GList *link = timers; link != NULL; link = link->next)
 *   if (g_strcmp0 (seqgo_sequencer_timer_get_name (link->data), "HR timer") == 0)
 *     seqgo_sequencer_queue_set_timer (queue, link->data, 2000, &error);
 * ]|
 */

/**
 * SeqgoSequencerTimer:
 *
 * A timer that seqgo_sequencer_queue_set_timer() can give to a queue. It does not change.
 *
 * Since: 1.0
 */

/* alsa-lib has no name for the kernel's. */
#define TIMER_FLAG_SLAVE (1 << 0)

G_DEFINE_FINAL_TYPE (SeqgoSequencerTimer, seqgo_sequencer_timer, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TIMER_CLASS,
  PROP_SUBCLASS,
  PROP_CARD,
  PROP_DEVICE,
  PROP_SUBDEVICE,
  PROP_NAME,
  PROP_RESOLUTION,
  PROP_SLAVE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
seqgo_sequencer_timer_finalize (GObject *object)
{
  SeqgoSequencerTimer *self = SEQGO_SEQUENCER_TIMER (object);

  g_free (self->name);
  G_OBJECT_CLASS (seqgo_sequencer_timer_parent_class)->finalize (object);
}

static void
seqgo_sequencer_timer_get_property (GObject    *object,
                                    guint       property_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  SeqgoSequencerTimer *self = SEQGO_SEQUENCER_TIMER (object);

  switch (property_id)
    {
    case PROP_TIMER_CLASS:
      g_value_set_enum (value, self->timer_class);
      break;
    case PROP_SUBCLASS:
      g_value_set_int (value, self->subclass);
      break;
    case PROP_CARD:
      g_value_set_int (value, self->card);
      break;
    case PROP_DEVICE:
      g_value_set_int (value, self->device);
      break;
    case PROP_SUBDEVICE:
      g_value_set_int (value, self->subdevice);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_RESOLUTION:
      g_value_set_uint64 (value, self->resolution);
      break;
    case PROP_SLAVE:
      g_value_set_boolean (value, self->slave);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_sequencer_timer_set_property (GObject      *object,
                                    guint         property_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  SeqgoSequencerTimer *self = SEQGO_SEQUENCER_TIMER (object);

  switch (property_id)
    {
    case PROP_TIMER_CLASS:
      self->timer_class = g_value_get_enum (value);
      break;
    case PROP_CARD:
      self->card = g_value_get_int (value);
      break;
    case PROP_DEVICE:
      self->device = g_value_get_int (value);
      break;
    case PROP_SUBDEVICE:
      self->subdevice = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
add_descriptions (void)
{
  /**
   * SeqgoSequencerTimer:subclass:
   *
   * Who may use it, in the numbers of the kernel: 0 is everybody, 1 an application, 2 the
   * sequencer. Of a queue's timer it is 2.
   *
   * Since: 1.0
   */
  properties[PROP_SUBCLASS] = g_param_spec_int ("subclass", NULL, NULL, G_MININT, G_MAXINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerTimer:name:
   *
   * The name of the timer, or %NULL if it is not known.
   *
   * Since: 1.0
   */
  properties[PROP_NAME]
      = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerTimer:resolution:
   *
   * How many nanoseconds a tick of the timer lasts, or 0 if that is not known.
   *
   * Since: 1.0
   */
  properties[PROP_RESOLUTION] = g_param_spec_uint64 ("resolution", NULL, NULL, 0, G_MAXUINT64, 0,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerTimer:slave:
   *
   * Whether the timer runs only while something else does: that of a stream, while it plays.
   *
   * Since: 1.0
   */
  properties[PROP_SLAVE] = g_param_spec_boolean ("slave", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
seqgo_sequencer_timer_class_init (SeqgoSequencerTimerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = seqgo_sequencer_timer_finalize;
  object_class->get_property = seqgo_sequencer_timer_get_property;
  object_class->set_property = seqgo_sequencer_timer_set_property;

  /**
   * SeqgoSequencerTimer:timer-class:
   *
   * What the timer belongs to.
   *
   * Since: 1.0
   */
  properties[PROP_TIMER_CLASS] = g_param_spec_enum (
      "timer-class", NULL, NULL, SEQGO_TYPE_TIMER_CLASS, SEQGO_TIMER_CLASS_GLOBAL,
      G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerTimer:card:
   *
   * The number of the sound card, or -1.
   *
   * Since: 1.0
   */
  properties[PROP_CARD]
      = g_param_spec_int ("card", NULL, NULL, G_MININT, G_MAXINT, -1,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerTimer:device:
   *
   * The number of the device. Of global timers, 0 is the system timer and 3 the high-resolution
   * timer.
   *
   * Since: 1.0
   */
  properties[PROP_DEVICE]
      = g_param_spec_int ("device", NULL, NULL, G_MININT, G_MAXINT, 0,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerTimer:subdevice:
   *
   * The number of the subdevice.
   *
   * Since: 1.0
   */
  properties[PROP_SUBDEVICE]
      = g_param_spec_int ("subdevice", NULL, NULL, G_MININT, G_MAXINT, 0,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  add_descriptions ();
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_sequencer_timer_init (SeqgoSequencerTimer *self)
{
  self->subclass = SND_TIMER_SCLASS_SEQUENCER;
}

static void
ignore_message (const char *file,
                int         line,
                const char *function,
                int         error,
                const char *format,
                va_list     arguments)
{
}

static snd_timer_query_t *
open_query (GError **error)
{
  snd_local_error_handler_t previous = snd_lib_error_set_local (ignore_message);
  snd_timer_query_t        *query = NULL;
  int                       result = snd_timer_query_open (&query, "hw", 0);

  snd_lib_error_set_local (previous);
  if (result >= 0)
    return query;

  seqgo_sequencer_set_error (error, result, NULL, "Cannot ask for timers at /dev/snd/timer");
  return NULL;
}

static SeqgoSequencerTimer *
new_of_number (const snd_timer_id_t *id)
{
  /* alsa-lib's getters do not take what they only read. */
  snd_timer_id_t      *number = (snd_timer_id_t *) id;
  SeqgoSequencerTimer *self = seqgo_sequencer_timer_new (
      (SeqgoTimerClass) snd_timer_id_get_class (number), snd_timer_id_get_card (number),
      snd_timer_id_get_device (number), snd_timer_id_get_subdevice (number));

  self->subclass = snd_timer_id_get_sclass (number);
  return self;
}

/* Returns a negative errno if there is no such timer. */
static int
describe (SeqgoSequencerTimer *self, snd_timer_query_t *query)
{
  snd_timer_ginfo_t *info;
  snd_timer_id_t    *id;
  int                result;

  snd_timer_id_alloca (&id);
  seqgo_sequencer_timer_get_number (self, id);
  result = snd_timer_ginfo_malloc (&info);
  if (result < 0)
    return result;

  snd_timer_ginfo_set_tid (info, id);
  result = snd_timer_query_info (query, info);
  if (result >= 0)
    {
      g_free (self->name);
      self->name = g_utf8_make_valid (snd_timer_ginfo_get_name (info), -1);
      self->resolution = snd_timer_ginfo_get_resolution (info);
      self->slave = (snd_timer_ginfo_get_flags (info) & TIMER_FLAG_SLAVE) != 0;
    }
  snd_timer_ginfo_free (info);
  return result;
}

SeqgoSequencerTimer *
seqgo_sequencer_timer_look_up (const snd_timer_id_t *id)
{
  SeqgoSequencerTimer *self = new_of_number (id);
  snd_timer_query_t   *query = open_query (NULL);

  if (query != NULL)
    {
      describe (self, query);
      snd_timer_query_close (query);
    }
  return self;
}

gboolean
seqgo_sequencer_timer_check_exists (SeqgoSequencerTimer *self, GError **error)
{
  g_autoptr (SeqgoSequencerTimer) found = NULL;
  g_autofree char   *text = NULL;
  snd_timer_query_t *query = open_query (error);
  snd_timer_id_t    *id;
  int                result;

  if (query == NULL)
    return FALSE;

  snd_timer_id_alloca (&id);
  seqgo_sequencer_timer_get_number (self, id);
  found = new_of_number (id);
  result = describe (found, query);
  snd_timer_query_close (query);
  if (result >= 0)
    return TRUE;

  text = seqgo_sequencer_timer_to_string (self);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no such timer: %s", text);
  return FALSE;
}

void
seqgo_sequencer_timer_get_number (SeqgoSequencerTimer *self, snd_timer_id_t *id)
{
  snd_timer_id_set_class (id, (int) self->timer_class);
  snd_timer_id_set_sclass (id, self->subclass);
  snd_timer_id_set_card (id, self->card);
  snd_timer_id_set_device (id, self->device);
  snd_timer_id_set_subdevice (id, self->subdevice);
}

/**
 * seqgo_sequencer_timer_list:
 * @error: return location for a #GError
 *
 * Lists the timers of the system.
 *
 * Returns: (element-type SeqgoSequencerTimer) (transfer full): the timers, or %NULL with
 *   %G_IO_ERROR_NOT_FOUND if there is no /dev/snd/timer, or %G_IO_ERROR_PERMISSION_DENIED
 *
 * Since: 1.0
 */
GList *
seqgo_sequencer_timer_list (GError **error)
{
  snd_timer_query_t *query;
  snd_timer_id_t    *id;
  GList             *timers = NULL;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  query = open_query (error);
  if (query == NULL)
    return NULL;

  snd_timer_id_alloca (&id);
  snd_timer_id_set_class (id, SND_TIMER_CLASS_NONE);
  while (snd_timer_query_next_device (query, id) >= 0
         && snd_timer_id_get_class (id) != SND_TIMER_CLASS_NONE)
    {
      g_autoptr (SeqgoSequencerTimer) timer = new_of_number (id);

      /* It may have gone meanwhile. */
      if (describe (timer, query) >= 0)
        timers = g_list_prepend (timers, g_steal_pointer (&timer));
    }
  snd_timer_query_close (query);
  return g_list_reverse (timers);
}

/**
 * seqgo_sequencer_timer_new:
 * @timer_class: what the timer belongs to
 * @card: the number of the sound card, or -1
 * @device: the number of the device
 * @subdevice: the number of the subdevice
 *
 * Makes a timer from its numbers, which a program may have saved. Whether there is such a timer
 * turns out when a queue gets it.
 *
 * Returns: (transfer full): the timer
 *
 * Since: 1.0
 */
SeqgoSequencerTimer *
seqgo_sequencer_timer_new (SeqgoTimerClass timer_class, int card, int device, int subdevice)
{
  return g_object_new (SEQGO_TYPE_SEQUENCER_TIMER, "timer-class", timer_class, "card", card,
                       "device", device, "subdevice", subdevice, NULL);
}

/**
 * seqgo_sequencer_timer_get_timer_class:
 * @self: a timer
 *
 * Returns #SeqgoSequencerTimer:timer-class.
 *
 * Returns: what the timer belongs to
 *
 * Since: 1.0
 */
SeqgoTimerClass
seqgo_sequencer_timer_get_timer_class (SeqgoSequencerTimer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_TIMER (self), 0);

  return self->timer_class;
}

/**
 * seqgo_sequencer_timer_get_subclass:
 * @self: a timer
 *
 * Returns #SeqgoSequencerTimer:subclass.
 *
 * Returns: who may use it
 *
 * Since: 1.0
 */
int
seqgo_sequencer_timer_get_subclass (SeqgoSequencerTimer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_TIMER (self), 0);

  return self->subclass;
}

/**
 * seqgo_sequencer_timer_get_card:
 * @self: a timer
 *
 * Returns #SeqgoSequencerTimer:card.
 *
 * Returns: the number of the sound card, or -1
 *
 * Since: 1.0
 */
int
seqgo_sequencer_timer_get_card (SeqgoSequencerTimer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_TIMER (self), 0);

  return self->card;
}

/**
 * seqgo_sequencer_timer_get_device:
 * @self: a timer
 *
 * Returns #SeqgoSequencerTimer:device.
 *
 * Returns: the number of the device
 *
 * Since: 1.0
 */
int
seqgo_sequencer_timer_get_device (SeqgoSequencerTimer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_TIMER (self), 0);

  return self->device;
}

/**
 * seqgo_sequencer_timer_get_subdevice:
 * @self: a timer
 *
 * Returns #SeqgoSequencerTimer:subdevice.
 *
 * Returns: the number of the subdevice
 *
 * Since: 1.0
 */
int
seqgo_sequencer_timer_get_subdevice (SeqgoSequencerTimer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_TIMER (self), 0);

  return self->subdevice;
}

/**
 * seqgo_sequencer_timer_get_name:
 * @self: a timer
 *
 * Returns #SeqgoSequencerTimer:name.
 *
 * Returns: (transfer none) (nullable): the name, or %NULL
 *
 * Since: 1.0
 */
const char *
seqgo_sequencer_timer_get_name (SeqgoSequencerTimer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_TIMER (self), NULL);

  return self->name;
}

/**
 * seqgo_sequencer_timer_get_resolution:
 * @self: a timer
 *
 * Returns #SeqgoSequencerTimer:resolution.
 *
 * Returns: the nanoseconds that a tick lasts, or 0
 *
 * Since: 1.0
 */
guint64
seqgo_sequencer_timer_get_resolution (SeqgoSequencerTimer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_TIMER (self), 0);

  return self->resolution;
}

/**
 * seqgo_sequencer_timer_get_slave:
 * @self: a timer
 *
 * Returns #SeqgoSequencerTimer:slave.
 *
 * Returns: %TRUE if it runs only while something else does
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_timer_get_slave (SeqgoSequencerTimer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_TIMER (self), FALSE);

  return self->slave;
}

/**
 * seqgo_sequencer_timer_to_string:
 * @self: a timer
 *
 * Describes the timer for people.
 *
 * Returns: (transfer full): a line such as "HR timer", or numbers if the timer has no name
 *
 * Since: 1.0
 */
char *
seqgo_sequencer_timer_to_string (SeqgoSequencerTimer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_TIMER (self), NULL);

  if (self->name != NULL)
    return g_strdup (self->name);
  return g_strdup_printf ("class %d, card %d, device %d, subdevice %d", (int) self->timer_class,
                          self->card, self->device, self->subdevice);
}
