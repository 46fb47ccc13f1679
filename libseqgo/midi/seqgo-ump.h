/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(SEQGO_INSIDE) && !defined(SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <libseqgo/midi/seqgo-event-batch.h>
#include <libseqgo/seqgo-ump-codes.h>

G_BEGIN_DECLS

/**
 * SEQGO_TYPE_UMP:
 *
 * The type of #SeqgoUmp.
 *
 * Since: 1.0
 */
#define SEQGO_TYPE_UMP (seqgo_ump_get_type ())

/**
 * SeqgoUmp:
 *
 * A Universal MIDI Packet: one message of MIDI 2.0, or of MIDI 1.0 in the same form, as one to four
 * words of 32 bits. It is immutable and can be shared between threads.
 *
 * An accessor of something that a message does not have returns 0 or %NULL, but
 * seqgo_ump_get_group() and seqgo_ump_get_channel() return -1.
 *
 * Since: 1.0
 */
typedef struct _SeqgoUmp SeqgoUmp;

SEQGO_AVAILABLE_IN_1_0
GType seqgo_ump_get_type (void);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new (const guint32 *words, gsize n_words, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_ref (SeqgoUmp *self);

SEQGO_AVAILABLE_IN_1_0
void seqgo_ump_unref (SeqgoUmp *self);

/* Channel voice messages. */

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_note_on (guint8 group, guint8 channel, guint8 note, guint16 velocity);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_note_off (guint8 group, guint8 channel, guint8 note, guint16 velocity);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_note_on_at_pitch (guint8  group,
                                          guint8  channel,
                                          guint8  note,
                                          guint16 velocity,
                                          double  pitch);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_note_full (SeqgoUmpVoiceStatus   status,
                                   guint8                group,
                                   guint8                channel,
                                   guint8                note,
                                   guint16               velocity,
                                   SeqgoUmpAttributeType attribute_type,
                                   guint16               attribute);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_poly_pressure (guint8 group, guint8 channel, guint8 note, guint32 value);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_registered_per_note (guint8  group,
                                             guint8  channel,
                                             guint8  note,
                                             guint8  controller,
                                             guint32 value);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_assignable_per_note (guint8  group,
                                             guint8  channel,
                                             guint8  note,
                                             guint8  controller,
                                             guint32 value);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *
seqgo_ump_new_per_note_pitch_bend (guint8 group, guint8 channel, guint8 note, guint32 value);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_per_note_management (guint8               group,
                                             guint8               channel,
                                             guint8               note,
                                             SeqgoUmpPerNoteFlags flags);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *
seqgo_ump_new_control_change (guint8 group, guint8 channel, guint8 controller, guint32 value);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_rpn (guint8 group, guint8 channel, guint16 param, guint32 value);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_nrpn (guint8 group, guint8 channel, guint16 param, guint32 value);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_relative_rpn (guint8 group, guint8 channel, guint16 param, gint32 value);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_relative_nrpn (guint8 group, guint8 channel, guint16 param, gint32 value);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_program_change (guint8 group, guint8 channel, guint8 program);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *
seqgo_ump_new_program_and_bank (guint8 group, guint8 channel, guint8 program, guint16 bank);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_channel_pressure (guint8 group, guint8 channel, guint32 value);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_pitch_bend (guint8 group, guint8 channel, guint32 value);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_midi1 (SeqgoUmpVoiceStatus status,
                               guint8              group,
                               guint8              channel,
                               guint8              data1,
                               guint8              data2);

/* System and utility messages. */

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_system (SeqgoUmpSystemStatus status, guint8 group, guint16 value);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_utility (SeqgoUmpUtilityStatus status, guint32 value);

/* System exclusive data. */

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_ump_new_sysex7 (guint8 group, GBytes *data, GError **error);

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_ump_new_sysex8 (guint8 group, guint8 stream, GBytes *data);

SEQGO_AVAILABLE_IN_1_0
GBytes *seqgo_ump_join (SeqgoUmp **umps, gsize n_umps, GError **error);

/* Flex data. */

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_tempo (guint8 group, guint32 tempo);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_time_signature (guint8 group, guint8 numerator, guint8 denominator);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_metronome (guint8 group,
                                   guint8 clocks,
                                   guint8 accent1,
                                   guint8 accent2,
                                   guint8 accent3,
                                   guint8 subdivision1,
                                   guint8 subdivision2);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_key_signature (guint8 group, int channel, gint8 sharps, guint8 tonic);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_chord_name (guint8  group,
                                    int     channel,
                                    gint8   sharps,
                                    guint8  tonic,
                                    guint8  chord,
                                    guint32 alterations,
                                    gint8   bass_sharps,
                                    guint8  bass_tonic,
                                    guint8  bass_chord,
                                    guint16 bass_alterations);

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_ump_new_text (SeqgoUmpFlexStatus status, guint8 group, int channel, const char *text);

/* Stream messages. */

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_endpoint_discovery (SeqgoUmpDiscovery filter);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *
seqgo_ump_new_endpoint_info (guint8 n_blocks, gboolean static_blocks, SeqgoUmpProtocols protocols);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *
seqgo_ump_new_device_info (guint32 manufacturer, guint16 family, guint16 model, guint32 revision);

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_ump_new_endpoint_name (const char *name);

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_ump_new_product_id (const char *product_id);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_config_request (SeqgoUmpProtocols protocols);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_config (SeqgoUmpProtocols protocols);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_block_discovery (int block, SeqgoUmpBlockDiscovery filter);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_block_info (guint8             block,
                                    gboolean           active,
                                    SeqgoUmpDirection  direction,
                                    guint8             first_group,
                                    guint8             n_groups,
                                    SeqgoUmpBlockFlags flags,
                                    SeqgoUmpUiHint     ui_hint,
                                    guint8             ci_version,
                                    guint8             n_sysex8_streams);

SEQGO_AVAILABLE_IN_1_0
GList *seqgo_ump_new_block_name (guint8 block, const char *name);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_start_of_clip (void);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_ump_new_end_of_clip (void);

/* What a message says. */

SEQGO_AVAILABLE_IN_1_0
guint32 *seqgo_ump_get_words (SeqgoUmp *self, gsize *n_words);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmpMessageType seqgo_ump_get_message_type (SeqgoUmp *self);

SEQGO_AVAILABLE_IN_1_0
guint seqgo_ump_get_status (SeqgoUmp *self);

SEQGO_AVAILABLE_IN_1_0
const char *seqgo_ump_get_name (SeqgoUmp *self);

SEQGO_AVAILABLE_IN_1_0
int seqgo_ump_get_group (SeqgoUmp *self);

SEQGO_AVAILABLE_IN_1_0
int seqgo_ump_get_channel (SeqgoUmp *self);

SEQGO_AVAILABLE_IN_1_0
guint8 seqgo_ump_get_note (SeqgoUmp *self);

SEQGO_AVAILABLE_IN_1_0
guint16 seqgo_ump_get_velocity (SeqgoUmp *self);

SEQGO_AVAILABLE_IN_1_0
double seqgo_ump_get_pitch (SeqgoUmp *self);

SEQGO_AVAILABLE_IN_1_0
guint16 seqgo_ump_get_param (SeqgoUmp *self);

SEQGO_AVAILABLE_IN_1_0
gint64 seqgo_ump_get_value (SeqgoUmp *self);

SEQGO_AVAILABLE_IN_1_0
GBytes *seqgo_ump_get_data (SeqgoUmp *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_ump_get_field (SeqgoUmp *self, const char *name, gint64 *value);

SEQGO_AVAILABLE_IN_1_0
char **seqgo_ump_list_fields (SeqgoUmp *self);

SEQGO_AVAILABLE_IN_1_0
char *seqgo_ump_to_string (SeqgoUmp *self);

SEQGO_AVAILABLE_IN_1_0
gboolean seqgo_ump_equal (gconstpointer a, gconstpointer b);

/* Values of other resolutions. */

SEQGO_AVAILABLE_IN_1_0
guint32 seqgo_ump_scale_up (guint32 value, guint from_bits, guint to_bits);

SEQGO_AVAILABLE_IN_1_0
guint32 seqgo_ump_scale_down (guint32 value, guint from_bits, guint to_bits);

/* Events. */

SEQGO_AVAILABLE_IN_1_0
SeqgoEvent *seqgo_event_new_ump (SeqgoUmp *ump);

SEQGO_AVAILABLE_IN_1_0
SeqgoUmp *seqgo_event_get_ump (SeqgoEvent *self);

SEQGO_AVAILABLE_IN_1_0
SeqgoEventBatch *
seqgo_event_to_ump (SeqgoEvent *self, guint8 group, SeqgoMidiVersion version, GError **error);

SEQGO_AVAILABLE_IN_1_0
SeqgoEventBatch *seqgo_event_to_legacy (SeqgoEvent *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeqgoUmp, seqgo_ump_unref)

G_END_DECLS
