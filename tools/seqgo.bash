# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=bash

# Sets words to the words up to the cursor. Bash splits them at colons, too.
_seqgo_get_words ()
{
  local line=$COMP_LINE i

  words=()
  for ((i = 0; i <= COMP_CWORD; i++)); do
    if ((i > 0)) && [[ $line != [[:blank:]]* ]]; then
      words[-1]+=${COMP_WORDS[i]}
    else
      words+=("${COMP_WORDS[i]}")
      line=${line#"${line%%[![:blank:]]*}"}
    fi
    line=${line#"${COMP_WORDS[i]}"}
  done
}

_seqgo_reply ()
{
  local word

  for word in "$@"; do
    [[ $word == "$cur"* ]] && COMPREPLY+=("$word")
  done
}

# Replies the names of ports; the arguments are options of “seqgo list”.
_seqgo_reply_ports ()
{
  local plain=$cur before='' name

  case $cur in
    [\"\']*)
      plain=${cur:1}
      ;;
    *)
      plain=${cur//\\/}
      # Outside of quotes a word begins after a colon, and only that word is replaced.
      [[ $COMP_WORDBREAKS == *:* && $plain == *:* ]] && before=${plain%:*}:
      ;;
  esac

  while read -r name; do
    [[ $name == "$plain"* ]] || continue
    name=${name#"$before"}
    [[ $cur == [\"\']* ]] || printf -v name %q "$name"
    COMPREPLY+=("$name")
  done < <("${words[0]}" list --names "$@" 2> /dev/null)
}

# Sets n_arguments to the number of words before the cursor that are no options of the command.
_seqgo_count_arguments ()
{
  local word has_value=

  n_arguments=0
  for word in "${words[@]:2:${#words[@]}-3}"; do
    if [[ $has_value ]]; then
      has_value=
    else
      case $word in
        --chunk-size | -c | --count | -n | --duration | -d | --from | -f | --name | --port | \
          --ppq | -p | --queue | -q | --send | --service | --speed | --statistics | --sysex | -s | --tempo | \
          -t | --wait | -w)
          has_value=yes
          ;;
        -*) ;;
        *) ((n_arguments++)) ;;
      esac
    fi
  done
}

_seqgo ()
{
  local words cur n_arguments
  local commands=(list watch monitor connect disconnect send play record rtp help)
  local rtp_commands=(serve connect bridge browse)

  _seqgo_get_words
  cur=${words[-1]}
  COMPREPLY=()
  if ((${#words[@]} == 2)); then
    _seqgo_reply "${commands[@]}" --help --version
    return
  fi
  if [[ ${words[1]} == rtp ]]; then
    if ((${#words[@]} == 3)); then
      _seqgo_reply "${rtp_commands[@]}"
      return
    fi
    # The name of a command has two words.
    words=("${words[0]}" "rtp ${words[2]}" "${words[@]:3}")
  fi

  _seqgo_count_arguments
  case ${words[1]}:$cur in
    list:-*) _seqgo_reply --input --output --all --connections --json --names --help ;;
    watch:-*) _seqgo_reply --input --output --all --json --help ;;
    monitor:-*) _seqgo_reply --json --ump --time --count --help ;;
    monitor:*) _seqgo_reply_ports --input ;;
    connect:-*) _seqgo_reply --auto --exclusive --queue --real-time --help ;;
    disconnect:-*) _seqgo_reply --help ;;
    connect:* | disconnect:*)
      case $n_arguments in
        0) _seqgo_reply_ports --input ;;
        1) _seqgo_reply_ports --output ;;
      esac
      ;;
    send:-*) ((n_arguments == 0)) && _seqgo_reply --wait --sysex --chunk-size --help ;;
    send:*)
      if [[ ${words[-2]} == --sysex || ${words[-2]} == -s ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      elif ((n_arguments == 0)); then
        _seqgo_reply_ports --output
      elif ((n_arguments == 1)) || [[ ${words[-2]} == *, ]]; then
        _seqgo_reply note-on note-off key-pressure channel-pressure program-change pitch-bend \
          control-change control-14 rpn nrpn song-position song-select quarter-frame start stop \
          continue clock tune-request active-sensing reset sysex bytes
      fi
      ;;
    play:-*) _seqgo_reply --info --speed --tempo --from --loop --help ;;
    record:-*) _seqgo_reply --duration --tempo --ppq --help ;;
    play:* | record:*)
      if ((n_arguments == 0)); then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      elif [[ ${words[1]} == play ]]; then
        _seqgo_reply_ports --output
      else
        _seqgo_reply_ports --input
      fi
      ;;
    'rtp serve':-*) _seqgo_reply --name --port --bridge --hidden --json --time --count --help ;;
    'rtp connect':-*) _seqgo_reply --service --send --wait --leave --name --json --time --count --help ;;
    'rtp bridge':-*) _seqgo_reply --name --port --hidden --statistics --json --time --help ;;
    'rtp browse':-*) _seqgo_reply --json --help ;;
    'rtp connect':* | 'rtp bridge':*)
      if ((n_arguments == 0)) || [[ ${words[1]} == 'rtp bridge' ]]; then
        mapfile -t COMPREPLY < <(compgen -A hostname -- "$cur")
      fi
      ;;
    help:*)
      if ((n_arguments == 0)); then
        _seqgo_reply "${commands[@]}"
      elif ((n_arguments == 1)) && [[ ${words[2]} == rtp ]]; then
        _seqgo_reply "${rtp_commands[@]}"
      fi
      ;;
  esac
}

complete -F _seqgo seqgo
