// SPDX-FileCopyrightText: 2026 The libseqgo authors
// SPDX-License-Identifier: LGPL-2.1-or-later

/* What the C library cannot say to JavaScript. gjs calls _init() with the namespace as "this". */

const {Gio, GLib, GObject} = imports.gi;

/* How much may wait for a loop that takes nothing. */
const MAX_WAITING = 65536;

/* Of ports and clients: the arrivals that have not ended. */
const openArrivals = Symbol('open arrivals');

/* What programs await. Nothing else need hold a program that does nothing but wait. */
const awaitedArrivals = new Set();

let Seqgo;

/* An attribute in the spellings that gjs has for the properties of objects. */
function addAttribute(proto, name, getter = `get_${name}`, setter = `set_${name}`) {
    const camelName = name.replace(/_(\w)/g, (_match, letter) => letter.toUpperCase());
    const descriptor = {
        configurable: true,
        get: proto[getter],
        set: setter in proto ? function (value) {
            this[setter](value);
        } : undefined,
    };

    Object.defineProperties(proto, {[name]: descriptor, [camelName]: descriptor});
}

/* Boxed types get event.note for event.get_note(). */
function extendType({prototype: proto, $gtype: gtype}) {
    if (!proto || !gtype)
        return;

    if (GObject.type_is_a(gtype, GObject.TYPE_BOXED)) {
        Object.getOwnPropertyNames(proto)
            .filter(name => name.startsWith('get_') && proto[name].length === 0)
            .forEach(name => addAttribute(proto, name.slice('get_'.length)));
    }
    if (proto.to_string) {
        proto.toString = function () {
            return this.to_string();
        };
    }
}

/* Makes the arguments after the first nRequired optional. */
function addDefaults(owner, method, nRequired, ...defaults) {
    const original = owner[method];

    owner[method] = function (...args) {
        const nGiven = Math.max(args.length - nRequired, 0);

        return original.call(this, ...args, ...defaults.slice(nGiven));
    };
}

/* Returns a promise unless there is a callback. Priority and cancellable are optional. */
function promisify(proto, method) {
    const nRequired = proto[`${method}_async`].length - 3;

    Gio._promisify(proto, `${method}_async`, `${method}_finish`);
    const start = proto[`${method}_async`];
    proto[`${method}_async`] = function (...args) {
        const callback = typeof args[args.length - 1] === 'function' ? [args.pop()] : [];
        const [priority = GLib.PRIORITY_DEFAULT, cancellable = null] = args.splice(nRequired);

        return start.call(this, ...args, priority, cancellable, ...callback);
    };
}

/* Any of a name, an address, a port or what is known of a port. */
function toAddress(client, other, direction) {
    if (typeof other !== 'string')
        return other instanceof Seqgo.Address ? other : other.address;
    if (client)
        return client.find_address(other, direction);
    throw new Gio.IOErrorEnum({code: Gio.IOErrorEnum.CLOSED, message: 'The port is closed'});
}

function getEnds(client, sender, receiver) {
    return [
        toAddress(client, sender, Seqgo.Direction.INPUT),
        toAddress(client, receiver, Seqgo.Direction.OUTPUT),
    ];
}

function toConnectionArguments({exclusive = false, queue = null, realTime = false}) {
    const {EXCLUSIVE, REAL_TIME} = Seqgo.ConnectionFlags;

    return [(exclusive && EXCLUSIVE) | (realTime && REAL_TIME), queue];
}

function overflowError() {
    return new Seqgo.SequencerError({
        code: Seqgo.SequencerError.OVERFLOW,
        message: 'Events were lost because the program did not take them in time',
    });
}

/* What a signal brought and nobody has taken yet, for "for await". After an overflow, another loop
 * over the same arrivals, port or client goes on where the first one ended. */
class Arrivals {
    constructor(emitter, signal, client) {
        Object.assign(this, {emitter, signal, client, waiting: [], takers: [], handlers: []});
        this.hasEnded = !client || client.is_closed() || emitter.is_closed();
        this.isLeft = false;
        this._listen();
    }

    static open(emitter, signal, client) {
        emitter[openArrivals] ??= new Set();
        return [...emitter[openArrivals]].find(one => one.isLeft && one.signal === signal) ??
            new Arrivals(emitter, signal, client);
    }

    [Symbol.asyncIterator]() {
        return this;
    }

