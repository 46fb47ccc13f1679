/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <libseqgo/sequencer/seqgo-sequencer-client-private.h>
#include <libseqgo/sequencer/seqgo-sequencer-player-private.h>

/**
 * SECTION:seqgo-sequencer-player
 * @title: SeqgoSequencerPlayer
 * @short_description: plays MIDI files
 *
 * To play a file on a synthesizer:
 *
 * |[<!-- language="C" -->
 * g_autoptr (SeqgoMidiFile) song = seqgo_midi_file_load ("song.mid", &error);
 * g_autoptr (SeqgoSequencerPlayer) player = NULL;
 *
 * seqgo_sequencer_port_connect_to (port, "FluidSynth", &error);
 * player = seqgo_sequencer_player_new (port, song, &error);
 * g_signal_connect_swapped (player, "finished", G_CALLBACK (g_main_loop_quit), loop);
 * seqgo_sequencer_player_play (player, &error);
 * g_main_loop_run (loop);
 * ]|
 */

/**
 * SeqgoSequencerPlayer:
 *
 * Plays a #SeqgoMidiFile through a queue of its own, to whatever its port is connected to.
 *
 * The queue is filled a second ahead, so that the events are exact however busy the program is, and
 * never so far that the client's output pool is full: 100 of its events are left to others. What is
 * paused, or left for another place, leaves no note behind.
 *
 * Tracks and channels can have ports of their own. System exclusive messages of more than 2800
 * bytes are sent in parts, 10 ms apart.
 *
 * The file is read when the player is created; later changes of it are not played. A piece that
 * belongs to no other time than its own has nothing to be played along with: time and key
 * signatures are not sent, and changes of tempo go to the queue only.
 *
 * The player is used in one thread at a time. It belongs to the program, which keeps it as long as
 * it plays: without it the music ends.
 *
 * Since: 1.0
 */

#define MIN_SPEED 0.1
#define MAX_SPEED 10.0
#define SKEW_BASE 0x10000
#define FORMAT_OF_PIECES 2

