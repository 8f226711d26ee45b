/**
 * Guards against fraud and mistakes (closed destinations, caps on what is spent, calls at once): what an account has of
 * its own, else what the settings of those above say. Only customers call, so only they are guarded.
 */
import { parseMoney } from '../money.ts';
import { limitOfStored, type Limit } from './limits.ts';
import type { Settings } from './settings.ts';

/** Destinations that are closed until somebody opens them. */
export const DESTINATION_CLASSES = ['satellite', 'premium', 'high_risk'] as const;
export type DestinationClass = (typeof DESTINATION_CLASSES)[number];

/** Caps on money, each with the words of the API, which also name its setting. */
export const CAPS = ['spendPerHour', 'spendPerDay', 'callCost'] as const;
export type Cap = (typeof CAPS)[number];

/** Guards that watch what calls an account makes, and what each may do when it fires: the further down, the harder. */
export const WATCHING_GUARDS = ['risky_prefixes', 'spend_cap'] as const;
export type WatchingGuard = (typeof WATCHING_GUARDS)[number];
export const GUARD_STEPS = ['observe', 'alert', 'block', 'hang_up'] as const;
export type GuardStep = (typeof GUARD_STEPS)[number];

/** Says whether new calls are refused from this step on. */
export function isBlocking(step: GuardStep): boolean {
  return step === 'block' || step === 'hang_up';
}

/** What was set at the account itself: null = by the settings; of a cap or a number -1 = none. */
export type OwnGuards = Readonly<{
  capMicros: Readonly<Record<Cap, bigint | null>>;
  isOpen: Readonly<Record<DestinationClass, boolean | null>>;
  /** So many different risky prefixes within an hour, and the guard fires. */
  riskyPrefixesMax: number | null;
  /** The longest that one call may become; none goes beyond what the settings say. */
  callSecondsMax: number | null;
}>;

export const NO_OWN_GUARDS: OwnGuards = {
  capMicros: { spendPerHour: null, spendPerDay: null, callCost: null },
  isOpen: { satellite: null, premium: null, high_risk: null },
  riskyPrefixesMax: null,
  callSecondsMax: null,
};

/** How an own cap of "none" is stored. */
export const UNCAPPED = -1n;
const UNCOUNTED = -1;

export type GuardKey = Extract<keyof Settings, `guards.${string}`>;
export type GuardSettings = Pick<Settings, GuardKey | 'calls.seconds_max'>;

/** What counts for a call: micros of the account's currency, null = no cap. */
export type Guards = Readonly<{
  capMicros: Readonly<Record<Cap, bigint | null>>;
  isOpen: Readonly<Record<DestinationClass, boolean>>;
  /** null = they are not counted. */
  riskyPrefixesMax: number | null;
  /** The least that the account, the resellers above it and the operator say. */
  callSecondsMax: number;
}>;

type Terms = Readonly<{ accountType: 'prepaid' | 'postpaid'; creditLimitMicros: bigint }>;

/** The guards that count for a customer on these terms. */
export function guardsInForce(terms: Terms, own: OwnGuards, settings: GuardSettings): Guards {
  const cap = (name: Cap) => {
    const micros = own.capMicros[name];
    if (micros === UNCAPPED) return null;
    return micros ?? capOfSettings(name, terms, settings).micros;
  };
  const isOpen = (name: DestinationClass) => own.isOpen[name] ?? settings[`guards.${name}_open`];
  return {
    capMicros: {
      spendPerHour: cap('spendPerHour'),
      spendPerDay: cap('spendPerDay'),
      callCost: cap('callCost'),
    },
    isOpen: { satellite: isOpen('satellite'), premium: isOpen('premium'), high_risk: isOpen('high_risk') },
    riskyPrefixesMax:
      own.riskyPrefixesMax === UNCOUNTED ? null : (own.riskyPrefixesMax ?? settings['guards.risky_prefixes']),
    callSecondsMax: Math.min(own.callSecondsMax ?? Infinity, settings['calls.seconds_max']),
  };
}

/** What a guard does when it fires, by the settings of those above. */
export function stepOf(guard: WatchingGuard, settings: GuardSettings): GuardStep {
  return settings[`guards.${guard}_step`];
}

/**
 * A cap by the settings, and which of them says so. Of a postpaid account it is a share of the credit limit; without
 * one nothing would be left to call with, so the amount of prepaid accounts counts.
 */
export function capOfSettings(
  cap: Cap,
  { accountType, creditLimitMicros }: Terms,
  settings: GuardSettings,
): Readonly<{ micros: bigint | null; key: GuardKey }> {
  if (cap === 'callCost') return amountOf('guards.call_cost', settings);
  const period = cap === 'spendPerHour' ? 'hour' : 'day';
  if (accountType === 'prepaid' || creditLimitMicros === 0n)
    return amountOf(`guards.prepaid_spend_per_${period}`, settings);
  const key = `guards.postpaid_spend_per_${period}_percent` as const;
  const percent = settings[key];
  return { micros: percent === null ? null : (creditLimitMicros * BigInt(percent)) / 100n, key };
}

function amountOf(
  key: 'guards.call_cost' | 'guards.prepaid_spend_per_hour' | 'guards.prepaid_spend_per_day',
  settings: GuardSettings,
) {
  const text = settings[key];
  return { micros: text === null ? null : parseMoney(text), key };
}

/**
 * Calls at once and call attempts per second where an account has none of its own. Resellers carry the calls of many,
 * and each of those has guards of its own.
 */
export function defaultLimits(
  { kind, accountType }: Readonly<{ kind: string; accountType: 'prepaid' | 'postpaid' }>,
  settings: GuardSettings,
): Readonly<{ concurrentCalls: number | 'unlimited'; cps: number | 'unlimited' }> {
  if (kind !== 'customer') return { concurrentCalls: 'unlimited', cps: 'unlimited' };
  return {
    concurrentCalls: settings[`guards.${accountType}_concurrent_calls`] ?? 'unlimited',
    cps: settings[`guards.${accountType}_calls_per_second`] ?? 'unlimited',
  };
}

/** A limit that is in force: the account's own by its column, else the default. */
export function limitInForce(stored: number | null, standard: number | 'unlimited'): number | 'unlimited' {
  return (limitOfStored(stored) as Exclude<Limit, null> | null) ?? standard;
}