    next() {
        this.isLeft = false;
        this._listen();
        if (this.waiting.length > 0)
            return this._hand(this.waiting.shift());
        if (this.hasEnded)
            return Promise.resolve({value: undefined, done: true});

        awaitedArrivals.add(this);
        return new Promise(resolve => this.takers.push(resolve));
    }

    return() {
        this.end();
        this.waiting = [];
        return this.next();
    }

    end(error = null) {
        this._stop();
        if (error !== null)
            this._put(error);
        this.hasEnded = true;
        this.emitter[openArrivals].delete(this);
        this.takers.splice(0).forEach(resolve => resolve(this.next()));
        awaitedArrivals.delete(this);
    }

    _listen() {
        if (this.hasEnded || this.handlers.length > 0)
            return;

        this.emitter[openArrivals].add(this);
        this.handlers = [
            [this.emitter, this.signal, (_emitter, item) => this._put(item)],
            [this.client, 'overflow', () => this._put(overflowError())],
            [this.emitter, 'closed', (_emitter, error) => this.end(error)],
        ].map(([object, ...handler]) => [object, object.connect(...handler)]);
    }

    _stop() {
        this.handlers.splice(0).forEach(([object, id]) => object.disconnect(id));
    }

    _put(item) {
        if (this.takers.length > 0) {
            this.takers.shift()(this._hand(item));
            if (this.takers.length === 0)
                awaitedArrivals.delete(this);
        } else if (this.waiting.length < MAX_WAITING) {
            this.waiting.push(item);
        } else {
            this.waiting = [overflowError()];
            this._stop();
        }
    }

    _hand(item) {
        this.isLeft = item instanceof GLib.Error;
        return this.isLeft ? Promise.reject(item) : Promise.resolve({value: item, done: false});
    }
}

function extendEvent(Event) {
    /* Of an enumeration, gjs lets only known values pass. */
    Event.get_event_type = function () {
        return this.unpack()[1];
    };
    addAttribute(Event, 'event_type');
    addAttribute(Event, 'type', 'get_event_type');
}

function extendUmp(Ump) {
    Object.defineProperty(Ump, 'fields', {
        configurable: true,
        get() {
            return Object.fromEntries(
                this.list_fields().map(name => [name, this.get_field(name)[1]]));
        },
    });
}

/* Faster by far than a generator. Its next() uses no name of this module: to look that up is slow
 * in the modules that overrides are. */
class Unpacked {
    constructor({buffer, byteOffset, length}) {
        this.view = new DataView(buffer, byteOffset, length);
        this.isLittle = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
        [this.low, this.high] = this.isLittle ? [0, 4] : [4, 0];
        this.at = 0;
        this.size = Seqgo.EVENT_RECORD_SIZE;
    }

    [Symbol.iterator]() {
        return this;
    }

    next() {
        const {view, isLittle, low, high, at} = this;

        if (at >= view.byteLength)
            return {done: true};
        this.at = at + this.size;
        return {
            value: [
                view.getUint32(at + low, isLittle) + view.getInt32(at + high, isLittle) * 2 ** 32,
                view.getUint8(at + 8),
                view.getUint8(at + 16),
                view.getInt32(at + 20, isLittle),
                view.getInt32(at + 24, isLittle),
            ],
            done: false,
        };
    }
}

function extendBatch(Batch) {
    addDefaults(Batch, 'new_from_records', 1, null);

    addDefaults(Batch.prototype, 'to_midi', 0, null);

    Batch.prototype[Symbol.iterator] = function* () {
        const nEvents = this.n_events;

        for (let i = 0; i < nEvents; i++)
            yield this.get_event(i);
    };

    /* Iterates over [time, type, channel, a, b] of each event, much faster than its attributes. The
     * time is a Number, exact to 2^53: 104 days in nanoseconds. */
    Batch.prototype.unpack = function () {
        return new Unpacked(this.get_records().toArray());
    };
}

function extendFile(File) {
    for (const [method, nRequired] of [['to_batch', 0], ['track_to_batch', 1]]) {
        const toBatch = File[method];

        File[method] = function (...args) {
            const queue = args[nRequired] ?? Seqgo.QUEUE_ID_DIRECT;

            return toBatch.call(this, ...args.slice(0, nRequired), queue.id ?? queue);
        };
    }
}