G_DEFINE_FINAL_TYPE (SeqgoSequencerPlayer, seqgo_sequencer_player, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PORT,
  PROP_FILE,
  PROP_QUEUE,
  PROP_PLAYING,
  PROP_TICK,
  PROP_POSITION,
  PROP_DURATION,
  PROP_SPEED,
  PROP_LOOP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
free_output (gpointer data)
{
  SeqgoPlayerOutput *output = data;

  g_object_unref (output->port);
  g_array_unref (output->records);
  g_free (output);
}

SeqgoPlayerOutput *
seqgo_sequencer_player_add_output (SeqgoSequencerPlayer *self, SeqgoSequencerPort *port)
{
  SeqgoPlayerOutput *output;

  for (guint i = 0; i < self->outputs->len; i++)
    {
      output = g_ptr_array_index (self->outputs, i);
      if (output->port == port)
        return output;
    }

  output = g_new0 (SeqgoPlayerOutput, 1);
  output->port = g_object_ref (port);
  output->records = g_array_new (FALSE, FALSE, sizeof (SeqgoEventRecord));
  seqgo_midi_state_init (&output->state);
  g_ptr_array_add (self->outputs, output);
  return output;
}

static void
seqgo_sequencer_player_dispose (GObject *object)
{
  SeqgoSequencerPlayer *self = SEQGO_SEQUENCER_PLAYER (object);

  seqgo_sequencer_player_close (self);
  g_clear_object (&self->queue);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (seqgo_sequencer_player_parent_class)->dispose (object);
}

static void
seqgo_sequencer_player_finalize (GObject *object)
{
  SeqgoSequencerPlayer *self = SEQGO_SEQUENCER_PLAYER (object);

  g_ptr_array_unref (self->outputs);
  g_hash_table_unref (self->track_outputs);
  g_array_unref (self->events);
  g_byte_array_unref (self->payloads);
  G_OBJECT_CLASS (seqgo_sequencer_player_parent_class)->finalize (object);
}

static void
seqgo_sequencer_player_get_property (GObject    *object,
                                     guint       property_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  SeqgoSequencerPlayer *self = SEQGO_SEQUENCER_PLAYER (object);

  switch (property_id)
    {
    case PROP_PORT:
      g_value_set_object (value, seqgo_sequencer_player_get_port (self));
      break;
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;
    case PROP_QUEUE:
      g_value_set_object (value, self->queue);
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->timer != NULL);
      break;
    case PROP_TICK:
      g_value_set_uint (value, seqgo_sequencer_player_get_tick (self));
      break;
    case PROP_POSITION:
      g_value_set_int64 (value, seqgo_sequencer_player_get_position (self));
      break;
    case PROP_DURATION:
      g_value_set_int64 (value, seqgo_sequencer_player_get_duration (self));
      break;
    case PROP_SPEED:
      g_value_set_double (value, self->speed);
      break;
    case PROP_LOOP:
      g_value_set_boolean (value, self->is_looping);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
seqgo_sequencer_player_set_property (GObject      *object,
                                     guint         property_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  SeqgoSequencerPlayer *self = SEQGO_SEQUENCER_PLAYER (object);

  switch (property_id)
    {
    case PROP_LOOP:
      seqgo_sequencer_player_set_loop (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_position_properties (void)
{
  /**
   * SeqgoSequencerPlayer:tick:
   *
   * Where it is, in ticks of the file. While it plays, it is notified about ten times a second.
   *
   * Since: 1.0
   */
  properties[PROP_TICK]
      = g_param_spec_uint ("tick", NULL, NULL, 0, G_MAXUINT, 0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPlayer:position:
   *
   * Where it is, in nanoseconds since the beginning at the speed of the file, from 0 to
   * #SeqgoSequencerPlayer:duration. It is notified along with #SeqgoSequencerPlayer:tick.
   *
   * Since: 1.0
   */
  properties[PROP_POSITION]
      = g_param_spec_int64 ("position", NULL, NULL, 0, G_MAXINT64, 0,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPlayer:duration:
   *
   * How long the file takes at its own speed, in nanoseconds.
   *
   * Since: 1.0
   */
  properties[PROP_DURATION] = g_param_spec_int64 ("duration", NULL, NULL, 0, G_MAXINT64, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * SeqgoSequencerPlayer:port:
   *
   * The port that it plays on.
   *
   * Since: 1.0
   */
  properties[PROP_PORT] = g_param_spec_object ("port", NULL, NULL, SEQGO_TYPE_SEQUENCER_PORT,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPlayer:file:
   *
   * The file that it plays.
   *
   * Since: 1.0
   */
  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, SEQGO_TYPE_MIDI_FILE,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPlayer:queue:
   *
   * The queue that it plays through. Its tempo is that of the music; the player starts and stops
   * it.
   *
   * Since: 1.0
   */
  properties[PROP_QUEUE] = g_param_spec_object ("queue", NULL, NULL, SEQGO_TYPE_SEQUENCER_QUEUE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPlayer:playing:
   *
   * Whether it plays.
   *
   * Since: 1.0
   */
  properties[PROP_PLAYING]
      = g_param_spec_boolean ("playing", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPlayer:speed:
   *
   * How fast it plays, as a multiple of the tempo of the file, from 0.1 to 10.
   *
   * Since: 1.0
   */
  properties[PROP_SPEED]
      = g_param_spec_double ("speed", NULL, NULL, MIN_SPEED, MAX_SPEED, 1,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * SeqgoSequencerPlayer:loop:
   *
   * Whether it goes on from the beginning when it comes to the end, or what
   * seqgo_sequencer_player_set_loop_range() set instead of these.
   *
   * Since: 1.0
   */
  properties[PROP_LOOP]
      = g_param_spec_boolean ("loop", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  install_position_properties ();
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
seqgo_sequencer_player_class_init (SeqgoSequencerPlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType         type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = seqgo_sequencer_player_dispose;
  object_class->finalize = seqgo_sequencer_player_finalize;
  object_class->get_property = seqgo_sequencer_player_get_property;
  object_class->set_property = seqgo_sequencer_player_set_property;

  install_properties (object_class);

  /**
   * SeqgoSequencerPlayer::finished:
   * @self: the player
   *
   * The end was reached, and all was sent. seqgo_sequencer_player_play() begins anew.
   *
   * Since: 1.0
   */
  g_signal_new ("finished", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SeqgoSequencerPlayer::failed:
   * @self: the player
   * @error: why
   *
   * It cannot go on: the port, the queue or the client was closed, or a receiver cannot take what
   * is sent. It does not play any more.
   *
   * Since: 1.0
   */
  g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_ERROR);
}

static void
seqgo_sequencer_player_init (SeqgoSequencerPlayer *self)
{
  self->is_closed = TRUE;
  self->speed = 1;
  self->events = g_array_new (FALSE, FALSE, sizeof (SeqgoPlayerEvent));
  self->payloads = g_byte_array_new ();
  self->outputs = g_ptr_array_new_with_free_func (free_output);
  self->track_outputs = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->passes);
}

/**
 * seqgo_sequencer_player_new: (constructor)
 * @port: the port to play on
 * @file: a MIDI file of the format 0 or 1
 * @error: return location for a #GError
 *
 * Creates a player. It stands at the beginning.
 *
 * Returns: (transfer full): the player, or %NULL with %G_IO_ERROR_NOT_SUPPORTED for a file of the
 *   format 2, whose tracks are not to be played together, %SEQGO_SEQUENCER_ERROR_TOO_MANY_QUEUES
 *   or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
SeqgoSequencerPlayer *
seqgo_sequencer_player_new (SeqgoSequencerPort *port, SeqgoMidiFile *file, GError **error)
{
  g_autoptr (SeqgoSequencerPlayer) self = NULL;
  g_autoptr (SeqgoSequencerClient) client = NULL;
  SeqgoSequencerQueue *queue;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PORT (port), NULL);
  g_return_val_if_fail (SEQGO_IS_MIDI_FILE (file), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (seqgo_midi_file_get_format (file) == FORMAT_OF_PIECES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           "Cannot play a MIDI file of the format 2: its tracks are separate "
                           "pieces; make a file of one of them");
      return NULL;
    }
  client = seqgo_sequencer_port_get_client (port);
  if (!seqgo_sequencer_port_check_open (port, error))
    return NULL;
  queue = seqgo_sequencer_client_create_queue (client, "player", error);
  if (queue == NULL)
    return NULL;

  self = g_object_new (SEQGO_TYPE_SEQUENCER_PLAYER, NULL);
  self->file = g_object_ref (file);
  self->queue = g_object_ref (queue);
  self->is_closed = FALSE;
  self->loop_end = seqgo_sequencer_player_get_end (self);
  seqgo_sequencer_player_add_output (self, port);
  seqgo_sequencer_player_read_file (self);
  /* Only a queue that was started once can go on from a place of its own. */
  if (!seqgo_sequencer_queue_set_ppq (queue, seqgo_midi_file_get_ppq (file), error)
      || !seqgo_sequencer_queue_start (queue, error) || !seqgo_sequencer_queue_stop (queue, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * seqgo_sequencer_player_get_port:
 * @self: a player
 *
 * Returns #SeqgoSequencerPlayer:port.
 *
 * Returns: (transfer none): the port
 *
 * Since: 1.0
 */
SeqgoSequencerPort *
seqgo_sequencer_player_get_port (SeqgoSequencerPlayer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self), NULL);

  if (self->outputs->len == 0)
    return NULL;
  return ((SeqgoPlayerOutput *) g_ptr_array_index (self->outputs, 0))->port;
}

/**
 * seqgo_sequencer_player_get_file:
 * @self: a player
 *
 * Returns #SeqgoSequencerPlayer:file.
 *
 * Returns: (transfer none): the file
 *
 * Since: 1.0
 */
SeqgoMidiFile *
seqgo_sequencer_player_get_file (SeqgoSequencerPlayer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self), NULL);

  return self->file;
}

/**
 * seqgo_sequencer_player_get_queue:
 * @self: a player
 *
 * Returns #SeqgoSequencerPlayer:queue.
 *
 * Returns: (transfer none): the queue
 *
 * Since: 1.0
 */
SeqgoSequencerQueue *
seqgo_sequencer_player_get_queue (SeqgoSequencerPlayer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self), NULL);

  return self->queue;
}

/**
 * seqgo_sequencer_player_get_playing:
 * @self: a player
 *
 * Returns #SeqgoSequencerPlayer:playing.
 *
 * Returns: %TRUE if it plays
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_player_get_playing (SeqgoSequencerPlayer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self), FALSE);

  return self->timer != NULL;
}

/**
 * seqgo_sequencer_player_get_tick:
 * @self: a player
 *
 * Returns #SeqgoSequencerPlayer:tick.
 *
 * Returns: the position in ticks
 *
 * Since: 1.0
 */
guint32
seqgo_sequencer_player_get_tick (SeqgoSequencerPlayer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self), 0);

  if (self->timer != NULL)
    seqgo_sequencer_player_update (self);
  return self->tick;
}

/**
 * seqgo_sequencer_player_get_position:
 * @self: a player
 *
 * Returns #SeqgoSequencerPlayer:position.
 *
 * Returns: the position in nanoseconds
 *
 * Since: 1.0
 */
gint64
seqgo_sequencer_player_get_position (SeqgoSequencerPlayer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self), 0);

  if (self->file == NULL)
    return 0;
  return seqgo_midi_file_tick_to_time (self->file, seqgo_sequencer_player_get_tick (self));
}

/**
 * seqgo_sequencer_player_get_duration:
 * @self: a player
 *
 * Returns #SeqgoSequencerPlayer:duration.
 *
 * Returns: the duration in nanoseconds
 *
 * Since: 1.0
 */
gint64
seqgo_sequencer_player_get_duration (SeqgoSequencerPlayer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self), 0);

  return self->file != NULL ? seqgo_midi_file_get_duration (self->file) : 0;
}

/**
 * seqgo_sequencer_player_get_speed:
 * @self: a player
 *
 * Returns #SeqgoSequencerPlayer:speed.
 *
 * Returns: the multiple of the tempo of the file
 *
 * Since: 1.0
 */
double
seqgo_sequencer_player_get_speed (SeqgoSequencerPlayer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self), 1);

  return self->speed;
}

/**
 * seqgo_sequencer_player_set_speed:
 * @self: a player
 * @speed: a multiple of the tempo of the file, from 0.1 to 10
 * @error: return location for a #GError
 *
 * Sets #SeqgoSequencerPlayer:speed. It takes effect at once.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT or %G_IO_ERROR_CLOSED
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_player_set_speed (SeqgoSequencerPlayer *self, double speed, GError **error)
{
  snd_seq_queue_tempo_t *tempo;
  snd_seq_t             *seq;
  int                    result;

  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!(speed >= MIN_SPEED && speed <= MAX_SPEED))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Cannot play at a speed of %g: it goes from %g to %g", speed, MIN_SPEED,
                   MAX_SPEED);
      return FALSE;
    }
  if (!seqgo_sequencer_player_check_open (self, error)
      || (seq = seqgo_sequencer_queue_lock (self->queue, error)) == NULL)
    return FALSE;

  snd_seq_queue_tempo_alloca (&tempo);
  result = snd_seq_get_queue_tempo (seq, self->queue->id, tempo);
  snd_seq_queue_tempo_set_skew (tempo, (guint) (speed * SKEW_BASE));
  snd_seq_queue_tempo_set_skew_base (tempo, SKEW_BASE);
  if (result >= 0)
    result = snd_seq_set_queue_tempo (seq, self->queue->id, tempo);
  seqgo_sequencer_handle_unlock (self->queue->handle);
  if (result < 0)
    {
      seqgo_sequencer_set_error (error, result, seqgo_sequencer_queue_causes,
                                 "Cannot set the speed of queue %u", self->queue->id);
      return FALSE;
    }

  self->speed = speed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEED]);
  return TRUE;
}

/**
 * seqgo_sequencer_player_get_loop:
 * @self: a player
 *
 * Returns #SeqgoSequencerPlayer:loop.
 *
 * Returns: %TRUE if it plays again and again
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_player_get_loop (SeqgoSequencerPlayer *self)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self), FALSE);

  return self->is_looping;
}

/**
 * seqgo_sequencer_player_set_loop:
 * @self: a player
 * @loop: whether to play again and again
 *
 * Sets #SeqgoSequencerPlayer:loop. Within a second before the end it may come too late.
 *
 * Since: 1.0
 */
void
seqgo_sequencer_player_set_loop (SeqgoSequencerPlayer *self, gboolean loop)
{
  g_return_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self));

  if (self->is_looping == !!loop)
    return;

  self->is_looping = loop;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOP]);
}

/**
 * seqgo_sequencer_player_set_loop_range:
 * @self: a player
 * @start: the first tick to play again
 * @end: the first tick not to play any more
 * @error: return location for a #GError
 *
 * Sets what #SeqgoSequencerPlayer:loop is about, which is the whole file otherwise. What comes
 * before it is played once; to stop looping plays on after it.
 *
 * Returns: %TRUE if it was set, or %FALSE with %G_IO_ERROR_INVALID_ARGUMENT if @end is not after
 *   @start
 *
 * Since: 1.0
 */
gboolean
seqgo_sequencer_player_set_loop_range (SeqgoSequencerPlayer *self,
                                       guint32               start,
                                       guint32               end,
                                       GError              **error)
{
  g_return_val_if_fail (SEQGO_IS_SEQUENCER_PLAYER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (end <= start)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Cannot loop from tick %u to tick %u: the end is after the start", start, end);
      return FALSE;
    }

  self->loop_start = start;
  self->loop_end = end;
  return TRUE;
}
