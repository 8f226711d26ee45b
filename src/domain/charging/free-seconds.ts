/** Free seconds of packages in a call: which count, how many are held while it runs, and how many it used in the end. */
import { assert, known } from '../assert.ts';
import {
  allowanceAt,
  coversNumber,
  isInForce,
  leftSeconds,
  takeInOrder,
  type Allowance,
} from '../packages/allowance.ts';
import {
  affordableWithFreeSeconds,
  billedAtMost,
  holdWithFreeMicros,
  priceWithFreeMicros,
} from '../rating/free-seconds.ts';
import { affordableSeconds, holdMicros, type HoldTerms } from '../rating/hold.ts';
import { billedSeconds, priceMicros } from '../rating/price.ts';
import type { Terms } from '../rating/rate.ts';
import type { Book, BookWallet } from './book.ts';
import type { Catalogue, Payer } from './catalogue.ts';
import type { Frozen, FrozenLevel, FrozenPackage } from './frozen.ts';

/** A package that covers the number, with what is left of it. */
export type LevelPackage = Readonly<{ name: string; allowance: Allowance }>;

export const NO_PACKAGES: readonly LevelPackage[] = [];

/** The packages of one who pays that cover a number, in the order in which they are used. Of a call that is free anyway, none. */
export function packagesFor(
  { packages }: Catalogue,
  { account, wallet }: Payer,
  { allowances }: BookWallet,
  call: Readonly<{ number: string; hold: HoldTerms; atMs: number }>,
): readonly LevelPackage[] {
  if (account.packages.length === 0) return NO_PACKAGES;
  const { number, hold, atMs } = call;
  if (hold.firstMicros === 0n && hold.nextMicros === 0n) return NO_PACKAGES;
  const found = account.packages.flatMap((assignment) => {
    const pack = packages.get(assignment.packageId);
    // Whoever does not sell to the account any more gives it nothing either.
    if (pack === undefined || !pack.isActive || pack.ownerId !== wallet.issuerId) return [];
    if (!isInForce(assignment, atMs) || !coversNumber(pack, number)) return [];
    return { pack, allowance: allowanceAt(allowances, pack, assignment, atMs) };
  });
  return found
    .toSorted(
      (a, b) =>
        a.pack.priority - b.pack.priority || (a.allowance.assignmentId < b.allowance.assignmentId ? -1 : 1),
    )
    .map(({ pack, allowance }) => ({ name: pack.name, allowance }));
}

export function frozenPackages(packages: readonly LevelPackage[]): readonly FrozenPackage[] {
  return packages.map(({ name, allowance }) => ({
    allowanceId: allowance.id,
    name,
    left: leftSeconds(allowance),
    included: allowance.includedSeconds,
  }));
}

/** What one level buys by: with packages some of it may be free. */
export type Purchase = Readonly<{ terms: Terms; hold: HoldTerms; freeSeconds: number | null }>;

/** Free seconds of a level; null = nothing is left, or it has no package for this call. */
export function freeSecondsOf({ packages }: Readonly<{ packages: readonly LevelPackage[] }>): number | null {
  const left = packages.reduce((total, { allowance }) => total + leftSeconds(allowance), 0);
  return left === 0 ? null : left;
}

/** Whether some of a call may be free. Where nothing was left when it began, all of it is paid. */
export function hadFree(packages: readonly FrozenPackage[] = []): boolean {
  return packages.some(({ left }) => left > 0);
}

/** Micros to hold for up to so many seconds. */
export function holdFor({ terms, hold, freeSeconds }: Purchase, seconds: number): bigint {
  return freeSeconds === null ? holdMicros(hold, seconds) : holdWithFreeMicros(terms, seconds, freeSeconds);
}

/** The longest talk that free seconds and money cover. */
export function affordableFor(
  { terms, hold, freeSeconds }: Purchase,
  availableMicros: bigint,
  secondsMax: number,
): number {
  return freeSeconds === null
    ? affordableSeconds(hold, availableMicros, secondsMax)
    : affordableWithFreeSeconds(terms, availableMicros, { freeSeconds, secondsMax });
}

/** What each level pays for talk, and which seconds of which package are free; those of all levels in one list. */
export type FreeUse = Readonly<{ levelMicros: readonly bigint[]; usedSeconds: readonly number[] }>;

