/**
 * The event socket of a FreeSWITCH that is not there: it speaks what mod_event_socket 1.10.12 speaks, byte by byte, and knows
 * channels, their variables and the tasks that end them. Events are those that a real one sent, filled in.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll } from 'vitest';

export type Task = Readonly<{ id: number; seconds: number; group: string; command: string }>;
/** An answer to give instead of its own, or a word. `mute`: it is done, and neither an answer nor anything else comes any more; `break`: it is done and the connection ends; `lost`: it is not done, and the connection ends. */
export type Trick = string | undefined;
type Fields = Readonly<Record<string, string>>;
type Peer = {
  socket: Socket;
  isIn: boolean;
  isEvents: boolean;
  words: Set<string>;
  cut: number;
  last: Promise<void>;
};

export async function startEslServer({ password = 'the esl key' }: { password?: string } = {}) {
  const peers = new Set<Peer>();
  const channels = new Map<string, Map<string, string>>();
  const commands: string[] = [];
  let tasks: Task[] = [];
  let taskId = 0;
  let coreUuid = randomUUID() as string;
  let sequence = 0;
  let trick: (command: string) => Trick | Promise<Trick> = () => undefined;
  const state = {
    version: '1.10.12-release+git~20240802T210227Z~a88d069d6f~64bit (git a88d069 2024-08-02 21:02:27Z 64bit)',
    /** In milliseconds since 1970. */
    now: () => Date.now(),
    modules: ['mod_sofia', 'mod_xml_curl', 'mod_json_cdr'] as string[],
    registrations: [] as Fields[],
    gateways: [] as { name: string; state: string }[],
    /** Bytes that are written at once; 0 = all of them. */
    cut: 0,
    greeting: 'Content-Type: auth/request\n\n',
  };

  const schedule = (group: string, seconds: number, command: string) => {
    taskId += 1;
    tasks.push({ id: taskId, seconds, group, command });
    return taskId;
  };

  const run = (name: string, args: string): string => {
    const [first = '', second = ''] = args.split(' ');
    const channel = channels.get(first);
    switch (name) {
      case 'uuid_exists':
        return channel === undefined ? 'false' : 'true';
      case 'uuid_getvar':
        return channel === undefined ? '-ERR No such channel!\n' : (channel.get(second) ?? '_undef_');
      case 'uuid_dump':
        return channel === undefined
          ? '-ERR No such channel!\n'
          : JSON.stringify(dumpOf(first, channel), null, 1);
      case 'uuid_kill':
        return channels.delete(first) ? '+OK\n' : '-ERR No such channel!\n';
      case 'sched_api': {
        const [, seconds, group, command] = /^\+(\d+) (\S+) (.+)$/.exec(args) ?? [];
        if (command === undefined)
          return '-ERR Invalid syntax. USAGE: [+@]<time> <group_name> <command_string>[&]\n';
        return `+OK Added: ${schedule(group!, Number(seconds), command)}\n`;
      }
      case 'sched_del': {
        const before = tasks.length;
        tasks = tasks.filter(({ group }) => group !== args);
        return `+OK Deleted: ${before - tasks.length}\n`;
      }
      case 'strepoch':
        return String(Math.floor(state.now() / 1000));
      case 'version':
        return `FreeSWITCH Version ${state.version}\n`;
      case 'show':
        if (first === 'modules')
          return rows(
            state.modules.map((ikey) => ({ type: 'api', name: ikey, ikey, filename: `/lib/${ikey}.so` })),
          );
        if (first === 'registrations') return rows(state.registrations);
        return '-USAGE: show\n';
      case 'sofia':
        if (args === 'status gateway') return gatewayTable(state.gateways);
        return args.endsWith('rescan')
          ? 'Reload XML [Success]\n+OK scan complete\n'
          : '+OK gateway marked for deletion.\n';
      case 'reloadacl':
        return '+OK acl reloaded\n';
      case 'xml_flush_cache':
        return '+OK cleared 0 entries\n';
      default:
        return `-ERR ${name} Command not found!\n`;
    }
  };

  /** One write after another, each cut where the test wants it. */
  const write = (peer: Peer, text: string) => {
    const bytes = Buffer.from(text);
    peer.last = peer.last.then(async () => {
      const size = peer.cut || bytes.length;
      for (let at = 0; at < bytes.length && !peer.socket.destroyed; at += size) {
        peer.socket.write(bytes.subarray(at, at + size));
        if (peer.cut > 0) await turn();
      }
    });
    return peer.last;
  };
  const reply = (peer: Peer, text: string) =>
    write(peer, `Content-Type: command/reply\nReply-Text: ${text}\n\n`);

  const take = async (peer: Peer, line: string) => {
    if (!peer.isIn) {
      if (line === `auth ${password}`) {
        peer.isIn = true;
        return reply(peer, '+OK accepted');
      }
      await reply(peer, '-ERR invalid');
      await write(
        peer,
        'Content-Type: text/disconnect-notice\nContent-Length: 67\n\nDisconnected, goodbye.\nSee you at ClueCon! http://www.cluecon.com/\n',
      );
      return peer.socket.end();
    }
    commands.push(line);
    if (line.startsWith('event json ')) {
      peer.isEvents = true;
      for (const word of line.slice(11).split(' ')) peer.words.add(word);
      return reply(peer, '+OK event listener enabled json');
    }
    if (line.startsWith('bgapi '))
      return reply(peer, `+OK Job-UUID: ${randomUUID()}\nJob-UUID: ${randomUUID()}`);
    if (!line.startsWith('api ')) return reply(peer, '-ERR command not found');
    const played = await trick(line.slice(4));
    if (played === 'lost') return peer.socket.destroy();
    const [, name = '', args = ''] = /^api (\S+) ?(.*)$/.exec(line) ?? [];
    const isPlayed = played === 'mute' || played === 'break' || played === undefined;
    const body = isPlayed ? run(name, args) : played;
    if (played === 'break') return peer.socket.destroy();
    if (played === 'mute') return new Promise<never>(() => {});
    return write(peer, `Content-Type: api/response\nContent-Length: ${Buffer.byteLength(body)}\n\n${body}`);
  };

  const server = createServer((socket) => {
    const peer: Peer = {
      socket,
      isIn: false,
      isEvents: false,
      words: new Set(),
      cut: state.cut,
      last: Promise.resolve(),
    };
    peers.add(peer);
    let read = '';
    let working: Promise<unknown> = Promise.resolve();
    socket.on('data', (bytes) => {
      read += bytes.toString();
      for (;;) {
        const end = read.indexOf('\n\n');
        if (end < 0) return;
        const line = read.slice(0, end).replace(/^\n+/, '');
        read = read.slice(end + 2);
        working = working.then(() => take(peer, line));
      }
    });
    socket.on('error', () => {}); // the tests break connections
    socket.on('close', () => peers.delete(peer));
    void write(peer, state.greeting);
  });
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const drop = () => {
    for (const { socket } of peers) socket.destroy();
  };
  afterAll(() => {
    drop();
    server.close();
  });

  const fire = async (fields: Fields, body?: string) => {
    sequence += 1;
    const { 'Event-Name': name = '', 'Event-Subclass': subclass = '' } = fields;
    const text =
      body ??
      JSON.stringify(
        {
          'Core-UUID': coreUuid,
          'Event-Sequence': String(sequence),
          'Event-Date-Timestamp': micros(state.now()),
          ...fields,
        },
        null,
        1,
      );
    await Promise.all(
      [...peers]
        .filter(({ isEvents, words }) => isEvents && words.has(name === 'CUSTOM' ? subclass : name))
        .map((peer) =>
          write(peer, `Content-Length: ${Buffer.byteLength(text)}\nContent-Type: text/event-json\n\n${text}`),
        ),
    );
  };
  return {
    schedule,
    url: `esl://127.0.0.1:${port}`,
    port,
    password,
    state,
    channels,
    commands,
    tasks: () => tasks,
    /** What `group` ends, in seconds from when it was said. */
    tasksOf: (sessionId: string) => tasks.filter(({ group }) => group.includes(sessionId)),
    playTricks: (next: typeof trick) => {
      trick = next;
    },
    connections: () => peers.size,
    listeners: () => [...peers].filter(({ isEvents }) => isEvents).length,
    isHeard: () => [...peers].some(({ isEvents }) => isEvents),
    /** Bytes that its connections have not taken yet. */
    waitingBytes: () => [...peers].reduce((sum, { socket }) => sum + socket.writableLength, 0),
    sendRaw: (text: string) => Promise.all([...peers].map((peer) => write(peer, text))),
    fire,
    /** An event of the fixtures with other fields. */
    fireLike: (fixture: string, fields: Fields) => fire({ ...fixtureOf(fixture), ...fields }),
    drop,
    /** Nothing can connect until `open`. */
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        drop();
      }),
    open: () => listen(port),
    /** It was killed and came back: no channels, no tasks, another Core-UUID. */
    restart: () => {
      channels.clear();
      tasks = [];
      coreUuid = randomUUID();
      drop();
    },
  };
}

