// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

/* S-103: runs all other tests and fails if they leave out a part of the library: each function must
 * be called, each property read, a handler of each signal called. */

import GIRepository from 'gi://GIRepository?version=2.0';
import Seqgo from 'gi://Seqgo?version=1.0';

import {run, test} from './tap.js';
import './test-address.js';
import './test-event.js';
import './test-event-batch.js';
import './test-event-pattern.js';
import './test-event-class.js';
import './test-midi-file.js';
import './test-midi-parser.js';
import './test-rtp-bridge.js';
import './test-rtp-browser.js';
import './test-rtp-invitation.js';
import './test-rtp-peer.js';
import './test-rtp-session.js';
import './test-ump.js';
import './test-sequencer-buffer.js';
import './test-sequencer-auto-connect.js';
import './test-sequencer-client.js';
import './test-sequencer-connection.js';
import './test-sequencer-settings.js';
import './test-sequencer-clock.js';
import './test-sequencer-ump.js';
import './test-sequencer-player.js';
import './test-sequencer-port.js';
import './test-sequencer-port-wait.js';
import './test-sequencer-port-midi.js';
import './test-sequencer-queue.js';
import './test-sequencer-transfer.js';
import './test-sequencer-queue-sharing.js';
import './test-sequencer-registry.js';
import './test-sequencer-timer.js';
import './test-async.js';

const unused = new Set();

function watchFunction(owner, name, id) {
    const original = owner[name];

    unused.add(id);
    owner[name] = function (...args) {
        unused.delete(id);
        return original.apply(this, args);
    };
}

function watchProperty(proto, name, id) {
    const spelling = name.replaceAll('-', '_');
    const camelSpelling = spelling.replace(/_(.)/g, (_match, letter) => letter.toUpperCase());

    unused.add(id);
    /* gjs defines a property when somebody looks for it. */
    for (const key of [spelling, camelSpelling].filter(one => one in proto)) {
        const {get, set} = Object.getOwnPropertyDescriptor(proto, key);

        Object.defineProperty(proto, key, {
            configurable: true,
            get() {
                unused.delete(id);
                return get.call(this);
            },
            set,
        });
    }
}

function watchSignals(proto, names, typeName) {
    const {connect} = proto;

    names.forEach(name => unused.add(`${typeName}::${name}`));
    proto.connect = function (signal, handler) {
        return connect.call(this, signal, (...args) => {
            unused.delete(`${typeName}::${signal.split('::')[0]}`);
            return handler(...args);
        });
    };
}

function watchType(info, kind) {
    const typeName = info.get_name();
    const type = Seqgo[typeName];
    const list = (many, one) => {
        const length = GIRepository[`${kind}_info_get_n_${many}`](info);
        const getName = i => GIRepository[`${kind}_info_get_${one}`](info, i).get_name();

        return Array.from({length}, (_, i) => getName(i));
    };

    for (const name of list('methods', 'method'))
        watchFunction(name in type ? type : type.prototype, name, `${typeName}.${name}`);
    if (kind === 'object') {
        for (const name of list('properties', 'property'))
            watchProperty(type.prototype, name, `${typeName}:${name}`);
        watchSignals(type.prototype, list('signals', 'signal'), typeName);
    }
}

function watchLibrary() {
    const {InfoType, Repository} = GIRepository;
    const repository = Repository.get_default();

    for (let i = 0; i < repository.get_n_infos('Seqgo'); i++) {
        const info = repository.get_info('Seqgo', i);

        switch (info.get_type()) {
        case InfoType.OBJECT:
            watchType(info, 'object');
            break;
        case InfoType.STRUCT:
            if (!info.get_name().endsWith('Class'))
                watchType(info, 'struct');
            break;
        case InfoType.ENUM:
            watchType(info, 'enum');
            break;
        case InfoType.FUNCTION:
            watchFunction(Seqgo, info.get_name(), info.get_name());
            break;
        default:
            break;
        }
    }
}

watchLibrary();
test('S-103 every function, property and signal is used', () => {
    if (unused.size > 0)
        throw new Error(`not used: ${[...unused].join(', ')}`);
});

run(import.meta.url);
