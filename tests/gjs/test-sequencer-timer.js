// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import Seqgo from 'gi://Seqgo?version=1.0';

import {equal, run, throws} from './tap.js';
import {INVALID_ARGUMENT, NOT_FOUND, labTest, readFile} from './lab.js';

const {SequencerTimer, TimerClass} = Seqgo;

labTest('timer: what there is', () => {
    const timers = SequencerTimer.list();
    const best = timers.find(timer => timer.name === 'HR timer');

    equal([best.timerClass, best.subclass, best.card, best.device, best.subdevice, best.slave],
        [TimerClass.GLOBAL, 0, -1, 3, 0, false]);
    equal([best.get_timer_class(), best.get_subclass(), best.get_card(), best.get_device(),
        best.get_subdevice(), best.get_slave()], [TimerClass.GLOBAL, 0, -1, 3, 0, false]);
    equal(best.resolution > 0, true);
    equal(best.get_resolution(), best.resolution);
    equal([`${best}`, best.get_name()], ['HR timer', 'HR timer']);
});

labTest('timer: S-56 of a queue', open => {
    const queue = open().create_queue('queue');
    const assertTimer = name => {
        equal(queue.get_timer().name, name);
        equal(readFile('/proc/asound/seq/timer').includes(`queue ${queue.id} : ${name}`), true);
    };

    assertTimer('HR timer');
    queue.set_timer(SequencerTimer.new(TimerClass.GLOBAL, -1, 0, 0), 100);
    assertTimer('system timer');
    equal(queue.get_timer_frequency(), 100);
    queue.set_timer(new SequencerTimer({device: 3}));
    assertTimer('HR timer');
    throws(() => queue.set_timer(new SequencerTimer({timerClass: TimerClass.CARD, card: 7})),
        Gio.IOErrorEnum, NOT_FOUND);
    throws(() => queue.set_timer(new SequencerTimer(), 5), Gio.IOErrorEnum, INVALID_ARGUMENT);
});

run(import.meta.url);
