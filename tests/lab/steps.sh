# shellcheck shell=bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The libseqgo authors
#
# What the scripts share that build a part of the lab once, into a cache: steps with a log and a
# progress display, of which nothing goes on running after this script. To be sourced by a script
# that sets 'log' before its first step.

readonly program=${0##*/}
# How to become root; needed where a step does.
as_root=()

# separate: sets 'separate' to what runs a command as root with mounts of its own, which end with it.
# In a chroot, whose root is no mount, they are those of the outer namespace, too.
separate() {
  separate=("${as_root[@]}" unshare --mount)
  if ! "${separate[@]}" true 2>/dev/null; then separate+=(--propagation unchanged); fi
  separate+=(--)
}

job=
logging=
stop() {
  local status=$?
  if [[ -n $job ]]; then
    "${as_root[@]}" kill -- -"$job" 2>/dev/null || true
    wait "$job" 2>/dev/null || true
  fi
  exit "$status"
}
trap stop EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

say() { printf '%s: %s\n' "$program" "$*"; }

fail() {
  say "$*"
  if [[ $logging ]]; then
    echo "The end of the log ${log:?}:"
    tail -n 20 "$log" | sed 's/^/  /'
  fi
  exit 1
}

# progress TEXT DONE TOTAL: on a terminal one line that changes, elsewhere a line for each 10 %;
# TOTAL 0 is unknown.
shown=-1
progress() {
  local percent
  if (($3 == 0)); then
    if ((shown < 0)); then say "$1"; fi
    shown=0
    return
  fi
  percent=$(($2 * 100 / $3))
  if ((percent > 99)); then percent=99; fi
  if [[ -t 2 ]]; then
    printf '\r\033[K%s: %s: %d %%' "$program" "$1" "$percent"
  elif ((percent / 10 != shown)); then
    shown=$((percent / 10))
    say "$1: $percent %"
  fi
}

# step TEXT METER COMMAND…: runs a command, its output into the log, and shows what METER says
# ("done total") meanwhile.
step() {
  local text=$1 meter=$2 status=0
  shift 2
  printf '\n== %s\n' "$text" >>"$log"
  shown=-1
  set -m   # a process group of its own, so that stop() ends all of it
  "$@" >>"$log" 2>&1 </dev/null &
  job=$!
  set +m
  while kill -0 "$job" 2>/dev/null; do
    # shellcheck disable=SC2046
    progress "$text" $("$meter")
    sleep 0.5
  done
  wait "$job" || status=$?
  job=
  if [[ -t 2 ]]; then printf '\r\033[K'; fi
  ((status == 0)) || fail "$text failed (status $status)."
  say "$text: done"
}

no_meter() { echo 0 0; }

# lock FILE TEXT: waits until no other process holds it.
lock() {
  exec 8>"$1"
  if ! flock -n 8; then
    say "$2; waiting for it"
    set -m
    flock 8 &
    job=$!
    set +m
    wait "$job"   # a signal interrupts this, but not a command in the foreground
    job=
  fi
}

# The folder of what was built.
lab_cache() {
  local cache=${LIBSEQGO_LAB_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/libseqgo/lab}
  [[ $cache == /* ]] || cache=$PWD/$cache
  printf '%s\n' "$cache"
}

# shellcheck disable=SC2034
readonly keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# site LABEL: the address from which this machine gets Debian's archive of that label; nothing if it
# does not.
site() {
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(COMPONENT)|$(SITE)' 'Created-By: Packages' |
    sed -n "s/^Debian|$1|main|//p" | head -n 1
}
