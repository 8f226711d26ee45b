/** The guards of a customer: what counts, where it comes from, and how much of each cap is used. */
import type { Actor } from '../../domain/accounts/actor.ts';
import {
  CAPS,
  capOfSettings,
  DESTINATION_CLASSES,
  guardsInForce,
  stepOf,
  WATCHING_GUARDS,
  type Cap,
  type DestinationClass,
  type GuardKey,
  type GuardStep,
  type OwnGuards,
  type WatchingGuard,
} from '../../domain/accounts/guards.ts';
import { pathAbove } from '../../domain/accounts/tree.ts';
import { known } from '../../domain/assert.ts';
import { spentMicros } from '../../domain/charging/guards.ts';
import { Problem } from '../../domain/problem.ts';
import { findAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { readOwnGuards, spendingOf } from '../../postgres/accounts/guards.ts';
import { blockOf, type GuardBlock } from '../../postgres/charging/guard-events.ts';
import type { Db } from '../../postgres/pool.ts';
import { settingsUnder } from './settings-under.ts';

/** `account`: its own; `above`: a setting of somebody above it; `built_in`: nobody set anything. */
export type GuardSource = 'account' | 'above' | 'built_in';

export type GuardsRead = Readonly<{
  currency: string;
  own: OwnGuards;
  caps: Readonly<
    Record<
      Cap,
      Readonly<{
        micros: bigint | null;
        /** What would count without an own one. */
        settingsMicros: bigint | null;
        from: GuardSource;
        usedMicros: bigint | null;
      }>
    >
  >;
  classes: Readonly<
    Record<DestinationClass, Readonly<{ isOpen: boolean; isOpenBySettings: boolean; from: GuardSource }>>
  >;
  riskyPrefixes: Readonly<{ max: number | null; settingsMax: number | null; from: GuardSource }>;
  /** What of each used cap is held for running calls. */
  heldMicros: bigint;
  /** The longest that one call may become, in seconds. */
  callSeconds: Readonly<{ max: number; settingsMax: number; from: GuardSource }>;
  /** How far each guard goes when it fires. */
  steps: Readonly<Record<WatchingGuard, GuardStep>>;
  /** The oldest event that blocks new calls; null = none does. */
  block: GuardBlock | null;
}>;

/** Throws `not_found`, and `guards_are_of_customers` for an account that does not call. */
export async function readGuards(db: Db, actor: Actor, publicId: string, now: Date): Promise<GuardsRead> {
  const account = await findAccount(db, publicId, actor.scopePath);
  checkHasGuards(account);
  return guardsOf(db, account, now);
}

/** Whether nothing more may be spent on calls in this hour or on this day. */
export async function hasReachedCap(db: Db, customer: AccountNode, now: Date): Promise<boolean> {
  const { caps } = await guardsOf(db, customer, now);
  return [caps.spendPerHour, caps.spendPerDay].some(
    ({ micros, usedMicros }) => micros !== null && usedMicros !== null && usedMicros >= micros,
  );
}

async function guardsOf(db: Db, account: AccountNode, now: Date): Promise<GuardsRead> {
  const own = await readOwnGuards(db, account.id);
  const wallet = known(await spendingOf(db, account.id), 'the wallet of a customer');
  const { settings, sourceOf } = await settingsUnder(db, { path: pathAbove(account.path) });
  const terms = { accountType: account.accountType, creditLimitMicros: wallet.creditLimitMicros };
  const inForce = guardsInForce(terms, own, settings);
  const from = (isOwn: boolean, key: GuardKey | 'calls.seconds_max'): GuardSource =>
    isOwn ? 'account' : sourceOf(key) === 'built_in' ? 'built_in' : 'above';
  const spent = spentMicros(wallet, now);
  const used = {
    spendPerHour: spent.hour + wallet.heldMicros,
    spendPerDay: spent.day + wallet.heldMicros,
    callCost: null,
  };
  const cap = (name: Cap) => {
    const { micros: settingsMicros, key } = capOfSettings(name, terms, settings);
    return {
      micros: inForce.capMicros[name],
      settingsMicros,
      from: from(own.capMicros[name] !== null, key),
      usedMicros: used[name],
    };
  };
  const kind = (name: DestinationClass) => ({
    isOpen: inForce.isOpen[name],
    isOpenBySettings: settings[`guards.${name}_open`],
    from: from(own.isOpen[name] !== null, `guards.${name}_open`),
  });
  return {
    currency: wallet.currency,
    own,
    caps: recordOf(CAPS, cap),
    heldMicros: wallet.heldMicros,
    classes: recordOf(DESTINATION_CLASSES, kind),
    riskyPrefixes: {
      max: inForce.riskyPrefixesMax,
      settingsMax: settings['guards.risky_prefixes'],
      from: from(own.riskyPrefixesMax !== null, 'guards.risky_prefixes'),
    },
    callSeconds: {
      max: inForce.callSecondsMax,
      settingsMax: settings['calls.seconds_max'],
      from: from(own.callSecondsMax === inForce.callSecondsMax, 'calls.seconds_max'),
    },
    steps: recordOf(WATCHING_GUARDS, (guard) => stepOf(guard, settings)),
    block: await blockOf(db, account.id),
  };
}

/** Throws `guards_are_of_customers`: only customers call. */
export function checkHasGuards({ kind }: AccountNode): void {
  if (kind !== 'customer') throw new Problem('guards_are_of_customers');
}

function recordOf<Name extends string, Value>(names: readonly Name[], value: (name: Name) => Value) {
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>;
}
