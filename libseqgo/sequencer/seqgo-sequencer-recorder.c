/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/midi/seqgo-midi-state-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-recorder.h>
#include <libseqgo/sequencer/seqgo-sequencer-stamping-private.h>

/**
 * SECTION:seqgo-sequencer-recorder
 * @title: SeqgoSequencerRecorder
 * @short_description: records MIDI files
 *
 * To record a keyboard:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoSequencerRecorder) recorder
 *     = seqgo_sequencer_recorder_new (port, 480, 120, &error);
 * g_autoptr (SeqgoMidiFile) song = NULL;
 *
 * seqgo_sequencer_port_connect_from (port, "Keyboard", &error);
 * seqgo_sequencer_recorder_start (recorder, &error);
 * g_main_loop_run (loop);
 * song = seqgo_sequencer_recorder_stop (recorder, &error);
 * seqgo_midi_file_save (song, "song.mid", &error);
 * ]|
 */

/**
 * SeqgoSequencerRecorder:
 *
 * Records what a port receives into a #SeqgoMidiFile: notes, controllers and the like, and system
 * exclusive messages. Clocks and other system messages have no place in a file.
 *
 * The times are those at which the kernel received the events, however late the program looks at
 * them. For that the port stamps what it receives with the time of a queue of the recorder's own
 * while it records. Events reach the recorder as they reach the handlers of
 * #SeqgoSequencerPort::event, so not when the client is read from.
 *
 * The recorder is used in the thread of its client. It belongs to the program, which keeps it as
 * long as it records.
 *
 * Since: 1.0
 */

#define NSEC_PER_USEC 1000
#define MICROSECONDS_A_MINUTE 60e6
#define MAX_PPQ 32767
#define TRACK 0

struct _SeqgoSequencerRecorder
{
  GObject                parent_instance;
  SeqgoSequencerPort    *port;
  SeqgoSequencerClient  *client;
  guint                  ppq;
  double                 bpm;
  gboolean               is_closed;
  SeqgoSequencerStamping stamping;

  /* While it records. */
  SeqgoMidiFile *file;
  SeqgoMidiState state;
  guint          n_events;
  guint          n_overflows;
};

G_DEFINE_FINAL_TYPE (SeqgoSequencerRecorder, seqgo_sequencer_recorder, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PORT,
  PROP_PPQ,
  PROP_BPM,
  PROP_RECORDING,
  PROP_N_EVENTS,
  PROP_N_OVERFLOWS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  OVERFLOW,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint32
to_tick (SeqgoSequencerRecorder *self, gint64 time)
{
  return seqgo_midi_file_time_to_tick (self->file, time);
}

/* How long it has recorded, in nanoseconds. */
static gint64
get_time (SeqgoSequencerRecorder *self)
{
  g_autoptr (SeqgoSequencerQueueStatus) status
      = seqgo_sequencer_queue_get_status (self->stamping.queue, NULL);

  /* If the client was closed, it ended with the last event. */
  if (status == NULL)
    return seqgo_midi_file_get_duration (self->file);
  return status->time;
}

static gboolean
is_recorded (SeqgoEventType type)
{
  return (type >= SEQGO_EVENT_TYPE_NOTE_ON && type <= SEQGO_EVENT_TYPE_RPN)
         || type == SEQGO_EVENT_TYPE_SYSEX;
}

static void
event_cb (SeqgoSequencerPort *port, SeqgoEvent *event, SeqgoSequencerRecorder *self)
{
  gboolean is_stamped = seqgo_event_is_real_time (event)
                        && seqgo_event_get_queue_id (event) == self->stamping.queue->id;
  gint64 time = is_stamped ? seqgo_event_get_time (event) : get_time (self);

  if (!is_recorded (seqgo_event_get_event_type (event)))
    return;

  /* What files cannot hold does not come from a MIDI device. */
  if (!seqgo_midi_file_add_event (self->file, TRACK, to_tick (self, time), event, NULL))
    return;
  seqgo_midi_state_apply (&self->state, &event->record);
  self->n_events++;
}

/* Ends the notes that sound. */
static void
release_notes (SeqgoSequencerRecorder *self, guint32 tick)
{
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord));

  seqgo_midi_state_release (&self->state, records);
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (SeqgoEvent) event
          = seqgo_event_new_from_record (&g_array_index (records, SeqgoEventRecord, i), NULL);

      seqgo_midi_file_add_event (self->file, TRACK, tick, event, NULL);
    }
}

