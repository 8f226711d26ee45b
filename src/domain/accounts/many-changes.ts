/** One change of many accounts: what it may hold, and what became of each account. */
import type { AccountSettings, Billing } from './new-account.ts';

type Given<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** A change that means the same for any account. Closing has obstacles of each account's own, and is not among them. */
export type ManyChange = Readonly<{
  status?: 'active' | 'suspended' | undefined;
  settings?: Given<Pick<AccountSettings, 'concurrentCalls' | 'cps' | 'notifications'>> | undefined;
  billing?: Given<Pick<Billing, 'rateGroupId'>> | undefined;
}>;

/** Accounts of one job: each is a transaction of its own, and every change of an account takes a turn. */
export const CHANGED_AT_ONCE_MAX = 1000;

export type Refusal = Readonly<{ field: string; code: string; message: string }>;

export type RefusedAccount = Readonly<{
  accountId: string;
  number: string | null;
  reasons: readonly Refusal[];
}>;

/** Accounts that were sent: changed + same + refused, once the job is done. */
export type ChangedResult = Readonly<{
  changed: number;
  same: number;
  refused: number;
  refusedAccounts: readonly RefusedAccount[];
}>;

export type RestoredResult = Readonly<{
  restored: number;
  kept: number;
  keptAccounts: readonly RefusedAccount[];
}>;
