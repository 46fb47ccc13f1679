#!/bin/sh
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# Usage: test-install.sh BUILD_FOLDER
#
# Installs what was built into a temporary folder and uses it from there, and from nowhere else, in
# each language. Prints TAP.
#
# The flags of compilers are words, and point() calls the functions:
# shellcheck disable=SC2046,SC2086,SC2317

build=$(realpath "$1") || exit 1
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
root=$folder/root

expected='note-on channel 0 note 60 velocity 100'
n=0
failed=0

# point NAME COMMAND...: a test that passes if the command does.
point() {
  name=$1
  shift
  n=$((n + 1))
  if "$@" >"$folder/output" 2>&1; then
    echo "ok $n - $name"
  else
    sed 's/^/# /' "$folder/output"
    echo "not ok $n - $name"
    failed=1
  fi
}

# point_with PROGRAM NAME COMMAND...: the same, skipped without that program.
point_with() {
  if command -v "$1" >/dev/null; then
    shift
    point "$@"
  else
    n=$((n + 1))
    echo "ok $n - $2 # SKIP there is no $1"
  fi
}

# The folder that has a file, which is given by the end of its path.
folder_of() {
  path=$(find "$root" -path "*/$1" | head -n 1)
  echo "${path%/"$1"}"
}

# says COMMAND...: whether it prints the event.
says() {
  text=$("$@") || return 1
  echo "$text"
  [ "$text" = "$expected" ]
}

installed_flags() {
  # What it requires is not below the root: its flags are only right without one.
  PKG_CONFIG_PATH=$(folder_of seqgo-1.0.pc)${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH} \
    PKG_CONFIG_SYSROOT_DIR=$root pkg-config "$@" seqgo-1.0 && pkg-config "$@" gio-2.0
}

use() {
  env LD_LIBRARY_PATH="$(folder_of libseqgo-1.0.so.0)" GI_TYPELIB_PATH="$(folder_of Seqgo-1.0.typelib)" \
    PYTHONPATH="$(folder_of gi/overrides/Seqgo.py)" GJS_PATH="$(folder_of overrides/Seqgo.js)" \
    G_DEBUG=fatal-criticals "$@"
}

has_no_private_header() {
  ! find "$root" -name '*private*' | grep . && ! grep -rn 'private\.h' "$root" --include='*.h'
}

# umbrella_compiles LANGUAGE COMPILER...
umbrella_compiles() {
  language=$1
  shift
  cat >"$folder/umbrella.c" <<EOF
#include <libseqgo/seqgo.h>
int main (void) { seqgo_address_unref (seqgo_address_new (128, 0)); return 0; }
EOF
  "$@" -x "$language" -Wall -Wextra -Werror "$folder/umbrella.c" -x none -o "$folder/umbrella" $flags &&
    use "$folder/umbrella"
}

uses_c() {
  cat >"$folder/event.c" <<EOF
#include <libseqgo/seqgo.h>
int main (void)
{
  g_autoptr (SeqgoEvent) event = seqgo_event_new_note_on (0, 60, 100);
  g_autofree char *text = seqgo_event_to_string (event);

  g_print ("%s\n", text);
  return 0;
}
EOF
  $cc "$folder/event.c" -o "$folder/event" $flags && says use "$folder/event"
}

uses_vala() {
  cat >"$folder/event.vala" <<EOF
void main () {
    print ("%s\n", new Seqgo.Event.note_on (0, 60, 100).to_string ());
}
EOF
  set -- $(printf -- '-X %s ' $flags)
  (cd "$folder" && valac --vapidir="$(folder_of seqgo-1.0.vapi)" --pkg=seqgo-1.0 -X -w "$@" -o event-vala event.vala) &&
    says use "$folder/event-vala"
}

uses_python() {
  cat >"$folder/event.py" <<EOF
import gi
gi.require_version('Seqgo', '1.0')
from gi.repository import Seqgo
import gi.overrides.Seqgo
assert gi.overrides.Seqgo.__file__.startswith('$root'), gi.overrides.Seqgo.__file__
event = Seqgo.Event.new_note_on(0, 60, 100)
assert event.note == 60
print(event)
EOF
  says use "$python" -B "$folder/event.py"
}

uses_gjs() {
  cat >"$folder/event.js" <<EOF
import Seqgo from 'gi://Seqgo?version=1.0';
const event = Seqgo.Event.new_note_on(0, 60, 100);
if (event.note !== 60)
    throw new Error('the overrides are not loaded');
print(event);
EOF
  says use gjs -m "$folder/event.js"
}

cc=${CC:-cc}
cxx=${CXX:-c++}
python=${PYTHON:-/usr/bin/python3}

echo 'TAP version 13'
point 'meson install' meson install -C "$build" --no-rebuild --destdir "$root"
flags=$(installed_flags --cflags --libs)
point 'no private header is installed' has_no_private_header
point 'the umbrella compiles in C' umbrella_compiles c $cc
point_with "${cxx%% *}" 'the umbrella compiles in C++' umbrella_compiles c++ $cxx
point 'C' uses_c
if [ -n "$(folder_of Seqgo-1.0.typelib)" ]; then
  point_with "$python" 'Python' uses_python
  point_with gjs 'gjs' uses_gjs
fi
if [ -n "$(folder_of seqgo-1.0.vapi)" ]; then
  point_with valac 'Vala' uses_vala
fi
echo "1..$n"
exit $failed