static void
overflow_cb (SeqgoSequencerClient *client, SeqgoSequencerRecorder *self)
{
  guint32 tick = to_tick (self, get_time (self));

  release_notes (self, tick);
  seqgo_midi_file_add_text (self->file, TRACK, tick, SEQGO_MIDI_META_TEXT,
                            "Events were lost before this", NULL);
  self->n_overflows++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_OVERFLOWS]);
  g_signal_emit (self, signals[OVERFLOW], 0);
}

/* Stops to record, and returns the file. */
static SeqgoMidiFile *
end (SeqgoSequencerRecorder *self)
{
  g_autoptr (SeqgoMidiFile) file = NULL;
  guint32 tick;

  g_signal_handlers_disconnect_by_data (self->port, self);
  g_signal_handlers_disconnect_by_data (self->client, self);
  tick = to_tick (self, get_time (self));
  release_notes (self, tick);
  tick = MAX (tick, seqgo_midi_file_get_track_end (self->file, TRACK));
  seqgo_midi_file_set_track_end (self->file, TRACK, tick, NULL);
  seqgo_sequencer_stamping_end (&self->stamping, self->port);
  g_clear_object (&self->client);

  file = g_steal_pointer (&self->file);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORDING]);
  return g_steal_pointer (&file);
}

static void
seqgo_sequencer_recorder_dispose (GObject *object)
{
  SeqgoSequencerRecorder *self = SEQGO_SEQUENCER_RECORDER (object);

  seqgo_sequencer_recorder_close (self);
  g_clear_object (&self->port);
  G_OBJECT_CLASS (seqgo_sequencer_recorder_parent_class)->dispose (object);
}

