// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Seqgo from 'gi://Seqgo?version=1.0';

import {assert, equal, rejects, run, test, until} from './tap.js';

const {RtpBrowser, RtpService} = Seqgo;

/* A test whose body gets a browser, and a function that has another program announce a session. */
function browserTest(name, body) {
    test(name, async () => {
        const browser = RtpBrowser.open();
        const programs = [];
        const publish = (serviceName, port = 6004) => {
            const {STDOUT_SILENCE, STDERR_SILENCE} = Gio.SubprocessFlags;
            const program = Gio.Subprocess.new(
                ['avahi-publish', '--service', serviceName, '_apple-midi._udp', `${port}`],
                STDOUT_SILENCE | STDERR_SILENCE);

            programs.push(program);
            return program;
        };

        try {
            await body(browser, publish);
        } finally {
            browser.close();
            programs.forEach(program => program.force_exit());
        }
    });
}

browserTest('browser: r-20 is a model of services', async (browser, publish) => {
    const lines = [];

    for (const change of ['added', 'removed']) {
        browser.connect(`service-${change}`, (_browser, service) =>
            lines.push(`${service.name} ${change}`));
    }
    const program = publish('Violin');
    await until(() => browser.find_service('Violin')?.addresses.length === 4);
    const service = browser.find_service('violin');
    assert([...browser].includes(service), 'the model has it');
    assert(browser.get_item_type() === RtpService.$gtype, 'the type of what is in it');
    equal([browser.available, browser.get_available()], [true, true]);
    equal([browser.problem, browser.get_problem()], [null, null]);
    program.force_exit();
    await until(() => browser.find_service('Violin') === null);
    equal(lines.filter(line => line.startsWith('Violin')), ['Violin added', 'Violin removed']);
});

browserTest('service: r-20 says who and where it is', async (browser, publish) => {
    const addresses = ['192.0.2.1', '2001:db8::1', '127.0.0.1', '::1'];

    publish('Viola', 6006);
    await until(() => browser.find_service('Viola')?.addresses.length === 4);
    const service = browser.find_service('Viola');
    equal([service.name, service.get_name()], ['Viola', 'Viola']);
    equal([service.host, service.get_host()], ['lab.local', 'lab.local']);
    equal([service.port, service.get_port()], [6006, 6006]);
    equal([service.is_local, service.get_is_local()], [true, true]);
    equal([service.addresses, service.get_addresses()], [addresses, addresses]);
    equal(`${service}`, 'Viola on lab.local, port 6006');
    equal(service.list_addresses().map(one => one.get_address().to_string()), addresses);
    equal(service.list_addresses()[0].get_port(), 6006);
});

browserTest('browser: waits for a service', async (browser, publish) => {
    const promise = browser.wait_for_async('Cello');

    publish('Cello', 6008);
    const service = await promise;
    equal(service.name, 'Cello');
    assert(await browser.wait_for_async('Cello', null) === service, 'it is there');
});

browserTest('browser: waits in vain', async browser => {
    const cancellable = new Gio.Cancellable();
    const cancelled = browser.wait_for_async('Nobody', cancellable);
    const closed = browser.wait_for_async('Nobody');

    cancellable.cancel();
    await rejects(cancelled, Gio.IOErrorEnum, Gio.IOErrorEnum.CANCELLED);
    equal(browser.is_closed(), false);
    browser.close();
    equal(browser.is_closed(), true);
    await rejects(closed, Gio.IOErrorEnum, Gio.IOErrorEnum.CLOSED);
});

browserTest('session: r-20 is found, and invited by its service', async browser => {
    const host = Seqgo.RtpSession.new('Trumpet');
    const guest = Seqgo.RtpSession.new('Guest');

    try {
        equal([host.discoverable, host.published_name, host.publish_problem], [true, null, null]);
        host.listen();
        await until(() => host.published_name !== null);
        equal([host.published_name, host.get_published_name()], ['Trumpet', 'Trumpet']);
        equal([host.publish_problem, host.get_publish_problem()], [null, null]);
        const peer = await guest.invite_async(await browser.wait_for_async('Trumpet'));
        equal(peer.name, 'Trumpet');
        host.set_discoverable(false);
        equal([host.get_discoverable(), host.published_name], [false, null]);
        await until(() => browser.find_service('Trumpet') === null);
        equal([...host].map(one => one.name), ['Guest']);
    } finally {
        host.close();
        guest.close();
    }
});

browserTest('browser: says what is missing', async browser => {
    const folder = GLib.path_get_dirname(GLib.filename_from_uri(import.meta.url)[0]);
    const control = option => Gio.Subprocess.new([`${folder}/../lab/avahi`, option],
        Gio.SubprocessFlags.NONE).wait_check(null);

    await until(() => browser.available);
    control('--stop');
    await until(() => browser.problem !== null);
    equal(browser.available, false);
    assert(browser.problem.includes('avahi-daemon'), browser.problem);
    control('--start');
    await until(() => browser.available);
    equal(browser.problem, null);
});

run(import.meta.url);