function extendClient(Client) {
    addDefaults(Client, 'create_port', 1, Seqgo.PortPreset.DUPLEX);
    addDefaults(Client, 'create_port_full', 3, -1);
    addDefaults(Client, 'list_ports', 0, Seqgo.PortListFlags.DEFAULT);
    addDefaults(Client, 'read_batch', 0, -1, null);
    promisify(Client, 'read_batch');

    addAttribute(Client, 'name');
    addAttribute(Client, 'error_bounce');

    const setEventFilter = Client.set_event_filter;
    Client.set_event_filter = function (types) {
        return setEventFilter.call(this, types && Uint8Array.from(types));
    };

    for (const method of ['get_client_info', 'get_pool']) {
        const ask = Client[method];
        Client[method] = function (id = this.id) {
            return ask.call(this, id);
        };
    }

    const getPortInfo = Client.get_port_info;
    Client.get_port_info = function (port) {
        return getPortInfo.call(this, toAddress(this, port, 0));
    };

    const createQueue = Client.create_queue;
    Client.create_queue = function (name = null, {bpm, ppq, tempo} = {}) {
        const queue = createQueue.call(this, name);

        try {
            for (const [setting, value] of Object.entries({ppq, tempo, bpm})) {
                if (value !== undefined)
                    queue[setting] = value;
            }
        } catch (error) {
            queue.close();
            throw error;
        }
        return queue;
    };

    /* By its number, its name or what is known of it. */
    const openQueue = Client.open_queue;
    Client.open_queue = function (queue) {
        if (typeof queue === 'string')
            return this.find_queue(queue);
        return openQueue.call(this, queue.id ?? queue);
    };

    /* All, those of a pattern, or those of an object with the conditions. */
    const removeEvents = Client.remove_events;
    Client.remove_events = function (pattern) {
        return removeEvents.call(this, toPattern(pattern,
            to => toAddress(this, to, Seqgo.Direction.OUTPUT)));
    };

    for (const method of ['disconnect_ports', 'find_connection']) {
        const use = Client[method];
        Client[method] = function (sender, receiver) {
            return use.call(this, ...getEnds(this, sender, receiver));
        };
    }

    const connectPorts = Client.connect_ports;
    Client.connect_ports = function (sender, receiver, options) {
        const ends = getEnds(this, sender, receiver);

        if (options)
            return this.connect_ports_full(...ends, ...toConnectionArguments(options));
        return connectPorts.call(this, ...ends);
    };

    const listConnections = Client.list_connections;
    Client.list_connections = function (port = null, direction = Seqgo.Direction.DUPLEX) {
        return listConnections.call(this, port && toAddress(this, port, 0), direction);
    };

    Client[Symbol.asyncIterator] = function () {
        return Arrivals.open(this, 'event', this);
    };

    Client.batches = function () {
        return Arrivals.open(this, 'batch', this);
    };
}

function schedule(event, {queue, tick, time, relative = false}) {
    if (queue === undefined && tick === undefined && time === undefined && !relative)
        return event;
    if (queue === undefined || (tick === undefined) === (time === undefined))
        throw new TypeError('A queue needs either a tick or a time, and they need a queue');
    if (time < 0)
        throw new RangeError('A time on a queue cannot be negative');

    const id = queue.id ?? queue;
    if (tick !== undefined)
        return event[relative ? 'after_ticks' : 'at_tick'](id, Math.round(tick));
    return event[relative ? 'after_time' : 'at_time'](id, Math.round(time));
}

/* A pattern, or the one that has these conditions. */
function toPattern(given, find) {
    if (given === undefined || given === null || given instanceof Seqgo.EventPattern)
        return given ?? null;

    const {type, queue, to, ...conditions} = given;
    if (type !== undefined)
        conditions.event_type = type;
    if (queue !== undefined)
        conditions.queue_id = queue.id ?? queue;
    if (to !== undefined)
        conditions.destination = find(to);
    return new Seqgo.EventPattern(conditions);
}

function extendBuffer(Buffer) {
    const {add, remove_events: removeEvents} = Buffer;
    const find = (buffer, to) => toAddress(buffer.port.client, to, Seqgo.Direction.OUTPUT);

    Buffer.add = function (event, {to, ...when} = {}) {
        const scheduled = schedule(event, when);

        add.call(this, to === undefined ? scheduled : scheduled.with_destination(find(this, to)));
    };

    Buffer.remove_events = function (pattern) {
        return removeEvents.call(this, toPattern(pattern, to => find(this, to)));
    };

    Buffer[Symbol.iterator] = function* () {
        for (let i = 0; i < this.n_events; i++)
            yield this.get_event(i);
    };
}

