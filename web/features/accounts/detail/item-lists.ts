/** What belongs to an account and is edited row by row: its fields, columns of its list, and its requests. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  blockedPrefix,
  callerId,
  ipAddress,
  speedDial,
} from '../../../../src/schemas/accounts/account-items.ts';
import { get, patch, post, remove } from '../../../api/client.ts';
import type { ListOf } from '../../../ui/record/editable-list.tsx';
import type { RecordField } from '../../../ui/record/record.ts';

export type IpAddress = z.output<typeof ipAddress>;
export type CallerId = z.output<typeof callerId>;
export type SpeedDial = z.output<typeof speedDial>;
export type BlockedPrefix = z.output<typeof blockedPrefix>;

const label: RecordField = { name: 'label', input: 'text' };
const rules = () => import('../../../../src/schemas/accounts/account-items.ts');

/** The requests of one kind of item; the path is the API's. */
function requestsOf<Row extends { id: string }>(accountId: string, path: string) {
  const url = `/accounts/${encodeURIComponent(accountId)}/${path}`;
  return {
    query: queryOptions({
      queryKey: ['accounts', 'one', accountId, path] as readonly unknown[],
      queryFn: ({ signal }) => get<{ items: Row[] }>(url, { signal }),
    }),
    add: (body: object, idempotencyKey: string) => post(url, body, { idempotencyKey }),
    change: ({ id }: Row, body: object) => patch(`${url}/${id}`, body),
    remove: ({ id }: Row) => remove(`${url}/${id}`),
  };
}

type List<Row extends object> = Omit<ListOf<Row>, 'columns'>;

export function ipAddresses(accountId: string): List<IpAddress> {
  return {
    ...requestsOf<IpAddress>(accountId, 'ip-addresses'),
    words: 'numbers.ipAddresses',
    fields: [
      { name: 'network', input: 'text', isRequired: true, isMono: true },
      { name: 'techPrefix', input: 'text', isMono: true },
      label,
      { name: 'acceptOverlap', input: 'check', isAskedFor: true },
    ],
    schemaOfNew: async () => (await rules()).createIpAddress,
    schemaOfChange: async () => (await rules()).changeIpAddress,
    recordOf: (row) => ({ ...row, network: networkText(row) }),
    nameOf: networkText,
  };
}

/** One address is written as one, not as the network of one that it is kept as. */
export function networkText({ network }: IpAddress): string {
  return network.replace(network.includes(':') ? /\/128$/ : /\/32$/, '');
}

export function callerIds(accountId: string): List<CallerId> {
  return {
    ...requestsOf<CallerId>(accountId, 'caller-ids'),
    words: 'numbers.callerIds',
    fields: [
      { name: 'number', input: 'text', isRequired: true, isMono: true, inputMode: 'tel' },
      label,
      { name: 'isPresent', input: 'check' },
      { name: 'isPinless', input: 'check' },
      { name: 'isVerified', input: 'check' },
    ],
    schemaOfNew: async () => (await rules()).createCallerId,
    schemaOfChange: async () => (await rules()).changeCallerId,
    recordOf: (row) => ({ ...row, number: `+${row.number}` }),
    nameOf: ({ number }) => `+${number}`,
  };
}

export function speedDials(accountId: string): List<SpeedDial> {
  return {
    ...requestsOf<SpeedDial>(accountId, 'speed-dials'),
    words: 'numbers.speedDials',
    fields: [
      { name: 'digits', input: 'text', isRequired: true, isMono: true, inputMode: 'numeric' },
      { name: 'destination', input: 'text', isRequired: true, isMono: true, inputMode: 'tel' },
      label,
    ],
    schemaOfNew: async () => (await rules()).createSpeedDial,
    schemaOfChange: async () => (await rules()).changeSpeedDial,
    nameOf: ({ digits }) => digits,
  };
}

export function blockedPrefixes(accountId: string): List<BlockedPrefix> {
  return {
    ...requestsOf<BlockedPrefix>(accountId, 'blocked-prefixes'),
    words: 'numbers.blockedPrefixes',
    fields: [{ name: 'prefix', input: 'text', isRequired: true, isMono: true, inputMode: 'tel' }, label],
    schemaOfNew: async () => (await rules()).createBlockedPrefix,
    schemaOfChange: async () => (await rules()).changeBlockedPrefix,
    recordOf: (row) => ({ ...row, prefix: `+${row.prefix}` }),
    nameOf: ({ prefix }) => `+${prefix}`,
  };
}
