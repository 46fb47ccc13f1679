/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Sends packets of RTP-MIDI over the loopback to programs that receive them, and prints the
 * processor time they take for each, what they lose, and how long their echo takes. The programs
 * are one of libseqgo, a bare loop that only receives, and those that are given; the last argument
 * of each is the port where it is to listen. They write "ready" when they do, send note 126 back at
 * once, write how many notes they have received when note 127 comes, and, when note 125 comes, send
 * note 125 to everybody 1000 times a second, for as many seconds as its velocity says. */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <gio/gio.h>

#include "bench-rtp-peer.h"

#define FIRST_PORT 36000
#define N_TURNS 7
#define TURNS_PER_SECOND 4
#define PACKETS_PER_SECOND 10000
#define PACKETS_PER_SECOND_OF_SLOW 2000
#define BURST 50
#define N_ECHOES 3000
#define FLOOD_PER_SECOND 50000
#define FLOOD_SECONDS 5
#define N_PEERS 64
#define FAN_SECONDS 3
/* In milliseconds. */
#define TIME_OUT 10000
#define MAX_QUESTIONS 3
#define SECOND G_GINT64_CONSTANT (1000000000)

enum
{
  NOTE = 60,
  NOTE_FAN = 125,
  NOTE_ECHO = 126,
  NOTE_COUNT = 127,
};

typedef struct
{
  const char *name;
  GPid        pid;
  FILE       *output;
  guint16     port;
  clockid_t   clock;
  gboolean    is_slow;
  BenchPeer  *peer;
  /* What it should write next. */
  gint64 n_notes;
  double times[N_TURNS];
} Program;

static gint64
get_nanoseconds (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return now.tv_sec * SECOND + now.tv_nsec;
}

static void
die (const char *what)
{
  g_printerr ("%s: %s\n", what, g_strerror (errno));
  exit (EXIT_FAILURE);
}

/* Sleeping would be late by more than the time between two packets. */
static void
spin_until (gint64 when)
{
  while (get_nanoseconds (CLOCK_MONOTONIC) < when)
    continue;
}

/* The next number that it writes, or 0 for "ready"; some write other things, too. Returns -1 if it
 * writes nothing. */
static gint64
read_number (Program *program)
{
  struct pollfd fd = { .fd = fileno (program->output), .events = POLLIN };
  char          line[1000];

  do
    {
      if (poll (&fd, 1, TIME_OUT) != 1)
        return -1;
      errno = EPIPE;
      if (fgets (line, sizeof line, program->output) == NULL)
        die (program->name);
    }
  while (!g_ascii_isdigit (line[0]) && !g_str_has_prefix (line, "ready"));
  return g_ascii_strtoll (line, NULL, 10);
}

/* Returns how many of the notes that were sent since the last time did not come. The question may
 * be lost, too. */
static gint64
count_lost (Program *program)
{
  gint64 expected, received = -1;

  for (guint i = 0; i < MAX_QUESTIONS && received < 0; i++)
    {
      spin_until (get_nanoseconds (CLOCK_MONOTONIC) + SECOND / 10);
      bench_peer_send (program->peer, NOTE_COUNT, 1);
      program->n_notes++;
      errno = ETIMEDOUT;
      received = read_number (program);
    }
  if (received < 0)
    die (program->name);
  expected = program->n_notes;
  program->n_notes = received;
  return expected - received;
}