static void
seqgo_sequencer_recorder_get_property (GObject    *object,
                                       guint       property_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  SeqgoSequencerRecorder *self = SEQGO_SEQUENCER_RECORDER (object);

  switch (property_id)
    {
    case PROP_PORT:
      g_value_set_object (value, self->port);
      break;
    case PROP_PPQ:
      g_value_set_uint (value, self->ppq);
      break;
    case PROP_BPM:
      g_value_set_double (value, self->bpm);
      break;
    case PROP_RECORDING:
      g_value_set_boolean (value, self->file != NULL);
      break;
    case PROP_N_EVENTS:
      g_value_set_uint (value, self->n_events);
      break;
    case PROP_N_OVERFLOWS:
      g_value_set_uint (value, self->n_overflows);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * SeqgoSequencerRecorder:port:
   *
   * The port that is recorded.
   *
   * Since: 1.0
   */
  properties[PROP_PORT] = g_param_spec_object ("port", NULL, NULL, SEQGO_TYPE_SEQUENCER_PORT,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerRecorder:ppq:
   *
   * The resolution of the files, in ticks a beat.
   *
   * Since: 1.0
   */
  properties[PROP_PPQ] = g_param_spec_uint ("ppq", NULL, NULL, 0, MAX_PPQ, 480,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerRecorder:bpm:
   *
   * The tempo of the files, in beats a minute.
   *
   * Since: 1.0
   */
  properties[PROP_BPM] = g_param_spec_double ("bpm", NULL, NULL, 0, G_MAXDOUBLE, 120,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerRecorder:recording:
   *
   * Whether it records.
   *
   * Since: 1.0
   */
  properties[PROP_RECORDING]
      = g_param_spec_boolean ("recording", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerRecorder:n-events:
   *
   * How many events were recorded since it was started. It is not notified.
   *
   * Since: 1.0
   */
  properties[PROP_N_EVENTS] = g_param_spec_uint ("n-events", NULL, NULL, 0, G_MAXUINT, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerRecorder:n-overflows:
   *
   * How often events were lost since it was started.
   *
   * Since: 1.0
   */
  properties[PROP_N_OVERFLOWS]
      = g_param_spec_uint ("n-overflows", NULL, NULL, 0, G_MAXUINT, 0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_sequencer_recorder_class_init (SeqgoSequencerRecorderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = seqgo_sequencer_recorder_dispose;
  object_class->get_property = seqgo_sequencer_recorder_get_property;

  install_properties (object_class);

  /**
   * SeqgoSequencerRecorder::overflow:
   * @self: the recorder
   *
   * Events were lost, see #SeqgoSequencerClient::overflow. The file has a text event at that place,
   * and the notes that sounded end there.
   *
   * Since: 1.0
   */
  signals[OVERFLOW] = g_signal_new ("overflow", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
seqgo_sequencer_recorder_init (SeqgoSequencerRecorder *self)
{
  self->is_closed = TRUE;
}

/**
 * seqgo_sequencer_recorder_new: (constructor)
 * @port: a port that receives
 * @ppq: the resolution of the files, in ticks a beat, from 1 to 32767
 * @bpm: the tempo of the files, in beats a minute, from 4 to 10000
 * @error: return location for a #GError
 *
 * Creates a recorder. Nothing is recorded before seqgo_sequencer_recorder_start().
 *
 * Returns: (transfer full): the recorder, or %NULL with %G_IO_ERROR_INVALID_ARGUMENT,
 *   %SEQGO_SEQUENCER_ERROR_WRONG_DIRECTION or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoSequencerRecorder *
seqgo_sequencer_recorder_new (SeqgoSequencerPort *port, guint ppq, double bpm, GError **error)
{
  SeqgoSequencerRecorder *self;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (port), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (ppq < 1 || ppq > MAX_PPQ || !(bpm >= 4 && bpm <= 10000))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Cannot record %u ticks a beat at %g beats a minute: they go from 1 to %d and "
                   "from 4 to 10000",
                   ppq, bpm, MAX_PPQ);
      return NULL;
    }
  if (!seqgo_sequencer_port_check_open (port, error)
      || !seqgo_sequencer_handle_check_direction (port->handle, SEQGO_DIRECTION_DUPLEX, error))
    return NULL;

  self = g_object_new (SEQGO_TYPE_SEQUENCER_RECORDER, NULL);
  self->port = g_object_ref (port);
  self->ppq = ppq;
  self->bpm = bpm;
  self->is_closed = FALSE;
  return self;
}

/**
 * seqgo_sequencer_recorder_get_port:
 * @self: a recorder
 *
 * Returns #SeqgoSequencerRecorder:port.
 *
 * Returns: (transfer none): the port
 *
 * Since: 1.0
 */
SeqgoSequencerPort *
seqgo_sequencer_recorder_get_port (SeqgoSequencerRecorder *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_RECORDER (self), NULL);

  return self->port;
}

/**
 * seqgo_sequencer_recorder_get_ppq:
 * @self: a recorder
 *
 * Returns #SeqgoSequencerRecorder:ppq.
 *
 * Returns: the resolution in ticks a beat
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_recorder_get_ppq (SeqgoSequencerRecorder *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_RECORDER (self), 0);

  return self->ppq;
}

/**
 * seqgo_sequencer_recorder_get_bpm:
 * @self: a recorder
 *
 * Returns #SeqgoSequencerRecorder:bpm.
 *
 * Returns: the tempo in beats a minute
 *
 * Since: 1.0
 */
double
seqgo_sequencer_recorder_get_bpm (SeqgoSequencerRecorder *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_RECORDER (self), 0);

  return self->bpm;
}

/**
 * seqgo_sequencer_recorder_get_recording:
 * @self: a recorder
 *
 * Returns #SeqgoSequencerRecorder:recording.
 *
 * Returns: %TRUE if it records
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_recorder_get_recording (SeqgoSequencerRecorder *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_RECORDER (self), FALSE);

  return self->file != NULL;
}

/**
 * seqgo_sequencer_recorder_get_n_events:
 * @self: a recorder
 *
 * Returns #SeqgoSequencerRecorder:n-events.
 *
 * Returns: how many events were recorded
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_recorder_get_n_events (SeqgoSequencerRecorder *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_RECORDER (self), 0);

  return self->n_events;
}

/**
 * seqgo_sequencer_recorder_get_n_overflows:
 * @self: a recorder
 *
 * Returns #SeqgoSequencerRecorder:n-overflows.
 *
 * Returns: how often events were lost
 *
 * Since: 1.0
 */
guint
seqgo_sequencer_recorder_get_n_overflows (SeqgoSequencerRecorder *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_RECORDER (self), 0);

  return self->n_overflows;
}

/**
 * seqgo_sequencer_recorder_start:
 * @self: a recorder
 * @error: return location for a #GError
 *
 * Begins a new file, and records from now on; now is its tick 0. If it records already, it does
 * nothing.
 *
 * Returns: %TRUE if it records, or %FALSE with %SEQGO_SEQUENCER_ERROR_TOO_MANY_QUEUES or
 *   %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_recorder_start (SeqgoSequencerRecorder *self, GError **error)
{
  g_autoptr (SeqgoMidiFile) file = NULL;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_RECORDER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (seqgo_sequencer_recorder_is_closed (self))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The recorder is closed");
      return FALSE;
    }
  if (self->file != NULL)
    return TRUE;

  file = seqgo_midi_file_new (self->ppq);
  seqgo_midi_file_add_track (file, seqgo_sequencer_port_get_name (self->port));
  if (!seqgo_midi_file_add_bpm (file, 0, self->bpm, error)
      || !seqgo_sequencer_stamping_begin (&self->stamping, self->port, "recorder", error))
    return FALSE;

  self->file = g_steal_pointer (&file);
  self->client = seqgo_sequencer_port_get_client (self->port);
  self->n_events = self->n_overflows = 0;
  seqgo_midi_state_init (&self->state);
  g_signal_connect_object (self->port, "event", G_CALLBACK (event_cb), self, 0);
  g_signal_connect_object (self->client, "overflow", G_CALLBACK (overflow_cb), self, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORDING]);
  return TRUE;
}

/**
 * seqgo_sequencer_recorder_stop:
 * @self: a recorder
 * @error: return location for a #GError
 *
 * Ends the recording. Notes that sound end now. What the kernel has and the main loop has not yet
 * received is not recorded.
 *
 * The file has the format 1 and one track, which ends now and begins with the tempo.
 *
 * Returns: (transfer full): what was recorded, even if the port was closed meanwhile, or %NULL
 *   with %G_IO_ERROR_NOT_INITIALIZED if it was not started
 *
 * Since: 1.0
 */
SeqgoMidiFile *
seqgo_sequencer_recorder_stop (SeqgoSequencerRecorder *self, GError **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_RECORDER (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (self->file == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED,
                           "Cannot stop to record: it was not started");
      return NULL;
    }
  return end (self);
}

/**
 * seqgo_sequencer_recorder_close:
 * @self: a recorder
 *
 * Ends the recorder. If it records, what was recorded is thrown away; stop it first to get it.
 *
 * To close a closed recorder does nothing.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_recorder_close (SeqgoSequencerRecorder *self)
{
  g_return_if_fail (SEQGO_IS_SEQUENCER_RECORDER (self));

  self->is_closed = TRUE;
  if (self->file != NULL)
    g_object_unref (end (self));
}

/**
 * seqgo_sequencer_recorder_is_closed:
 * @self: a recorder
 *
 * Tells whether the recorder, or its port, was closed.
 *
 * Returns: %TRUE if it was closed
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_recorder_is_closed (SeqgoSequencerRecorder *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_RECORDER (self), TRUE);

  return self->is_closed || seqgo_sequencer_port_is_closed (self->port);
}
