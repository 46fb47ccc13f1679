#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libseqgo authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes a C header of enumerations whose numbers are read from kernel headers or given.

usage: gen-kernel-codes.py CODES OUTPUT DEFINES

CODES names the codes and says what they mean, DEFINES is what the preprocessor says of the
kernel header (cc -E -dM), OUTPUT is the header to write.

Lines of CODES:
  enum|flags TYPE KERNEL_PREFIX summary     starts an enumeration
  MEMBER KERNEL_NAME[=VALUE] meaning        one member

VALUE is for a code that not every supported header has. Where the header has it, both must agree.

For an enumeration of which no kernel header knows, the name of the specification that has its
numbers, M2-104-UM, takes the place of KERNEL_PREFIX; then members are “MEMBER VALUE meaning”.
"""

import re
import sys

# Enumerations that come from a specification, and what it is called.
SPECIFICATIONS = {
    'M2-104-UM': 'the specification M2-104-UM, “Universal MIDI Packet (UMP) Format and MIDI 2.0\n'
                 ' * Protocol”',
}

HEADER = """\
/*
 * SPDX-FileCopyrightText: 2026 The libseqgo authors
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined (SEQGO_INSIDE) && !defined (SEQGO_COMPILATION)
#error "Only <libseqgo/seqgo.h> can be included directly."
#endif

#include <glib-object.h>

G_BEGIN_DECLS
"""


def read_defines(path):
    with open(path, encoding='utf-8') as file:
        return dict(re.findall(r'^#define[ \t]+(\w+)[ \t]+(.+?)[ \t]*$', file.read(), re.MULTILINE))


def evaluate(text):
    match = re.fullmatch(r'\(*(\d\w*)(?:\s*<<\s*(\d+))?\)*', text)
    if not match:
        sys.exit(f'gen-kernel-codes: cannot read the value “{text}”')
    return int(match[1].rstrip('uUlL'), 0) << int(match[2] or 0)


def value_of(kernel_name, fallback, defines):
    if kernel_name in defines:
        value = evaluate(defines[kernel_name])
        if fallback and evaluate(fallback) != value:
            sys.exit(f'gen-kernel-codes: {kernel_name} is {value} in the header, not {fallback}')
        return value
    if not fallback:
        sys.exit(f'gen-kernel-codes: the header has no {kernel_name}')
    return evaluate(fallback)


def read_enums(path, defines):
    enums = []
    with open(path, encoding='utf-8') as file:
        lines = [line.strip() for line in file if line.strip() and not line.startswith('#')]
    for line in lines:
        word, rest = line.split(None, 1)
        if word in ('enum', 'flags'):
            name, prefix, summary = rest.split(None, 2)
            enums.append({'flags': word == 'flags', 'name': name, 'kernel': prefix,
                          'summary': summary, 'members': []})
        else:
            kernel_name, doc = rest.split(None, 1)
            prefix = enums[-1]['kernel']
            if prefix in SPECIFICATIONS:
                value = evaluate(kernel_name)
            else:
                kernel_name, _, fallback = kernel_name.partition('=')
                value = value_of(prefix + kernel_name, fallback, defines)
            enums[-1]['members'].append((word, value, doc))
    return enums


def write_enum(enum, out):
    snake = re.sub(r'(?<=[a-z])(?=[A-Z])', '_', enum['name']).upper()
    out.write('\n/**\n')
    out.write(f' * {enum["name"]}:\n')
    for member, _, doc in enum['members']:
        out.write(f' * @{snake}_{member}: {doc}\n')
    out.write(f' *\n * {enum["summary"]}\n')
    if enum['kernel'] in SPECIFICATIONS:
        out.write(f' *\n * The numbers are those of {SPECIFICATIONS[enum["kernel"]]}.\n')
    else:
        header = 'asequencer' if enum['kernel'].startswith('SNDRV_SEQ_') else 'asound'
        out.write(' *\n * The numbers are those of the kernel: SNDRV constants '
                  f'{enum["kernel"]}… in\n * sound/{header}.h. A newer kernel may know more; they '
                  'keep their number.\n')
    out.write(' *\n * Since: 1.0\n */\n')
    kind = 'flags,' if enum['flags'] else ''
    out.write(f'typedef enum /*< {kind}prefix={snake} >*/\n{{\n')
    for member, value, _ in enum['members']:
        number = f'(1 << {value.bit_length() - 1})' if enum['flags'] else value
        out.write(f'  {snake}_{member} = {number},\n')
    out.write(f'}} {enum["name"]};\n')


def main():
    codes, output, defines = sys.argv[1:]
    enums = read_enums(codes, read_defines(defines))
    with open(output, 'w', encoding='utf-8') as out:
        out.write(HEADER)
        for enum in enums:
            write_enum(enum, out)
        out.write('\nG_END_DECLS\n')


main()