/* The interval is in microseconds. */
function makeTransfer(port, data, {chunkSize = 0, interval = -1, progress}) {
    const transfer = Seqgo.SequencerTransfer.new(port, data);

    transfer.chunk_size = chunkSize;
    transfer.interval = interval;
    if (progress !== undefined)
        transfer.connect('notify::n-sent', () => progress(transfer.n_sent));
    return transfer;
}

function extendTransfer(Transfer) {
    addDefaults(Transfer, 'run', 0, -1, null);
    promisify(Transfer, 'run');
}

function extendPort(Port) {
    const {send, send_to: sendTo} = Port;

    promisify(Port, 'send_batch');
    addDefaults(Port, 'send_batch_wait', 1, -1, null);
    promisify(Port, 'send_batch_wait');

    ['name', 'caps', 'port_type', 'midi_channels', 'midi_voices', 'synth_voices']
        .forEach(name => addAttribute(Port, name));
    addDefaults(Port, 'list_connections', 0, Seqgo.Direction.DUPLEX);
    addDefaults(Port, 'set_time_stamping', 1, false);

    for (const method of ['connect_to', 'connect_from', 'disconnect_to', 'disconnect_from']) {
        const changeByName = Port[method];
        const direction = Seqgo.Direction[method.endsWith('to') ? 'OUTPUT' : 'INPUT'];

        Port[method] = function (other, options) {
            if (options) {
                return this[`${method}_full`](toAddress(this.client, other, direction),
                    ...toConnectionArguments(options));
            }
            if (typeof other === 'string')
                return changeByName.call(this, other);
            return this[`${method}_address`](toAddress(null, other));
        };
    }

    Port.send = function (event, {to, ...when} = {}) {
        const scheduled = schedule(event, when);

        return to === undefined ? send.call(this, scheduled) : this.send_to(scheduled, to);
    };

    Port.send_to = function (event, receiver) {
        return sendTo.call(this, event,
            toAddress(this.client, receiver, Seqgo.Direction.OUTPUT));
    };

    Port.buffered = function () {
        return Seqgo.SequencerBuffer.new(this);
    };

    Port.send_events = function (events) {
        return this.send_batch(Seqgo.EventBatch.new([...events]));
    };

    Port.send_sysex = function (data, {timeout = -1, cancellable = null, ...options} = {}) {
        return makeTransfer(this, data, options).run(timeout, cancellable);
    };

    Port.send_sysex_async = async function (data, {cancellable = null, ...options} = {}) {
        return makeTransfer(this, data, options)
            .run_async(GLib.PRIORITY_DEFAULT, cancellable);
    };

    Port[Symbol.asyncIterator] = function () {
        return Arrivals.open(this, 'event', this.client);
    };
}

function extendQueue(Queue) {
    addDefaults(Queue, 'set_timer', 1, 0);
    addDefaults(Queue, 'sync', 0, -1, null);
    promisify(Queue, 'sync');
    ['bpm', 'locked', 'name', 'ppq', 'speed', 'tempo', 'tempo_base'].forEach(
        name => addAttribute(Queue, name));
}

/* gjs iterates no model but Gio.ListStore. */
function* iterateModel() {
    for (let i = 0; i < this.get_n_items(); i++)
        yield this.get_item(i);
}

function extendRegistry(Registry, RegistryClient) {
    addDefaults(Registry, 'list_ports', 0, Seqgo.PortListFlags.DEFAULT);
    addDefaults(Registry, 'ports', 0, Seqgo.PortListFlags.DEFAULT);
    Registry[Symbol.iterator] = iterateModel;
    RegistryClient[Symbol.iterator] = iterateModel;

    for (const method of ['find_port', 'list_senders', 'list_receivers']) {
        const find = Registry[method];
        Registry[method] = function (other) {
            return find.call(this, typeof other === 'string'
                ? Seqgo.Address.parse(other) : toAddress(null, other));
        };
    }

    /* It stops when a port that was given is closed: another one may get the address. */
    const autoConnect = Registry.auto_connect;
    Registry.auto_connect = function (...ports) {
        const rule = autoConnect.call(this, ...ports.map(port =>
            typeof port === 'string' ? port : toAddress(null, port).to_string()));

        ports.filter(port => port instanceof Seqgo.SequencerPort)
            .forEach(port => port.connect('closed', () => rule.stop()));
        return rule;
    };
}

