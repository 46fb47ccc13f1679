// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import Seqgo from 'gi://Seqgo?version=1.0';
import System from 'system';

import {assert, equal, run, test, throws} from './tap.js';

test('address: what it is made of', () => {
    const address = Seqgo.Address.new(128, 3);

    equal([address.get_client_id(), address.get_port_id()], [128, 3]);
    equal([address.client_id, address.port_id], [128, 3]);
    equal([address.clientId, address.portId], [128, 3]);
    equal(address.to_string(), '128:3');
    equal(`${address}`, '128:3');
});

test('address: is also made with new', () => {
    equal(new Seqgo.Address(14, 0), '14:0');
});

test('address: refuses numbers that are none', () => {
    throws(() => Seqgo.Address.new(256, 0), Error);
    throws(() => Seqgo.Address.new(0, -1), Error);
});

test('address: parse', () => {
    equal(Seqgo.Address.parse('128:3'), '128:3');
    equal(Seqgo.Address.parse('128.3'), '128:3');
    equal(Seqgo.Address.parse('20'), '20:0');
});

test('address: parse refuses what is none', () => {
    for (const text of ['', ':', '1:', '256:0', 'FluidSynth', '1:2:3']) {
        const error = throws(() => Seqgo.Address.parse(text),
            Gio.IOErrorEnum, Gio.IOErrorEnum.INVALID_ARGUMENT);
        assert(error.message.includes(`“${text}”`));
    }
});

test('address: order', () => {
    const address = Seqgo.Address.new(128, 1);
    const same = Seqgo.Address.new(128, 1);
    const later = Seqgo.Address.new(129, 0);

    assert(address.equal(same));
    assert(!address.equal(later));
    equal(address.hash(), same.hash());
    assert(address.hash() !== later.hash());
    equal([later, address].sort((a, b) => a.compare(b)), [address, later]);
});

test('address: lives as long as something refers to it', () => {
    const address = Seqgo.Address.new(128, 1);
    const same = address.ref();

    address.ref().unref();
    System.gc();
    equal(same, address);
});

test('address: numbers that the kernel knows', () => {
    equal([Seqgo.CLIENT_ID_SYSTEM, Seqgo.PORT_ID_TIMER, Seqgo.PORT_ID_ANNOUNCE], [0, 0, 1]);
    equal(Seqgo.CLIENT_ID_SUBSCRIBERS, 254);
});

run(import.meta.url);
