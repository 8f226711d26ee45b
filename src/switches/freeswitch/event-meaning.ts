/** What an event of FreeSWITCH means to us. Most mean nothing: legs that we know nothing of, and what its records tell better. */
import { isIP } from 'node:net';
import { isUuid } from '../../domain/ids.ts';
import { CAUSES_OF_FAILURE } from './bridge-actions.ts';
import { readCalls } from './cdr.ts';
import { instantOf } from './dialplan.ts';
import { parseObject, type EslEvent } from './esl-protocol.ts';

export type CarriedCall = ReturnType<typeof readCalls>[number];

export type Meaning =
  /** A leg to a gateway or a phone was begun. */
  | Readonly<{ kind: 'tried'; calls: readonly CarriedCall[]; at: Date }>
  | Readonly<{ kind: 'answered'; calls: readonly CarriedCall[]; answeredAt: Date }>
  /** It talks at this moment. */
  | Readonly<{ kind: 'alive'; calls: readonly CarriedCall[]; answeredAt: Date; at: Date }>
  /** A leg that nobody answered is over. `failed`: whoever it was for did nothing with the call, and said so with this status. */
  | Readonly<{
      kind: 'unanswered';
      calls: readonly CarriedCall[];
      failed: Readonly<{ sipStatus: number | null }> | null;
    }>
  /** How the switch does. */
  | Readonly<{ kind: 'beat'; beat: Beat }>
  | Readonly<{ kind: 'registered'; contact: Contact }>
  | Readonly<{ kind: 'unregistered'; deviceId: string; callId: string; at: Date }>
  | Readonly<{ kind: 'refused'; source: string; username: string }>
  | Readonly<{ kind: 'gateway'; gatewayId: string; isRegistered: boolean; at: Date }>
  | Readonly<{ kind: 'nothing' }>;

export type Beat = Readonly<{
  /** By its own clock. */
  at: Date;
  /** Another one after each start. */
  coreId: string;
  /** Such as 1.10.12; null = it is written otherwise than known. */
  version: string | null;
  uptimeMs: number;
  sessions: number;
  sessionsMax: number;
  idleCpuPercent: number;
}>;

/** A phone, and where it can be reached. */
export type Contact = Readonly<{
  deviceId: string;
  /** Names the registration of one phone, through all its refreshes. */
  callId: string;
  at: Date;
  until: Date;
  address: string;
  port: number;
  transport: string;
  contact: string;
  /** Null: not told. */
  userAgent: string | null;
}>;

const NOTHING: Meaning = { kind: 'nothing' };
/** Of a text of a phone; what is kept of it is cut further. */
const TEXT_MAX = 1024;
const EXPIRES_SECONDS_MAX = 86_400;

export function meaningOf(event: EslEvent): Meaning {
  switch (event.name) {
    case 'CHANNEL_CREATE':
    case 'CHANNEL_ANSWER':
    case 'SESSION_HEARTBEAT':
    case 'CHANNEL_HANGUP_COMPLETE':
      return meaningOfLeg(event);
    case 'HEARTBEAT':
      return meaningOfBeat(event);
    case 'CUSTOM':
      return meaningOfSofia(event);
    default:
      return NOTHING;
  }
}

/**
 * The leg to the called one is where a call lives. Of the caller's own leg only a call to an access number, which is that leg: what else
 * stands on it may be over, or not begun.
 */
function meaningOfLeg(event: EslEvent): Meaning {
  const isCalled = event.field('Call-Direction') === 'outbound';
  const carried = event.field(isCalled ? 'variable_tollbook_calls' : 'variable_tollbook_access');
  const calls = readCalls(carried ?? undefined);
  const at = instantOf(event.field('Event-Date-Timestamp') ?? undefined);
  if (calls.length === 0 || at === null) return NOTHING;
  const answeredAt = instantOf(event.field('Caller-Channel-Answered-Time') ?? undefined);
  switch (event.name) {
    case 'CHANNEL_CREATE':
      return isCalled ? { kind: 'tried', calls, at } : NOTHING;
    case 'CHANNEL_ANSWER':
      return answeredAt === null ? NOTHING : { kind: 'answered', calls, answeredAt };
    case 'SESSION_HEARTBEAT':
      return answeredAt === null ? NOTHING : { kind: 'alive', calls, answeredAt, at };
    default:
      // It lived until now: should its record be lost, this is the last that is known.
      if (answeredAt !== null)
        return event.field('Hangup-Cause') === 'LOSE_RACE'
          ? NOTHING
          : { kind: 'alive', calls, answeredAt, at };
      return isCalled ? { kind: 'unanswered', calls, failed: failureOf(event) } : NOTHING;
  }
}

function failureOf(event: EslEvent): Readonly<{ sipStatus: number | null }> | null {
  const cause = event.field('Hangup-Cause');
  if (!CAUSES_OF_FAILURE.some((each) => each === cause)) return null;
  const status = Number(/^\d{3}$/.exec(event.field('variable_sip_term_status') ?? '')?.[0] ?? 0);
  if (status >= 300 && status <= 699) return { sipStatus: status };
  return { sipStatus: cause === 'RECOVERY_ON_TIMER_EXPIRE' ? 408 : null };
}

