/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "config.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include <gio/gio.h>

#include "seqgo-tool.h"

#define EXIT_USAGE 2

static const SeqgoToolCommand *const commands[] = {
  &seqgo_tool_list,       &seqgo_tool_watch,       &seqgo_tool_monitor,    &seqgo_tool_connect,
  &seqgo_tool_disconnect, &seqgo_tool_send,        &seqgo_tool_play,       &seqgo_tool_record,
  &seqgo_tool_rtp_serve,  &seqgo_tool_rtp_connect, &seqgo_tool_rtp_bridge, &seqgo_tool_rtp_browse,
};

/* How many of @words make up the name of the command, which may have two; 0 if it is another. */
static guint
count_words (const SeqgoToolCommand *command, char **words)
{
  g_auto (GStrv) name = g_strsplit (command->name, " ", -1);
  guint n_words;

  for (n_words = 0; name[n_words] != NULL; n_words++)
    if (words[n_words] == NULL || !g_str_equal (words[n_words], name[n_words]))
      return 0;
  return n_words;
}

/* The first command whose name has two words and begins with this one, or NULL. */
static const char *
find_by_first_word (const char *word)
{
  g_autofree char *prefix = g_strconcat (word, " ", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_has_prefix (commands[i]->name, prefix))
      return commands[i]->name;
  return NULL;
}

static void
set_unknown_error (GError **error, const char *name)
{
  const char *names[G_N_ELEMENTS (commands) + 2] = { NULL };
  const char *nearest;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    names[i] = commands[i]->name;
  names[G_N_ELEMENTS (commands)] = "help";

  nearest = seqgo_tool_find_nearest (name, names);
  if (nearest != NULL)
    seqgo_tool_set_usage_error (error, "There is no command “%s”; did you mean “%s”?", name,
                                nearest);
  else
    seqgo_tool_set_usage_error (error, "There is no command “%s”", name);
}

/* The command that begins @words, and how many of these are its name. */
static const SeqgoToolCommand *
find_command (char **words, guint *n_words, GError **error)
{
  const char      *other = find_by_first_word (words[0]);
  g_autofree char *name = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      *n_words = count_words (commands[i], words);
      if (*n_words > 0)
        return commands[i];
    }

  if (other != NULL && (words[1] == NULL || words[1][0] == '-'))
    {
      seqgo_tool_set_usage_error (error, "“%s” needs one more word, as in “%s”", words[0], other);
      return NULL;
    }
  name = other != NULL ? g_strjoin (" ", words[0], words[1], NULL) : g_strdup (words[0]);
  set_unknown_error (error, name);
  return NULL;
}

static gboolean
print_help (GError **error)
{
  printf ("Usage:\n"
          "  seqgo COMMAND [OPTION…] [ARGUMENT…]\n\n"
          "The ALSA sequencer and MIDI, also over the network, from the command line.\n\n"
          "Commands:\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    printf ("  %-11s  %s\n", commands[i]->name, commands[i]->summary);
  printf ("  help         Tell more about a command\n\n"
          "Options:\n"
          "  -h, --help   Show this text; after a command, more about it\n"
          "  --version    Show the version\n\n"
          "Example:\n"
          "  seqgo monitor \"Midi Through\"\n");
  return seqgo_tool_flush (error);
}

static gboolean
print_version (GError **error)
{
  printf ("seqgo %s\n", SEQGO_VERSION);
  return seqgo_tool_flush (error);
}

static GOptionContext *
new_context (const SeqgoToolCommand *command)
{
  GOptionContext  *context = g_option_context_new (command->arguments);
  g_autofree char *summary = g_strconcat (command->summary, ".", NULL);

  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, command->description);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, command->has_free_arguments);
  if (command->options != NULL)
    g_option_context_add_main_entries (context, command->options, NULL);
  return context;
}

/* @arguments begins with the last word of the name of the command. */
static gboolean
run_command (const SeqgoToolCommand *command, char **arguments, GError **error)
{
  gboolean           wants_help = FALSE;
  const GOptionEntry help[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, "Show this text", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = new_context (command);
  g_autofree char *name = g_strconcat ("seqgo ", command->name, NULL);
  g_auto (GStrv) rest = g_strdupv (arguments);
  guint n_arguments;

  g_set_prgname (name);
  g_option_context_add_main_entries (context, help, NULL);
  if (!g_option_context_parse_strv (context, &rest, error))
    return FALSE;

  if (wants_help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

      fputs (text, stdout);
      return seqgo_tool_flush (error);
    }

  n_arguments = g_strv_length (rest) - 1;
  if (n_arguments < command->min_arguments || n_arguments > command->max_arguments)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                   "Too %s arguments for “seqgo %s%s%s”",
                   n_arguments < command->min_arguments ? "few" : "many", command->name,
                   command->arguments != NULL ? " " : "",
                   command->arguments != NULL ? command->arguments : "");
      return FALSE;
    }
  return command->run (rest + 1, error) && seqgo_tool_flush (error);
}

static gboolean
run_help (char **arguments, GError **error)
{
  const SeqgoToolCommand *command;
  const char             *words[] = { "help", "--help", NULL };
  guint                   n_words;

  if (arguments[0] == NULL || g_str_equal (arguments[0], "help"))
    return print_help (error);

  command = find_command (arguments, &n_words, error);
  return command != NULL && run_command (command, (char **) words, error);
}

static gboolean
run (char **arguments, GError **error)
{
  const SeqgoToolCommand *command;
  guint                   n_words;

  if (arguments[0] == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "Which command?");
      return FALSE;
    }
  if (g_str_equal (arguments[0], "--help") || g_str_equal (arguments[0], "-h"))
    return print_help (error);
  if (g_str_equal (arguments[0], "--version"))
    return print_version (error);
  if (g_str_equal (arguments[0], "help"))
    return run_help (arguments + 1, error);

  command = find_command (arguments, &n_words, error);
  return command != NULL && run_command (command, arguments + n_words - 1, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  /* Who writes finds out, and ends quietly. */
  signal (SIGPIPE, SIG_IGN);
  g_set_prgname ("seqgo");

  if (run (argv + 1, &error) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    return EXIT_SUCCESS;

  if (error->domain != G_OPTION_ERROR)
    {
      g_printerr ("%s: %s\n", g_get_prgname (), error->message);
      return EXIT_FAILURE;
    }
  g_printerr ("%s: %s\nTry “%s --help”.\n", g_get_prgname (), error->message, g_get_prgname ());
  return EXIT_USAGE;
}
