/** A phone that calls, presses keys as telephones do (RFC 4733) and remembers what it heard: SIP and RTP by hand, G.711 A-law. */
import { createSocket, type Socket } from 'node:dgram';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const RATE_HZ = 8000;
const PACKET_MS = 20;
const SAMPLES = (RATE_HZ * PACKET_MS) / 1000;
const PCMA = 8;
const TELEPHONE_EVENT = 101;
const SILENCE = Buffer.alloc(SAMPLES, 0xd5);

export type RtpPhone = Readonly<{
  /** The status of the last final response; null while there is none. */
  status: () => number | null;
  isOver: () => boolean;
  /** The Reason header of the BYE or CANCEL that ended it. */
  reason: () => string | null;
  answered: () => Promise<void>;
  over: () => Promise<void>;
  /** Each key for a tenth of a second. */
  press: (keys: string) => Promise<void>;
  hangUp: () => void;
  /** All that was heard since the answer, at 8 kHz. */
  heard: () => Int16Array;
  close: () => void;
}>;

/** Calls `number` at `to`, from a port of its own on the loopback. */
export async function callByPhone(
  to: Readonly<{ host: string; port: number }>,
  number: string,
  { from = '4930123456', address = '127.0.0.1' }: Readonly<{ from?: string; address?: string }> = {},
): Promise<RtpPhone> {
  const sip = await socketOn(address);
  const rtp = await socketOn(address);
  const { port: sipPort } = sip.address();
  const tag = randomBytes(6).toString('hex');
  const callId = randomBytes(8).toString('hex');
  const uri = `sip:${number}@${to.host}:${to.port}`;
  const branch = () => `z9hG4bK${randomBytes(8).toString('hex')}`;
  const inviteBranch = branch();
  const state = {
    status: null as number | null,
    toHeader: `<${uri}>`,
    target: uri,
    sequence: 1,
    remote: null as { host: string; port: number } | null,
    isAnswered: false,
    isOver: false,
    reason: null as string | null,
  };
  const heard: { at: number; samples: Int16Array }[] = [];

  const send = (text: string) => sip.send(text, to.port, to.host);
  const request = (
    method: string,
    via: string,
    over: { to?: string; target?: string; sequence?: number; body?: string } = {},
  ) => {
    const {
      to: toHeader = state.toHeader,
      target = state.target,
      sequence = state.sequence,
      body = '',
    } = over;
    return [
      `${method} ${target} SIP/2.0`,
      `Via: SIP/2.0/UDP ${address}:${sipPort};branch=${via};rport`,
      'Max-Forwards: 70',
      `From: <sip:${from}@${address}>;tag=${tag}`,
      `To: ${toHeader}`,
      `Call-ID: ${callId}`,
      `CSeq: ${sequence} ${method}`,
      `Contact: <sip:${from}@${address}:${sipPort}>`,
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n');
  };
  const sdp = [
    'v=0',
    `o=- 1 1 IN IP4 ${address}`,
    's=-',
    `c=IN IP4 ${address}`,
    't=0 0',
    `m=audio ${rtp.address().port} RTP/AVP ${PCMA} ${TELEPHONE_EVENT}`,
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=fmtp:101 0-15',
    'a=ptime:20',
    'a=sendrecv',
    '',
  ].join('\r\n');
  const over = () => {
    state.isOver = true;
    clearInterval(talking);
  };

  sip.on('message', (packet, peer) => {
    const text = packet.toString();
    const header = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(text)?.[1]?.trim() ?? '';
    const code = Number(/^SIP\/2\.0 (\d{3})/.exec(text)?.[1] ?? 0);
    if (code === 0) {
      const method = text.split(' ', 1)[0] ?? '';
      if (method === 'ACK') return;
      const copied = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].flatMap((name) =>
        [...text.matchAll(new RegExp(`^${name}:.*$`, 'gim'))].map(([line]) => line.trim()),
      );
      sip.send(
        ['SIP/2.0 200 OK', ...copied, 'Content-Length: 0', '', ''].join('\r\n'),
        peer.port,
        peer.address,
      );
      if (method === 'BYE') {
        state.reason = header('Reason') || null;
        over();
      }
      return;
    }
    if (!/INVITE/.test(header('CSeq')) || code < 200) return;
    if (code >= 300) {
      send(request('ACK', inviteBranch, { to: header('To'), target: uri, sequence: 1 }));
      state.status = code;
      over();
      return;
    }
    state.toHeader = header('To');
    state.target = /<([^>]+)>/.exec(header('Contact'))?.[1] ?? uri;
    send(request('ACK', branch(), { sequence: 1 }));
    if (state.isAnswered) return;
    state.status = code;
    state.isAnswered = true;
    const host = /^c=IN IP4 (\S+)/m.exec(text)?.[1] ?? to.host;
    state.remote = { host, port: Number(/^m=audio (\d+)/m.exec(text)?.[1] ?? 0) };
  });

  rtp.on('message', (packet) => {
    if (packet.length < 12 || (packet[1]! & 0x7f) !== PCMA) return;
    heard.push({ at: packet.readUInt32BE(4), samples: Int16Array.from(packet.subarray(12), fromAlaw) });
  });
  const stream = { sequence: 1, timestamp: 0, source: randomBytes(4).readUInt32BE(), isPressing: false };
  const sendRtp = (
    type: number,
    payload: Buffer,
    { timestamp, isFirst = false }: { timestamp: number; isFirst?: boolean },
  ) => {
    if (state.remote === null) return;
    const packet = Buffer.alloc(12 + payload.length);
    packet[0] = 0x80;
    packet[1] = type | (isFirst ? 0x80 : 0);
    packet.writeUInt16BE(stream.sequence++ & 0xffff, 2);
    packet.writeUInt32BE(timestamp >>> 0, 4);
    packet.writeUInt32BE(stream.source, 8);
    payload.copy(packet, 12);
    rtp.send(packet, state.remote.port, state.remote.host);
  };
  const talking = setInterval(() => {
    stream.timestamp += SAMPLES;
    if (!stream.isPressing) sendRtp(PCMA, SILENCE, { timestamp: stream.timestamp });
  }, PACKET_MS);

  send(request('INVITE', inviteBranch, { target: uri, body: sdp }));
  return {
    status: () => state.status,
    isOver: () => state.isOver,
    reason: () => state.reason,
    answered: () => until(() => state.isAnswered || state.isOver),
    over: () => until(() => state.isOver),
    press: async (keys) => {
      for (const key of keys) {
        const event = '0123456789*#'.indexOf(key);
        stream.isPressing = true;
        const { timestamp } = stream;
        for (let part = 1; part <= 8; part++) {
          const isEnd = part > 5;
          const payload = Buffer.from([event, (isEnd ? 0x80 : 0) | 10, 0, 0]);
          payload.writeUInt16BE(SAMPLES * Math.min(part, 5), 2);
          sendRtp(TELEPHONE_EVENT, payload, { timestamp, isFirst: part === 1 });
          if (part < 6) await sleep(PACKET_MS);
        }
        stream.isPressing = false;
        await sleep(80);
      }
    },
    hangUp: () => {
      if (state.isOver) return;
      if (state.isAnswered) {
        state.sequence += 1;
        send(request('BYE', branch()));
      } else send(request('CANCEL', inviteBranch, { to: `<${uri}>`, target: uri, sequence: 1 }));
      over();
    },
    heard: () => inOrder(heard),
    close: () => {
      over();
      sip.close();
      rtp.close();
    },
  };
}

