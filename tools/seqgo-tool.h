/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <libseqgo/seqgo.h>

G_BEGIN_DECLS

/* What the help of commands says that take ports. */
#define SEQGO_TOOL_PORTS_HELP                                                                      \
  "A port is written as its address, such as 128:0, or as a name: that of its client,\n"           \
  "its own, “CLIENT:PORT”, or the beginning of one of these.\n\n"

/* What the help of commands says that send messages. */
#define SEQGO_TOOL_MESSAGES_HELP                                                                   \
  "Messages:\n"                                                                                    \
  "  note-on CHANNEL NOTE VELOCITY      control-change CHANNEL PARAMETER VALUE\n"                  \
  "  note-off CHANNEL NOTE VELOCITY     control-14 CHANNEL PARAMETER VALUE\n"                      \
  "  key-pressure CHANNEL NOTE NUMBER   rpn CHANNEL PARAMETER VALUE\n"                             \
  "  channel-pressure CHANNEL NUMBER    nrpn CHANNEL PARAMETER VALUE\n"                            \
  "  program-change CHANNEL PROGRAM     pitch-bend CHANNEL -8192…8191\n"                         \
  "  song-position SIXTEENTHS           song-select NUMBER\n"                                      \
  "  start | stop | continue | clock    quarter-frame NUMBER\n"                                    \
  "  tune-request | active-sensing | reset\n"                                                      \
  "  sysex F0 … F7                      a SysEx message in hexadecimal\n"                        \
  "  bytes 90 3C 64 …                   any MIDI messages in hexadecimal\n\n"                    \
  "A CHANNEL goes from 0 to 15. A NOTE is a number or a name: C4 is 60, the middle C;\n"           \
  "F#3 and Bb-1 are names, too.\n\n"

/* A command of seqgo. An error in G_OPTION_ERROR means that it was called wrongly. */
typedef struct
{
  const char         *name;
  const char         *arguments;
  const char         *summary;
  const char         *description;
  const GOptionEntry *options;
  guint               min_arguments;
  guint               max_arguments;
  /* Its arguments may begin with “-”, so its options come first. */
  gboolean has_free_arguments;
  gboolean (*run) (char **arguments, GError **error);
} SeqgoToolCommand;

extern const SeqgoToolCommand seqgo_tool_connect;
extern const SeqgoToolCommand seqgo_tool_disconnect;
extern const SeqgoToolCommand seqgo_tool_list;
extern const SeqgoToolCommand seqgo_tool_monitor;
extern const SeqgoToolCommand seqgo_tool_play;
extern const SeqgoToolCommand seqgo_tool_record;
extern const SeqgoToolCommand seqgo_tool_rtp_bridge;
extern const SeqgoToolCommand seqgo_tool_rtp_browse;
extern const SeqgoToolCommand seqgo_tool_rtp_connect;
extern const SeqgoToolCommand seqgo_tool_rtp_serve;
extern const SeqgoToolCommand seqgo_tool_send;
extern const SeqgoToolCommand seqgo_tool_watch;

/* The candidate that @word was meant to be, or NULL. @candidates ends with NULL. */
const char *seqgo_tool_find_nearest (const char *word, const char *const *candidates);

/* The command was called wrongly. */
void seqgo_tool_set_usage_error (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Writes out what was printed. If nobody reads it any more, that is G_IO_ERROR_BROKEN_PIPE. */
gboolean seqgo_tool_flush (GError **error);

/* Writes out what was printed and runs the main loop, until a signal or seqgo_tool_end_loop() ends
 * it, or nobody reads the output any more. */
gboolean seqgo_tool_run_loop (GError **error);

/* Takes the error, which may be NULL. Before the loop and after it, this does nothing else. */
void seqgo_tool_end_loop (GError *error);

/* The flags for the options that choose ports. */
SeqgoPortListFlags seqgo_tool_get_list_flags (gboolean input, gboolean output, gboolean all);

/* A JSON text in the making. @key is NULL at the top and in arrays. */
void seqgo_json_begin (GString *json, const char *key, char bracket);

void seqgo_json_end (GString *json, char bracket);

void seqgo_json_add_string (GString *json, const char *key, const char *value);

/* @name may be NULL. */
void seqgo_json_add_name (GString *json, const char *key, const char *name);

void seqgo_json_add_integer (GString *json, const char *key, gint64 value);

void seqgo_json_add_boolean (GString *json, const char *key, gboolean value);

void seqgo_json_add_null (GString *json, const char *key);

/* A number of seconds. */
void seqgo_json_add_microseconds (GString *json, const char *key, gint64 value);

/* The type of an event as a name, or as a number if it has none. */
void seqgo_json_add_event_type (GString *json, SeqgoEvent *event);

/* What an event of its type has. */
void seqgo_json_add_event_content (GString *json, SeqgoEvent *event);

/* A time in microseconds and two blanks: since the beginning, or the time of day. */
void seqgo_tool_append_time (GString *line, gint64 time, gboolean is_time_of_day);

/* The events of messages as “seqgo send” takes them. */
GPtrArray *seqgo_tool_parse_messages (char **words, GError **error);

G_END_DECLS
