/**
 * Who is registered, told by a switch that does not reach the database. A refresh is written once a minute. Several servers hear the
 * same and write the same: what is older than what stands there changes nothing.
 */
import type pg from 'pg';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { isDatabaseAway } from '../../postgres/problem-of-database-error.ts';
import {
  noteGatewayRegistration,
  noteRegistration,
  noteUnregistration,
  type GatewaySeen,
  type RegisteredPhone,
  type UnregisteredPhone,
} from '../../postgres/switches/switch-phones.ts';

/** Its call id names a registration through all its refreshes. */
export type HeardContact = Omit<RegisteredPhone, 'userAgent'> &
  Readonly<{ callId: string; userAgent: string | null }>;

export type PhoneNotes = Readonly<{
  /** None of these throws or waits. */
  register: (contact: HeardContact) => void;
  unregister: (contact: Pick<HeardContact, 'switchId' | 'deviceId' | 'callId' | 'at'>) => void;
  gateway: (seen: GatewaySeen) => void;
  /** Writes what was noted since the last time. */
  write: () => Promise<void>;
}>;

const REFRESH_EVERY_MS = 60_000;
/** Of phones; a device more forgets one that was heard of longest ago. */
const DEVICES_MAX = 200_000;
/** A phone registers by one or two names at once. */
const CONTACTS_OF_DEVICE_MAX = 10;
/** Waiting to be written: while the database is away only the newest word of each counts. */
const WAITING_MAX = 50_000;

type Write = (tx: Tx) => Promise<void>;
type Known = Readonly<{ untilMs: number; writtenMs: number; place: string; userAgent: string }>;

export function createPhoneNotes({ pool }: Readonly<{ pool: pg.Pool }>): PhoneNotes {
  const devices = new Map<string, Map<string, Known>>();
  /** By device and kind, or gateway. */
  let waiting = new Map<string, Write>();
  const contactsOf = (key: string) => {
    const contacts = devices.get(key) ?? new Map<string, Known>();
    devices.delete(key);
    devices.set(key, contacts);
    for (const [oldest] of devices) {
      if (devices.size <= DEVICES_MAX) break;
      devices.delete(oldest);
    }
    return contacts;
  };
  const longestOf = (contacts: ReadonlyMap<string, Known>, at: Date) => {
    const untils = [...contacts.values()].map(({ untilMs }) => untilMs).filter((ms) => ms > at.getTime());
    return untils.length === 0 ? null : new Date(Math.max(...untils));
  };
  const put = (key: string, write: Write) => {
    waiting.delete(key);
    if (waiting.size < WAITING_MAX) waiting.set(key, write);
  };
  return {
    register: ({ callId, userAgent, ...phone }) => {
      const key = keyOf(phone);
      const contacts = contactsOf(key);
      const before = contacts.get(callId);
      const place = JSON.stringify([phone.address, phone.port, phone.transport, phone.contact]);
      const isRefresh = before?.place === place && before.untilMs > phone.at.getTime();
      const isTold = !isRefresh || phone.at.getTime() - before.writtenMs >= REFRESH_EVERY_MS;
      const agent = userAgent ?? before?.userAgent ?? '';
      const writtenMs = isTold ? phone.at.getTime() : before.writtenMs;
      contacts.delete(callId);
      contacts.set(callId, { untilMs: phone.until.getTime(), writtenMs, place, userAgent: agent });
      const [oldest] = contacts.keys();
      if (oldest !== undefined && contacts.size > CONTACTS_OF_DEVICE_MAX) contacts.delete(oldest);
      if (!isTold) return;
      const until = longestOf(contacts, phone.at) ?? phone.until;
      const row: RegisteredPhone = { ...phone, userAgent: agent, until };
      put(`${key} registered`, (tx) => noteRegistration(tx, row));
    },
    unregister: ({ callId, ...phone }) => {
      const key = keyOf(phone);
      const contacts = contactsOf(key);
      contacts.delete(callId);
      const row: UnregisteredPhone = { ...phone, until: longestOf(contacts, phone.at) };
      put(`${key} unregistered`, (tx) => noteUnregistration(tx, row));
    },
    gateway: (seen) => put(`gateway ${seen.gatewayId}`, (tx) => noteGatewayRegistration(tx, seen)),
    write: async () => {
      if (waiting.size === 0) return;
      const taken = waiting;
      waiting = new Map();
      try {
        await withTransaction(pool, async (tx) => {
          // In one order on all servers, so that they wait for each other and never in a circle. What is older changes nothing.
          for (const [, write] of [...taken].toSorted(([a], [b]) => (a < b ? -1 : 1))) await write(tx);
        });
      } catch (error) {
        // What came meanwhile is newer; what the database refuses it would refuse again.
        if (isDatabaseAway(error)) for (const [key, write] of taken) if (!waiting.has(key)) put(key, write);
        throw error;
      }
    },
  };
}

const keyOf = ({ switchId, deviceId }: Pick<HeardContact, 'switchId' | 'deviceId'>) =>
  `${switchId} ${deviceId}`;