async function socketOn(address: string): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  return socket;
}

async function until(isTrue: () => boolean, withinMs = 60_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error('the phone waited in vain');
    await sleep(10);
  }
}

/** As it was played: where nothing was sent there is silence, but for the gap between two streams. */
function inOrder(packets: readonly Readonly<{ at: number; samples: Int16Array }>[]): Int16Array {
  const pieces = [...packets];
  const all = new Int16Array(pieces.reduce((sum, { samples }) => sum + samples.length, 0));
  let at = 0;
  for (const { samples } of pieces) {
    all.set(samples, at);
    at += samples.length;
  }
  return all;
}

/** ITU-T G.711, A-law to linear. */
function fromAlaw(byte: number): number {
  const value = byte ^ 0x55;
  const exponent = (value >> 4) & 7;
  const mantissa = value & 15;
  const sample = exponent === 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 264) << (exponent - 1);
  return (value & 0x80) === 0 ? -sample : sample;
}

/**
 * Where in what was heard a recording begins, in samples; null when it was not heard. The first 300 ms of the recording after its edge
 * decide.
 */
export function findSound(heard: Int16Array, recording: Int16Array, from = 0): number | null {
  const skipped = 200;
  const length = Math.min(2400, recording.length - skipped - 400);
  const wanted = recording.subarray(skipped, skipped + length);
  const energy = Math.sqrt(wanted.reduce((sum, sample) => sum + sample * sample, 0));
  for (let at = from; at + length <= heard.length; at++) {
    // Most places are ruled out by every eighth sample.
    if (likeness(heard, wanted, at, 8) < 0.5) continue;
    let sum = 0;
    let power = 0;
    for (let index = 0; index < length; index++) {
      const sample = heard[at + index]!;
      sum += sample * wanted[index]!;
      power += sample * sample;
    }
    if (sum / (Math.sqrt(power) * energy) > 0.9) return Math.max(0, at - skipped);
  }
  return null;
}

function likeness(heard: Int16Array, wanted: Int16Array, at: number, step: number): number {
  let [sum, left, right] = [0, 0, 1];
  for (let index = 0; index < wanted.length; index += step) {
    const a = heard[at + index]!;
    const b = wanted[index]!;
    sum += a * b;
    left += a * a;
    right += b * b;
  }
  return sum / (Math.sqrt(left * right) + 1);
}