export type EslServer = Awaited<ReturnType<typeof startEslServer>>;

const micros = (ms: number) => String(Math.round(ms * 1000));
const rows = (list: readonly object[]) =>
  list.length === 0 ? '{"row_count": 0}\n' : JSON.stringify({ row_count: list.length, rows: list });

function gatewayTable(gateways: readonly Readonly<{ name: string; state: string }>[]): string {
  const line = '='.repeat(97);
  const head = `    Profile::Gateway-Name\t                    Data    \tState\tPing Time\tIB Calls(F/T)\tOB Calls(F/T)`;
  const each = gateways.map(
    ({ name, state }) => `tollbook::${name}\t                  sip:u@carrier\t${state}\t  0.00\t0/0\t0/0`,
  );
  return `${[head, line, ...each, line].join('\n')}\n${gateways.length} gateways: Inbound(Failed/Total): 0/0,Outbound(Failed/Total):0/0\n`;
}

function dumpOf(uuid: string, channel: ReadonlyMap<string, string>): Fields {
  const variables = Object.fromEntries([...channel].map(([name, value]) => [`variable_${name}`, value]));
  const answered = { 'Caller-Channel-Answered-Time': channel.get('answered_at') ?? '0' };
  return { 'Event-Name': 'CHANNEL_DATA', 'Unique-ID': uuid, ...answered, ...variables };
}

/** The JSON of a captured event; some were cut by the capture in the middle of a frame. */
export function fixtureOf(name: string): Fields {
  const text = readFileSync(new URL(`../fixtures/freeswitch/${name}.txt`, import.meta.url), 'utf8');
  return JSON.parse(text.slice(text.indexOf('\n\n') + 2)) as Fields;
}