/* No program stays behind. */
static void
child_set_up (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static Program *
start (const char *name, const char *command, gboolean is_slow)
{
  static guint16 next_port = FIRST_PORT;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *line = NULL;
  Program         *program = g_new0 (Program, 1);
  int              output;

  program->name = name;
  program->port = next_port;
  program->is_slow = is_slow;
  next_port += 2;
  line = g_strdup_printf ("%s %u", command, program->port);
  if (!g_shell_parse_argv (line, NULL, &words, &error)
      || !g_spawn_async_with_pipes (NULL, words, NULL,
                                    G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, child_set_up,
                                    NULL, &program->pid, NULL, &output, NULL, &error))
    {
      g_printerr ("%s: %s\n", name, error->message);
      exit (EXIT_FAILURE);
    }
  program->output = fdopen (output, "r");
  /* What is in a buffer cannot be waited for. */
  setvbuf (program->output, NULL, _IONBF, 0);
  clock_getcpuclockid (program->pid, &program->clock);
  errno = ETIMEDOUT;
  if (read_number (program) < 0)
    die (name);
  program->peer = bench_peer_new (program->port);
  return program;
}

static void
stop (gpointer data)
{
  Program *program = data;

  kill (program->pid, SIGTERM);
  waitpid (program->pid, NULL, 0);
  fclose (program->output);
  bench_peer_free (program->peer);
  g_free (program);
}

/* In bursts of so many, as long as it takes. */
static void
send_packets (Program *program, guint count, guint per_second, guint burst, guint notes_per_packet)
{
  gint64 start_time = get_nanoseconds (CLOCK_MONOTONIC);

  for (guint i = 0; i < count; i++)
    {
      spin_until (start_time + i / burst * burst * SECOND / per_second);
      bench_peer_send (program->peer, NOTE, notes_per_packet);
    }
  program->n_notes += count * notes_per_packet;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

static double
get_median (const double *values)
{
  double sorted[N_TURNS];

  memcpy (sorted, values, sizeof sorted);
  qsort (sorted, N_TURNS, sizeof *sorted, compare_doubles);
  return sorted[N_TURNS / 2];
}

static double
measure_receiving (Program *program, guint burst, guint notes_per_packet)
{
  guint  per_second = program->is_slow ? PACKETS_PER_SECOND_OF_SLOW : PACKETS_PER_SECOND;
  guint  count = per_second / TURNS_PER_SECOND;
  gint64 start_time = get_nanoseconds (program->clock), time, n_lost;

  send_packets (program, count, per_second, burst, notes_per_packet);
  spin_until (get_nanoseconds (CLOCK_MONOTONIC) + SECOND / 100);
  time = get_nanoseconds (program->clock) - start_time;
  n_lost = count_lost (program);
  if (n_lost != 0)
    g_print ("%s: %" G_GINT64_FORMAT " notes of %u lost\n", program->name, n_lost,
             count * notes_per_packet);
  return (double) time / MAX (count - (double) n_lost / notes_per_packet, 1) / 1000;
}

/* The processor time of a packet that was received, and, turn by turn, that of the first program in
 * relation. */
static void
bench_receive (GPtrArray *programs, guint burst, guint notes_per_packet)
{
  const Program *first = g_ptr_array_index (programs, 0);

  for (guint turn = 0; turn < N_TURNS; turn++)
    for (guint i = 0; i < programs->len; i++)
      {
        Program *program = g_ptr_array_index (programs, i);

        program->times[turn] = measure_receiving (program, burst, notes_per_packet);
      }

  g_print ("receive %u packets at a time with %u notes each\n", burst, notes_per_packet);
  for (guint i = 0; i < programs->len; i++)
    {
      const Program *program = g_ptr_array_index (programs, i);
      double         ratios[N_TURNS];

      for (guint turn = 0; turn < N_TURNS; turn++)
        ratios[turn] = first->times[turn] / program->times[turn];
      g_print ("  %-16s %7.2f us a packet; libseqgo takes %.2f of it\n", program->name,
               get_median (program->times), get_median (ratios));
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static void
bench_echo (Program *program)
{
  static gint64 times[N_ECHOES];
  gint64        start_time = get_nanoseconds (CLOCK_MONOTONIC);
  guint         n = 0;

  for (guint i = 0; i < N_ECHOES; i++)
    {
      gint64 sent;

      spin_until (start_time + i * SECOND / 1000);
      sent = get_nanoseconds (CLOCK_MONOTONIC);
      bench_peer_send (program->peer, NOTE_ECHO, 1);
      while (get_nanoseconds (CLOCK_MONOTONIC) < sent + SECOND / 10)
        if (bench_peer_receive (program->peer, NOTE_ECHO))
          {
            times[n++] = get_nanoseconds (CLOCK_MONOTONIC) - sent;
            break;
          }
    }
  program->n_notes += N_ECHOES;
  if (n == 0)
    {
      g_print ("echo: %s does not answer\n", program->name);
      return;
    }
  qsort (times, n, sizeof *times, compare);
  g_print (
      "echo at 1000 a second: %s median %.1f us, 99 of 100 within %.1f us, longest %.0f us; %u "
      "lost\n",
      program->name, (double) times[n / 2] / 1000, (double) times[n * 99 / 100] / 1000,
      (double) times[n - 1] / 1000, N_ECHOES - n);
}

static void
bench_flood (Program *program)
{
  gint64 start_time = get_nanoseconds (program->clock);
  double time;

  send_packets (program, FLOOD_PER_SECOND * FLOOD_SECONDS, FLOOD_PER_SECOND, 1, 1);
  time = (double) (get_nanoseconds (program->clock) - start_time);
  g_print ("%u packets a second for %u s: %s lost %" G_GINT64_FORMAT ", %.0f %% of a core\n",
           FLOOD_PER_SECOND, FLOOD_SECONDS, program->name, count_lost (program),
           100 * time / (FLOOD_SECONDS * (double) SECOND));
}

/* The peers acknowledge what they receive, as others do, so that the journals stay short. */
static void
bench_fan_out (Program *program)
{
  BenchPeer    *peers[N_PEERS];
  struct pollfd fds[N_PEERS];
  gint64        end, start_time;
  guint64       n_received = 0;
  double        processor;

  for (guint i = 0; i < N_PEERS; i++)
    {
      peers[i] = bench_peer_new (program->port);
      fds[i] = (struct pollfd){ .fd = bench_peer_get_fd (peers[i]), .events = POLLIN };
    }
  start_time = get_nanoseconds (program->clock);
  bench_peer_send_velocity (program->peer, NOTE_FAN, FAN_SECONDS);
  program->n_notes++;
  end = get_nanoseconds (CLOCK_MONOTONIC) + FAN_SECONDS * SECOND + SECOND / 2;
  while (get_nanoseconds (CLOCK_MONOTONIC) < end && poll (fds, N_PEERS, 100) >= 0)
    for (guint i = 0; i < N_PEERS; i++)
      while ((fds[i].revents & POLLIN) != 0 && bench_peer_receive (peers[i], NOTE_FAN))
        if (n_received++ % 500 == 0)
          bench_peer_acknowledge (peers[i]);
  processor = (double) (get_nanoseconds (program->clock) - start_time);
  g_print ("1000 notes a second to %u peers: %s sent %" G_GUINT64_FORMAT
           " of %u, %.0f %% of a core, "
           "%.2f us a packet\n",
           N_PEERS, program->name, n_received, N_PEERS * 1000 * FAN_SECONDS,
           100 * processor / (FAN_SECONDS * (double) SECOND),
           processor / 1000 / (double) MAX (n_received, 1));
  for (guint i = 0; i < N_PEERS; i++)
    bench_peer_free (peers[i]);
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) rivals = NULL, slow = NULL;
  const GOptionEntry entries[] = {
    { "rival", 0, 0, G_OPTION_ARG_STRING_ARRAY, &rivals, "Another program", "NAME=COMMAND" },
    { "slow", 0, 0, G_OPTION_ARG_STRING_ARRAY, &slow, "One that is sent less", "NAME=COMMAND" },
    { NULL },
  };
  g_autoptr (GOptionContext) options = g_option_context_new ("RECEIVER");
  g_autoptr (GPtrArray) programs = g_ptr_array_new_with_free_func (stop);
  g_autoptr (GError) error = NULL;
  g_autofree char *bare = NULL;

  if (argc == 3 && g_str_equal (argv[1], "--bare"))
    return bench_peer_run_bare ((guint16) atoi (argv[2]));

  g_option_context_add_main_entries (options, entries, NULL);
  if (!g_option_context_parse (options, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "usage: bench-rtp [OPTION…] RECEIVER");
      return EXIT_FAILURE;
    }

  bare = g_strconcat (argv[0], " --bare", NULL);
  g_ptr_array_add (programs, start ("libseqgo", argv[1], FALSE));
  g_ptr_array_add (programs, start ("a bare loop", bare, FALSE));
  for (guint i = 0; i < 2; i++)
    for (char **rival = i == 0 ? rivals : slow; rival != NULL && *rival != NULL; rival++)
      {
        char *command = strchr (*rival, '=');

        if (command == NULL)
          continue;
        *command = '\0';
        g_ptr_array_add (programs, start (*rival, command + 1, i == 1));
      }

  bench_receive (programs, 1, 1);
  bench_receive (programs, 1, 10);
  bench_receive (programs, 1, 100);
  bench_receive (programs, BURST, 1);
  for (guint i = 0; i < programs->len; i++)
    {
      Program *program = g_ptr_array_index (programs, i);

      if (!program->is_slow)
        bench_echo (program);
    }
  bench_fan_out (g_ptr_array_index (programs, 0));
  for (guint i = 0; i < programs->len; i++)
    {
      Program *program = g_ptr_array_index (programs, i);

      if (!program->is_slow)
        bench_flood (program);
    }
  return EXIT_SUCCESS;
}
