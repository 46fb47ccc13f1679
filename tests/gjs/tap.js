// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

/* A test program calls test() for each test and ends with "run(import.meta.url)". It prints TAP. */

import GLib from 'gi://GLib';
import System from 'system';

/* How long a test may wait, in milliseconds. */
const DEADLINE = 20000;

/* How often until() looks, in milliseconds. */
const INTERVAL = 1;

const tests = [];
const polls = new Set();
let nRun = 0;
let nFailed = 0;

class Skip extends Error {}

export function test(name, body) {
    tests.push({name, body});
}

export function skip(reason) {
    throw new Skip(reason);
}

/* What compares as equal has the same text. An object of a class is what its toString() says. */
function toText(value) {
    if (typeof value === 'string')
        return JSON.stringify(value);
    if (typeof value !== 'object' || value === null)
        return String(value);
    if (Array.isArray(value) || value instanceof Uint8Array)
        return `[${Array.from(value, toText).join(', ')}]`;
    if (Object.getPrototypeOf(value) === Object.prototype)
        return toText(Object.entries(value));
    return JSON.stringify(String(value));
}

export function assert(condition, message = 'it is not true') {
    if (!condition)
        throw new Error(message);
}

export function equal(actual, expected, message = '') {
    if (toText(actual) !== toText(expected))
        throw new Error(`${message && `${message}: `}${toText(actual)} is not ${toText(expected)}`);
}

function checkError(error, domain, code) {
    if (error === null)
        throw new Error('there was no error');
    if (domain.prototype instanceof Error || domain === Error) {
        if (!(error instanceof domain))
            throw error;
    } else if (!error.matches?.(domain, code)) {
        throw error;
    }
    return error;
}

/* domain and code are those of a GLib.Error, or domain is a class of errors. */
export function throws(body, domain, code) {
    let caught = null;

    try {
        body();
    } catch (error) {
        caught = error;
    }
    return checkError(caught, domain, code);
}

export async function rejects(promise, domain, code) {
    let caught = null;

    try {
        await promise;
    } catch (error) {
        caught = error;
    }
    return checkError(caught, domain, code);
}

/* Calls a function now and again, until it returns true or the test ends. */
function poll(priority, interval, body) {
    const source = GLib.timeout_add(priority, interval, () => {
        if (!body())
            return GLib.SOURCE_CONTINUE;
        polls.delete(source);
        return GLib.SOURCE_REMOVE;
    });

    polls.add(source);
}

/* Lets the main loop run until the condition holds. */
export function until(condition) {
    return new Promise((resolve, reject) => {
        const look = () => {
            try {
                if (!condition())
                    return false;
                resolve();
            } catch (error) {
                reject(error);
            }
            return true;
        };

        if (!look())
            poll(GLib.PRIORITY_DEFAULT, INTERVAL, look);
    });
}

async function runWithDeadline(body) {
    const deadline = new Promise((_resolve, reject) => {
        poll(GLib.PRIORITY_HIGH, DEADLINE, () => {
            reject(new Error(`it takes more than ${DEADLINE} ms`));
            return true;
        });
    });

    try {
        await Promise.race([body(), deadline]);
    } finally {
        polls.forEach(source => GLib.source_remove(source));
        polls.clear();
    }
}

function report(name, error) {
    nRun++;
    if (error === null) {
        print(`ok ${nRun} - ${name}`);
    } else if (error instanceof Skip) {
        print(`ok ${nRun} - ${name} # SKIP ${error.message}`);
    } else {
        nFailed++;
        print(`${error}\n${error.stack ?? ''}`.trim().replace(/^/gm, '# '));
        print(`not ok ${nRun} - ${name}`);
    }
}

async function runAll() {
    for (const {name, body} of tests) {
        try {
            await runWithDeadline(async () => body());
            report(name, null);
        } catch (error) {
            report(name, error);
        }
    }
}

/* To be called with import.meta.url. Programs that others import leave the running to them. */
export function run(url) {
    if (url !== GLib.filename_to_uri(System.programPath, null))
        return;

    const loop = GLib.MainLoop.new(null, false);

    print('TAP version 13');
    runAll().finally(() => loop.quit());
    loop.run();
    print(`1..${nRun}`);
    System.exit(nFailed > 0 ? 1 : 0);
}
