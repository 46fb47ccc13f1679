/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <libseqgo/core/seqgo-address.h>
#include <libseqgo/seqgo-event-type.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_EVENT:
 *
 * The type of #SeqgoEvent.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_EVENT (seqgo_event_get_type ())

/**
 * SEQGO_QUEUE_ID_DIRECT:
 *
 * The queue number of events that go straight to their destination, without a queue.
 *
 * Since: 1.0
 */
#define SEQGO_QUEUE_ID_DIRECT 253

/**
 * SeqgoEvent:
 *
 * What a program sends or receives: a note, a control change, a SysEx message, a change of tempo,
 * the announcement of a new port. It is immutable and can be shared between threads; functions
 * such as seqgo_event_at_tick() return another event.
 *
 * An accessor of something that an event does not have returns 0 or %NULL.
 *
 * Since: 1.0
 */
typedef struct _SeqgoEvent SeqgoEvent;

SEQGO_AVAILABLE_IN_1_0
GType seqgo_event_get_type (void);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new (SeqgoEventType type);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_note (guint8 channel, guint8 note, guint8 velocity, guint32 duration);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_note_full (guint8  channel,
                                       guint8  note,
                                       guint8  velocity,
                                       guint8  off_velocity,
                                       guint32 duration);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_note_on (guint8 channel, guint8 note, guint8 velocity);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_note_off (guint8 channel, guint8 note, guint8 velocity);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_key_pressure (guint8 channel, guint8 note, guint8 pressure);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_control_change (guint8 channel, guint8 param, guint8 value);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_program_change (guint8 channel, guint8 program);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_channel_pressure (guint8 channel, guint8 pressure);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_pitch_bend (guint8 channel, gint16 value);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *
seqgo_event_new_control (SeqgoEventType type, guint8 channel, guint32 param, gint32 value);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_time_signature (guint8 numerator, guint8 denominator);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_time_signature_full (guint8 numerator,
                                                 guint8 denominator,
                                                 guint8 clocks_per_click,
                                                 guint8 thirty_seconds_per_quarter);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_key_signature (gint8 sharps, gboolean minor);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_queue_control (SeqgoEventType type, guint8 control_queue, gint32 value);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_set_position_time (guint8 control_queue, gint64 position);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_queue_skew (guint8 control_queue, guint32 skew, guint32 base);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_announcement (SeqgoEventType type, SeqgoAddress *address);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *
seqgo_event_new_connection (SeqgoEventType type, SeqgoAddress *sender, SeqgoAddress *receiver);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_result (SeqgoEventType type, gint32 result_event, gint32 result_value);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_sysex (GBytes *data);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_data (SeqgoEventType type, GBytes *data);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_ref (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_event_unref (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_at_tick (SeqgoEvent *self, guint8 queue_id, guint32 tick);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_at_time (SeqgoEvent *self, guint8 queue_id, gint64 time);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_after_ticks (SeqgoEvent *self, guint8 queue_id, guint32 ticks);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_after_time (SeqgoEvent *self, guint8 queue_id, gint64 time);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_with_source (SeqgoEvent *self, SeqgoAddress *source);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_with_destination (SeqgoEvent *self, SeqgoAddress *destination);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_with_tag (SeqgoEvent *self, guint8 tag);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_with_high_priority (SeqgoEvent *self, gboolean high_priority);

SEQGO_AVAILABLE_IN_1_0
SeqgoEventType seqgo_event_get_event_type (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoAddress *seqgo_event_get_source (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoAddress *seqgo_event_get_destination (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_event_get_queue_id (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_event_is_real_time (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_event_is_relative (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_event_is_recovered (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint32 seqgo_event_get_tick (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
gint64 seqgo_event_get_time (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_event_get_tag (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_event_get_high_priority (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_event_get_channel (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_event_get_note (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_event_get_velocity (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_event_get_off_velocity (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint32 seqgo_event_get_duration (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint32 seqgo_event_get_param (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
gint32 seqgo_event_get_value (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_event_get_numerator (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_event_get_denominator (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_event_get_clocks_per_click (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_event_get_thirty_seconds_per_quarter (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
gint8 seqgo_event_get_sharps (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_event_is_minor (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_event_get_control_queue (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
gint64 seqgo_event_get_position_time (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint32 seqgo_event_get_skew (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
guint32 seqgo_event_get_skew_base (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoAddress *seqgo_event_get_address (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoAddress *seqgo_event_get_sender (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoAddress *seqgo_event_get_receiver (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
gint32 seqgo_event_get_result_event (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
gint32 seqgo_event_get_result_value (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_event_unpack (SeqgoEvent *self,
                         gint64     *time,
                         guint8     *type,
                         guint8     *channel,
                         gint32     *a,
                         gint32     *b);

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_get_bounced_event (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoAddress *seqgo_event_get_bounced_receiver (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
GBytes *seqgo_event_get_data (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
GBytes *seqgo_event_to_midi (SeqgoEvent *self, GError **error);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_event_to_string (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_event_equal (gconstpointer a, gconstpointer b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoEvent, seqgo_event_unref)

G_END_DECLS
