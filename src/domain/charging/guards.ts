/**
 * The guards of a call: destinations that are closed, and caps on what the caller spends in an hour, a day (both UTC) and
 * one call. What is held for running calls counts as spent, so calls at once never pass a cap together.
 */
import {
  CAPS,
  guardsInForce,
  type DestinationClass,
  type Guards,
  type GuardSettings,
} from '../accounts/guards.ts';
import { settingsAlong, type Settings } from '../accounts/settings.ts';
import { idsOfPath, pathAbove } from '../accounts/tree.ts';
import { isOwnCountry } from '../numbering/own-country.ts';
import type { BookWallet } from './book.ts';
import type { Catalogue, KnownAccount } from './catalogue.ts';
import type { OwnNumbers } from './cli-pool.ts';
import type { FrozenCaps, SeenSpending } from './frozen.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type SettingsOfCalls = GuardSettings & Pick<Settings, 'calls.verified_caller_ids_only'>;

/** The same few settings count for all accounts of a parent: worked out once, until somebody changes a setting. */
const settingsOfParents = new WeakMap<Catalogue['settings'], Map<string, SettingsOfCalls>>();

/** What the operator and the resellers above an account have set. */
export function guardSettingsOf({ settings }: Catalogue, { path }: KnownAccount): SettingsOfCalls {
  let known = settingsOfParents.get(settings);
  if (known === undefined) settingsOfParents.set(settings, (known = new Map()));
  const parent = pathAbove(path);
  let found = known.get(parent);
  if (found === undefined) {
    const levels = idsOfPath(parent).map((id) => ({ stored: settings.get(id) ?? new Map(), sells: true }));
    known.set(parent, (found = settingsAlong(levels)));
  }
  return found;
}

/** The numbers that count as the account's own when it calls, as the settings of those above say. */
export function ownNumbersOf(catalogue: Catalogue, account: KnownAccount): OwnNumbers {
  const { ownNumbers, unverifiedCallerIds: unverified } = account;
  if (unverified.length === 0 || !guardSettingsOf(catalogue, account)['calls.verified_caller_ids_only'])
    return ownNumbers;
  const callerIds = ownNumbers.callerIds.filter((number) => !unverified.includes(number));
  return { ...ownNumbers, callerIds, unverified };
}

/** The guards of whoever calls. */
export function guardsOfCaller(
  catalogue: Catalogue,
  account: KnownAccount,
  { creditLimitMicros }: Pick<BookWallet, 'creditLimitMicros'>,
): Guards {
  const { accountType } = account;
  const settings = guardSettingsOf(catalogue, account);
  return guardsInForce({ accountType, creditLimitMicros }, account.guards, settings);
}

/** The class of a number by its longest prefix; null for one of none, and for one of the caller's own country. */
export function destinationClassOf(
  { destinationClasses }: Catalogue,
  { country }: KnownAccount,
  number: string,
): Readonly<{ name: DestinationClass; prefix: string }> | null {
  for (let length = number.length; length > 0; length--) {
    const prefix = number.slice(0, length);
    const name = destinationClasses.get(prefix);
    if (name !== undefined) return isOwnCountry(number, country) ? null : { name, prefix };
  }
  return null;
}

/** What is charged in the hour and the day of `now`. */
export function spentMicros(
  wallet: Pick<BookWallet, 'spentHourMicros' | 'spentDayMicros' | 'spentAtMs'>,
  now: Date,
): Readonly<{ hour: bigint; day: bigint }> {
  const isSame = (periodMs: number) =>
    Math.floor(wallet.spentAtMs / periodMs) === Math.floor(now.getTime() / periodMs);
  return {
    hour: isSame(HOUR_MS) ? wallet.spentHourMicros : 0n,
    day: isSame(DAY_MS) ? wallet.spentDayMicros : 0n,
  };
}

/** Counts a charge in this hour and day; a correction that gives back is counted too, down to nothing. */
export function countSpent(wallet: BookWallet, micros: bigint, now: Date): void {
  if (micros === 0n) return;
  const { hour, day } = spentMicros(wallet, now);
  const atLeastNothing = (sum: bigint) => (sum < 0n ? 0n : sum);
  wallet.spentHourMicros = atLeastNothing(hour + micros);
  wallet.spentDayMicros = atLeastNothing(day + micros);
  wallet.spentAtMs = now.getTime();
}

export function seenSpending(wallet: BookWallet, now: Date): SeenSpending {
  const { hour, day } = spentMicros(wallet, now);
  return { hour: String(hour), day: String(day), held: String(wallet.heldMicros) };
}

export function frozenCaps({ capMicros }: Guards): FrozenCaps {
  const written = (micros: bigint | null) => (micros === null ? null : String(micros));
  const { spendPerHour, spendPerDay, callCost } = capMicros;
  return {
    spendPerHour: written(spendPerHour),
    spendPerDay: written(spendPerDay),
    callCost: written(callCost),
  };
}

/**
 * What one call of the caller may cost in all by its caps, when `heldMicros` are held for it already; null = as much as
 * it likes. Never below 0.
 */
export function allowanceMicros(
  caps: FrozenCaps | undefined,
  wallet: BookWallet,
  { heldMicros, now }: Readonly<{ heldMicros: bigint; now: Date }>,
): bigint | null {
  if (caps === undefined) return null;
  const spent = spentMicros(wallet, now);
  const others = wallet.heldMicros - heldMicros;
  const taken = { spendPerHour: spent.hour + others, spendPerDay: spent.day + others, callCost: 0n };
  let least: bigint | null = null;
  for (const cap of CAPS) {
    const micros = caps[cap];
    if (micros === null) continue;
    const left = BigInt(micros) - taken[cap];
    if (least === null || left < least) least = left;
  }
  return least !== null && least < 0n ? 0n : least;
}

/** The cap that leaves the least: the one to name when a call does not fit. */
export function tightestCap(caps: FrozenCaps, { hour, day, held }: SeenSpending) {
  const used = {
    spendPerHour: BigInt(hour) + BigInt(held),
    spendPerDay: BigInt(day) + BigInt(held),
    callCost: 0n,
  };
  const set = CAPS.flatMap((cap) => {
    const micros = caps[cap];
    return micros === null ? [] : [{ cap, micros: BigInt(micros), used: used[cap] }];
  });
  return set.toSorted((a, b) => (a.micros - a.used < b.micros - b.used ? -1 : 1))[0];
}
