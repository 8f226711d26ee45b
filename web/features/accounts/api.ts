/** Reads of accounts. Types come from the schemas that the server answers by. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  AccountBody,
  accountDefaults,
  accountPage,
  accountSummary,
  createdAccount,
  deviceList,
  numberReservation,
  sipDevice,
  addedDevice,
  sipDeviceWithSecret,
  wallet,
} from '../../../src/schemas/accounts/account.ts';
import type { AccountPackageBody } from '../../../src/schemas/packages/packages.ts';
import type { GuardsBody } from '../../../src/schemas/accounts/guards.ts';
import type { listView, listViews } from '../../../src/schemas/accounts/list-views.ts';
import type { pendingPayment } from '../../../src/schemas/ledger/pending-payments.ts';
import type { postedTransfer, statement } from '../../../src/schemas/ledger/money.ts';
import { get } from '../../api/client.ts';
import type { ListSearch, NewKind } from './search.ts';

export type Account = AccountBody;
export type AccountSummary = z.output<typeof accountSummary>;
export type AccountPage = z.output<typeof accountPage>;
export type ListView = z.output<typeof listView>;
export type AccountDefaults = z.output<typeof accountDefaults>;
export type CreatedAccount = z.output<typeof createdAccount>;
export type NumberReservation = z.output<typeof numberReservation>;
export type SipDevice = z.output<typeof sipDevice>;
/** The password is null where the same form had added it before. */
export type AddedDevice = z.output<typeof addedDevice>;
export type SipDeviceWithSecret = z.output<typeof sipDeviceWithSecret>;
export type Wallet = z.output<typeof wallet>;
export type Statement = z.output<typeof statement>;
export type PendingPayment = z.output<typeof pendingPayment>;
export type PostedTransfer = z.output<typeof postedTransfer>;

const PAGE_LIMIT = 25;
/** How often a card that waits for a phone asks whether it registered. */
const REGISTRATION_POLL_MS = 4_000;

export const accountsQuery = ({ columns: _shown, open: _open, ...search }: ListSearch) =>
  queryOptions({
    queryKey: ['accounts', 'list', search],
    queryFn: ({ signal }) =>
      get<AccountPage>('/accounts', { query: { ...search, limit: PAGE_LIMIT }, signal }),
    placeholderData: keepPreviousData,
  });

export const viewsQuery = queryOptions({
  queryKey: ['account-views'],
  queryFn: ({ signal }) => get<z.output<typeof listViews>>('/me/account-views', { signal }),
  staleTime: 60_000,
});

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id],
    queryFn: ({ signal }) => get<Account>(`/accounts/${encodeURIComponent(id)}`, { signal }),
  });

export const defaultsQuery = (kind: NewKind, parentId: string | null) =>
  queryOptions({
    queryKey: ['accounts', 'defaults', kind, parentId],
    queryFn: ({ signal }) =>
      get<AccountDefaults>('/accounts/defaults', {
        query: { kind, ...(parentId === null ? {} : { parentId }) },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

type PackagesOfAccount = Readonly<{
  items: AccountPackageBody[];
  /** What may be given to it; left out where nobody asks. */
  offered?: readonly Readonly<{ id: string; name: string }>[];
}>;

/** What it has of free minutes. */
export const packagesOfAccountQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'packages'] as readonly unknown[],
    queryFn: ({ signal }) =>
      get<PackagesOfAccount>(`/accounts/${encodeURIComponent(id)}/packages`, { signal }),
  });

/** Of customers only. */
export const guardsQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'guards'],
    queryFn: ({ signal }) => get<GuardsBody>(`/accounts/${encodeURIComponent(id)}/guards`, { signal }),
  });

export const statementQuery = (id: string, period: { from?: string; to?: string; cursor?: string }) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'statement', period],
    queryFn: ({ signal }) =>
      get<Statement>(`/accounts/${encodeURIComponent(id)}/statement`, {
        query: { ...period, limit: PAGE_LIMIT },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export const devicesQuery = (id: string, { isWaiting = false } = {}) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'devices'],
    queryFn: ({ signal }) =>
      get<z.output<typeof deviceList>>(`/accounts/${encodeURIComponent(id)}/devices`, { signal }),
    refetchInterval: isWaiting ? REGISTRATION_POLL_MS : false,
  });