function meaningOfBeat(event: EslEvent): Meaning {
  const at = instantOf(event.field('Event-Date-Timestamp') ?? undefined);
  const coreId = event.field('Core-UUID') ?? '';
  const uptimeMs = wholeOf(event.field('Uptime-msec'));
  const sessions = wholeOf(event.field('Session-Count'));
  const sessionsMax = wholeOf(event.field('Max-Sessions'));
  if (at === null || !isUuid(coreId) || uptimeMs === null || sessions === null || sessionsMax === null)
    return NOTHING;
  const idle = Number(event.field('Idle-CPU') ?? Number.NaN);
  const idleCpuPercent = idle >= 0 && idle <= 100 ? Math.round(idle * 10) / 10 : 0;
  const version = versionOf(event.field('FreeSWITCH-Version') ?? '');
  return { kind: 'beat', beat: { at, coreId, version, uptimeMs, sessions, sessionsMax, idleCpuPercent } };
}

const wholeOf = (text: string | null) => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null);

/** "1.10.12" of "1.10.12-release+git~…"; null = there is none. */
export function versionOf(text: string): string | null {
  return /\b(\d{1,3}\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? null;
}

function meaningOfSofia(event: EslEvent): Meaning {
  const at = instantOf(event.field('Event-Date-Timestamp') ?? undefined);
  const deviceId = event.field('from-user') ?? '';
  const callId = event.field('call-id') ?? '';
  if (at === null) return NOTHING;
  switch (event.subclass) {
    case 'sofia::register': {
      const seconds = wholeOf(event.field('expires'));
      const port = wholeOf(event.field('network-port'));
      if (seconds === null || port === null || !isDevice(deviceId, callId)) return NOTHING;
      const contact = {
        deviceId,
        callId,
        at,
        until: new Date(at.getTime() + Math.min(seconds, EXPIRES_SECONDS_MAX) * 1000),
        address: event.field('network-ip') ?? '',
        port,
        transport: transportOf(event.field('status') ?? ''),
        contact: (event.field('contact') ?? '').slice(0, TEXT_MAX),
        userAgent: (event.field('user-agent') ?? '').slice(0, TEXT_MAX),
      };
      return isAddress(contact.address) ? { kind: 'registered', contact } : NOTHING;
    }
    case 'sofia::unregister':
      return isDevice(deviceId, callId) ? { kind: 'unregistered', deviceId, callId, at } : NOTHING;
    case 'sofia::register_failure': {
      const source = event.field('network-ip') ?? '';
      const username = (event.field('to-user') ?? '').slice(0, TEXT_MAX);
      return isAddress(source) ? { kind: 'refused', source, username } : NOTHING;
    }
    case 'sofia::gateway_state':
      return meaningOfGateway(event.field('Gateway') ?? '', event.field('State') ?? '', at);
    default:
      return NOTHING;
  }
}

/** Our directory makes every phone register by its device's id, whatever it calls itself. */
const isDevice = (deviceId: string, callId: string) =>
  isUuid(deviceId) && callId !== '' && callId.length <= TEXT_MAX;

/** FreeSWITCH wrote it, from the packet. */
const isAddress = (text: string) => isIP(text) !== 0;

/** Of "Registered(UDP-NAT)". */
function transportOf(status: string): string {
  return /\((UDP|TCP|TLS|WSS|WS)\b/.exec(status)?.[1]?.toLowerCase() ?? 'udp';
}

/** What it is on the way to says the next event. */
const IS_REGISTERED: Readonly<Partial<Record<string, boolean>>> = {
  REGED: true,
  UNREGED: false,
  FAILED: false,
  FAIL_WAIT: false,
  EXPIRED: false,
  DOWN: false,
  TIMEOUT: false,
};

function meaningOfGateway(gatewayId: string, state: string, at: Date): Meaning {
  const isRegistered = IS_REGISTERED[state];
  return isRegistered === undefined || !isUuid(gatewayId)
    ? NOTHING
    : { kind: 'gateway', gatewayId, isRegistered, at };
}

export type GatewayState = Readonly<{
  gatewayId: string;
  /** Null: it does not register, or is on its way to. */
  isRegistered: boolean | null;
}>;

/** The gateways in the answer to `listGateways`. */
export function readGateways(text: string): readonly GatewayState[] {
  return text.split('\n').flatMap((line) => {
    const [, gatewayId, state] = /^\s*[^\s:]+::(\S+)\t[^\t]*\t([A-Z_]+)\t/.exec(line) ?? [];
    if (gatewayId === undefined || state === undefined || !isUuid(gatewayId)) return [];
    return [{ gatewayId, isRegistered: IS_REGISTERED[state] ?? null }];
  });
}

/** The contacts in the answer to `listRegistrations`, as they are at this moment; none where FreeSWITCH keeps no list. */
export function readRegistrations(text: string, at: Date): readonly Contact[] {
  const rows = parseObject(text)?.rows;
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row: unknown) => {
    const values = (row ?? {}) as Readonly<Record<string, unknown>>;
    const text = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
    const [until, port] = [wholeOf(text('expires')), wholeOf(text('network_port'))];
    const [deviceId, callId, address] = [text('reg_user'), text('token'), text('network_ip')];
    if (until === null || port === null || !isDevice(deviceId, callId) || !isAddress(address)) return [];
    const transport = /^(udp|tcp|tls|wss?)$/.exec(text('network_proto').toLowerCase())?.[0] ?? 'udp';
    const contact = text('url').slice(0, TEXT_MAX);
    return [
      {
        deviceId,
        callId,
        at,
        until: new Date(until * 1000),
        address,
        port,
        transport,
        contact,
        userAgent: null,
      },
    ];
  });
}