function extendBrowser(Browser) {
    Browser[Symbol.iterator] = iterateModel;
    Gio._promisify(Browser, 'wait_for_async', 'wait_for_finish');
    addDefaults(Browser, 'wait_for_async', 1, null);
}

/* What a network session receives, for "for await"; nothing else need hold a program that does
 * nothing but wait. */
const awaitedSessions = new Set();

async function* iterateEvents() {
    const waiting = [];
    let wakeUp = () => {};
    let hasEnded = this.is_closed();
    const handlers = [
        this.connect('batch', (_session, peer, batch) => {
            waiting.push([peer, batch]);
            wakeUp();
        }),
        this.connect('closed', () => {
            hasEnded = true;
            wakeUp();
        }),
    ];

    awaitedSessions.add(this);
    try {
        while (waiting.length > 0 || !hasEnded) {
            if (waiting.length === 0)
                await new Promise(resolve => (wakeUp = resolve));
            for (const [peer, batch] of waiting.splice(0)) {
                for (const event of batch)
                    yield [peer, event];
            }
        }
    } finally {
        awaitedSessions.delete(this);
        handlers.forEach(id => this.disconnect(id));
    }
}

function extendSession(Session) {
    Session[Symbol.iterator] = iterateModel;
    Session.events = iterateEvents;

    addDefaults(Session, 'listen', 0, 0);
    addDefaults(Session, 'listen_on', 1, 0);

    Gio._promisify(Session, 'invite_async', 'invite_finish');
    Gio._promisify(Session, 'invite_addresses_async', 'invite_addresses_finish');
    const {invite_async: inviteHost, invite_addresses_async: inviteAddresses} = Session;

    Session.invite_addresses_async = function (addresses, cancellable = null, ...callback) {
        return inviteAddresses.call(this, addresses, cancellable, ...callback);
    };

    /* A host and perhaps its port, or the service of a browser. */
    Session.invite_async = function (host, ...args) {
        if (typeof host !== 'string')
            return this.invite_addresses_async(host.list_addresses(), ...args);

        const [port = Seqgo.RTP_DEFAULT_PORT, cancellable = null, ...callback] = args;
        return inviteHost.call(this, host, port, cancellable, ...callback);
    };

    /* A service has no port behind it, and a host need not have one. */
    Session.invite = function (host, ...args) {
        const port = typeof args[0] === 'object' ? undefined : args.shift();
        const {cancellable = null} = args[0] ?? {};

        return typeof host === 'string'
            ? this.invite_async(host, port, cancellable) : this.invite_async(host, cancellable);
    };

    Session.send_events = function (events) {
        return this.send_batch(Seqgo.EventBatch.new([...events]));
    };
}

function _init() {
    Seqgo = this;

    Object.getOwnPropertyNames(Seqgo).forEach(name => extendType(Seqgo[name] ?? {}));
    extendEvent(Seqgo.Event.prototype);
    extendBatch(Seqgo.EventBatch);
    extendFile(Seqgo.MidiFile.prototype);
    extendBrowser(Seqgo.RtpBrowser.prototype);
    extendClient(Seqgo.SequencerClient.prototype);
    extendBuffer(Seqgo.SequencerBuffer.prototype);
    extendPort(Seqgo.SequencerPort.prototype);
    extendQueue(Seqgo.SequencerQueue.prototype);
    addAttribute(Seqgo.SequencerClockSender.prototype, 'position');
    addAttribute(Seqgo.SequencerPlayer.prototype, 'speed');
    promisify(Seqgo.SequencerPlayer.prototype, 'play');
    addDefaults(Seqgo.SequencerRecorder, 'new', 1, 480, 120);
    extendRegistry(Seqgo.SequencerRegistry.prototype,
        Seqgo.SequencerRegistryClient.prototype);
    addDefaults(Seqgo.RtpBridge, 'open', 1, 0);
    extendSession(Seqgo.RtpSession.prototype);
    extendTransfer(Seqgo.SequencerTransfer.prototype);
    extendUmp(Seqgo.Ump.prototype);
}