/**
 * Prices the talk at every level. `most` says of each package of the call, in the order of `packagesOf`, how many seconds it
 * may give.
 */
export function priceTalk(
  levels: readonly Pick<FrozenLevel, 'packages'>[],
  terms: readonly Terms[],
  talkSeconds: number,
  most: readonly number[],
): FreeUse {
  const usedSeconds: number[] = [];
  const levelMicros = levels.map(({ packages = [] }, level) => {
    const own = known(terms[level], 'the terms of the level');
    const first = usedSeconds.length;
    const billed = hadFree(packages) ? billedSeconds(own, talkSeconds) : 0;
    usedSeconds.push(...takeInOrder(billed, most.slice(first, first + packages.length)));
    if (!hadFree(packages)) return priceMicros(own, talkSeconds);
    return priceWithFreeMicros(own, talkSeconds, sum(usedSeconds.slice(first)));
  });
  return { levelMicros, usedSeconds };
}

/** The packages of a call with their levels: what is held and used of them is written in this order. */
export function packagesOf({
  levels,
}: Pick<Frozen, 'levels'>): readonly (FrozenPackage & Readonly<{ level: number; walletId: bigint }>)[] {
  return levels.flatMap(({ packages = [], walletId }, level) =>
    packages.map((each) => ({ ...each, level, walletId: BigInt(walletId) })),
  );
}

/** Of the flat list of a call, what belongs to one level. */
export function freeSecondsOfLevel(
  { levels }: Pick<Frozen, 'levels'>,
  level: number,
  seconds: readonly number[],
): number {
  const first = levels.slice(0, level).reduce((places, { packages = [] }) => places + packages.length, 0);
  return sum(seconds.slice(first, first + (levels[level]?.packages?.length ?? 0)));
}

/** How many seconds each package of a level gives for up to `seconds` of talk: what is held of it already, and more. */
export function freeFor(
  terms: Terms,
  seconds: number,
  { held, left }: Readonly<{ held: readonly number[]; left: readonly number[] }>,
): readonly number[] {
  const more = takeInOrder(Math.max(0, billedAtMost(terms, seconds) - sum(held)), left);
  return held.map((each, place) => each + (more[place] ?? 0));
}

/** Left of an allowance of a running or a recorded call; none of one that is over and forgotten. */
export function leftOf({ allowances }: BookWallet, allowanceId: string): number {
  const allowance = allowances.get(allowanceId);
  return allowance === undefined ? 0 : leftSeconds(allowance);
}

/** Holds seconds for a new call. One that holds none yet is kept as well: a further slice may need it. */
export function holdAllowance(book: Book, wallet: BookWallet, allowance: Allowance, held: number): void {
  if (held === 0 && wallet.allowances.has(allowance.id)) return;
  changeAllowance(book, wallet, allowance, { held });
}

/** Holds more (or fewer, below 0) seconds of an allowance, and counts others as used. */
function changeAllowance(
  book: Book,
  wallet: BookWallet,
  allowance: Allowance,
  { held = 0, used = 0 }: Readonly<{ held?: number; used?: number }>,
): void {
  const changed = {
    ...allowance,
    heldSeconds: allowance.heldSeconds + held,
    usedSeconds: allowance.usedSeconds + used,
  };
  assert(
    changed.heldSeconds >= 0 && changed.usedSeconds >= 0 && leftSeconds(changed) >= 0,
    'no free second is given twice',
  );
  wallet.allowances = new Map(wallet.allowances).set(changed.id, changed);
  book.changes.allowances.set(changed.id, wallet.id);
}

/** Changes what is held and used of the packages of a call, by their places in its list. */
export function changeFreeSeconds(
  book: Book,
  frozen: Frozen,
  changes: readonly Readonly<{ held?: number; used?: number }>[],
): void {
  for (const [place, { allowanceId, walletId }] of packagesOf(frozen).entries()) {
    const change = changes[place] ?? {};
    if ((change.held ?? 0) === 0 && (change.used ?? 0) === 0) continue;
    const wallet = known(book.wallets.get(walletId), `wallet ${walletId} of this batch`);
    changeAllowance(book, wallet, known(wallet.allowances.get(allowanceId), 'the allowance'), change);
  }
}

export function sum(seconds: readonly number[]): number {
  return seconds.reduce((total, each) => total + each, 0);
}
