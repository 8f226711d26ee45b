/** What charging knows without asking: accounts, prices, routes. Money and limits are never in it. */
import { assert } from '../assert.ts';
import type { Language } from '../languages.ts';
import { divideHalfUp } from '../money.ts';
import type { CliPool } from '../accounts/billing-rules.ts';
import type { DestinationClass, OwnGuards, WatchingGuard } from '../accounts/guards.ts';
import { idsOfPath } from '../accounts/tree.ts';
import type { LocalizationSet } from '../numbering/localization.ts';
import type { OwnNumbers } from './cli-pool.ts';
import type { KnownAssignment, KnownPackage } from '../packages/allowance.ts';
import type { PrefixTable } from '../rating/prefix-table.ts';
import { SAME_CURRENCY_E10 } from '../rating/rate.ts';

export type KnownAccount = Readonly<{
  id: bigint;
  number: string;
  kind: string;
  status: 'active' | 'suspended' | 'closed';
  /** By dunning: beside the status, and for as long as its invoices are not paid. */
  isSuspendedForDebt: boolean;
  /** '/1/7/42/' */
  path: string;
  branchId: bigint;
  accountType: 'prepaid' | 'postpaid';
  resellerType: string | null;
  /** Of a commission reseller: millionths of what its customers are charged. */
  commissionPpm: number | null;
  country: string | null;
  /** The earlier of its last instant and so many days after its first use; null = no end. */
  expiresAtMs: number | null;
  /** When the first of its calls was answered, as far as that is known; null = never. */
  firstUsedAtMs: number | null;
  rateGroupId: bigint | null;
  localizationId: bigint | null;
  /** Dialled digits of one to three places → what they stand for. */
  speedDials: ReadonlyMap<string, string>;
  /** E.164 prefixes that may not be called. */
  blockedPrefixes: readonly string[];
  /** E.164 digits that every outbound call shows. */
  forcedCallerId: string | null;
  allowLocalCalls: boolean;
  /** Of a minute, in the wallet's currency. */
  localCallRateNanos: bigint;
  cliPool: CliPool;
  /** What the caller buys at when its CLI pool says so. */
  nonCliRateGroupId: bigint | null;
  /** What the CLI pool compares with, in a fixed order. */
  ownNumbers: OwnNumbers;
  /** Of its caller IDs those that nobody has verified: a setting says whether they count. */
  unverifiedCallerIds: readonly string[];
  guards: OwnGuards;
  packages: readonly KnownAssignment[];
  /** The first guard that blocks its new calls and was not released. */
  block: KnownBlock | null;
  /** Null for kinds that have no money. */
  wallet: KnownWallet | null;
}>;

export type KnownBlock = Readonly<{ guard: WatchingGuard; sinceMs: number }>;

export type KnownWallet = Readonly<{
  id: bigint;
  issuerId: bigint;
  currency: string;
  /** The issuer's revenue in this currency: what a charge credits. */
  revenueAccountId: bigint;
  /** What the issuer's commissions are taken from; null until it gives any in this currency. */
  commissionAccountId: bigint | null;
}>;

export type KnownDevice = Readonly<{
  deviceId: bigint;
  publicId: string;
  accountId: bigint;
  isActive: boolean;
  validUntilMs: number | null;
  /** Its short number, for calls from accounts that are directly below `domainId`; both null without one. */
  extension: string | null;
  domainId: bigint | null;
}>;

/** What a call that comes in by a number costs one who pays, in `currency`. */
export type KnownDidPrice = Readonly<{
  currency: string;
  connectionCostMicros: bigint;
  costPerMinuteNanos: bigint;
  initialIncrementSeconds: number;
  incrementSeconds: number;
}>;

export type KnownDid = Readonly<{
  id: bigint;
  publicId: string;
  /** E.164 digits. */
  number: string;
  /** The operator or reseller whose inventory it is in. */
  ownerId: bigint;
  /** Whom it rings; null = nobody has it, or it is an access number of calling cards. */
  accountId: bigint | null;
  /** Of the account that it rings; null = it costs nothing. */
  price: KnownDidPrice | null;
  /** Of resellers above that one, by account; who is not there pays nothing. */
  levelPrices: ReadonlyMap<bigint, KnownDidPrice>;
  forward: KnownForward | null;
  /** Its product waits for money: nobody is put through to it. */
  isUnpaid: boolean;
  /** Whoever calls it is asked for a card number and a PIN; null = it is no access number of calling cards. */
  access: KnownAccess | null;
}>;

/** `price`: of the call to it, for the card and each reseller between the card and the owner; null = it costs nothing. */
export type KnownAccess = Readonly<{
  language: Language;
  isActive: boolean;
  price: KnownDidPrice | null;
}>;

/** `to`: E.164 digits. `afterSeconds`: how long phones ring before *no answer*. */
export type KnownForward = Readonly<{
  when: 'always' | 'unregistered' | 'no_answer';
  to: string;
  afterSeconds: number;
}>;

export type KnownAddress = Readonly<{ accountId: bigint; network: string; techPrefix: string }>;

export type KnownRateGroup = Readonly<{
  id: bigint;
  name: string;
  ownerId: bigint;
  currency: string;
  isActive: boolean;
  /** Whether `markUpPpm` is on its own rates, or on what its owner pays. */
  basis: 'own_rates' | 'purchase';
  markUpPpm: bigint;
  routing: 'least_cost' | 'cheapest' | 'priority' | 'percentage';
  /** Chosen trunks in their order; none = every active trunk. */
  trunks: readonly Readonly<{ trunkId: bigint; position: number; sharePercent: number | null }>[];
  rates: PrefixTable;
}>;

export type KnownTrunk = Readonly<{
  id: bigint;
  name: string;
  providerId: bigint;
  isActive: boolean;
  priority: number;
  terminationRateGroupId: bigint;
  /** Countries (ISO 3166) whose calls for help it carries. */
  emergencyCountries: readonly string[];
  /** Where its calls to our numbers come from, besides its gateways. */
  inboundNetworks: readonly string[];
  codecs: readonly string[];
  stripPrefix: string;
  addPrefix: string;
  /** Of the trunk, then of its provider, as far as they have rules of localization. */
  localizationIds: readonly bigint[];
  /** Calls at once, and call attempts per second; null = unlimited. */
  capacity: number | null;
  cpsMax: number | null;
  /** It has or had a limit: calls may count on it. */
  isCounted: boolean;
  gateways: readonly KnownGateway[];
  costAccountId: bigint;
  payableAccountId: bigint;
}>;

export type KnownGateway = Readonly<{
  id: bigint;
  publicId: string;
  name: string;
  host: string;
  port: number;
  transport: 'udp' | 'tcp' | 'tls';
  /** It may ask who calls, and has a user name and a password to answer with. */
  hasUsername: boolean;
  /** It is unhealthy, and left out until then; null = healthy. */
  retryAtMs: number | null;
}>;

export type KnownSwitch = Readonly<{
  id: bigint;
  publicId: string;
  name: string;
  /** Limits of its running calls can be changed. */
  canPush: boolean;
}>;

export type ExchangeRate = Readonly<{ validFromMs: number; rateE10: bigint }>;

export type Catalogue = Readonly<{
  version: bigint;
  operatorId: bigint;
  accounts: ReadonlyMap<bigint, KnownAccount>;
  /** By `username@realm`. */
  devices: ReadonlyMap<string, KnownDevice>;
  /** By network (`networkKey`); several accounts of one network differ by tech prefix, the longest first. */
  addresses: ReadonlyMap<string, readonly KnownAddress[]>;
  /** By E.164 digits. */
  dids: ReadonlyMap<string, KnownDid>;
  localizations: ReadonlyMap<bigint, LocalizationSet>;
  rateGroups: ReadonlyMap<bigint, KnownRateGroup>;
  packages: ReadonlyMap<bigint, KnownPackage>;
  trunks: ReadonlyMap<bigint, KnownTrunk>;
  /** By `EUR>USD`, the oldest first. */
  exchangeRates: ReadonlyMap<string, readonly ExchangeRate[]>;
  /** What the operator and resellers have set, by account; only who set something. */
  settings: ReadonlyMap<bigint, ReadonlyMap<string, unknown>>;
  /** Destinations that are closed until opened, by prefix. */
  destinationClasses: ReadonlyMap<string, DestinationClass>;
  localInitialIncrementSeconds: number;
  localIncrementSeconds: number;
  sliceSeconds: number;
  callSecondsMax: number;
  ringSeconds: number;
}>;

export type Payer = Readonly<{ account: KnownAccount; wallet: KnownWallet }>;

/** What each call asks of its account several times, worked out once: when an account changes, the map of accounts is another one. */
function oncePerAccount<T>(work: (catalogue: Catalogue, account: KnownAccount) => T) {
  const known = new WeakMap<Catalogue['accounts'], WeakMap<KnownAccount, T>>();
  return (catalogue: Catalogue, account: KnownAccount): T => {
    let ofAccounts = known.get(catalogue.accounts);
    if (ofAccounts === undefined) known.set(catalogue.accounts, (ofAccounts = new WeakMap()));
    let found = ofAccounts.get(account);
    if (found === undefined) ofAccounts.set(account, (found = work(catalogue, account)));
    return found;
  };
}

/** Every account above, the nearest first. */
export const ancestorsOf = oncePerAccount((catalogue, account): readonly KnownAccount[] => {
  const above = [];
  for (const id of idsOfPath(account.path).toReversed()) {
    if (id === account.id) continue;
    const ancestor = catalogue.accounts.get(id);
    assert(ancestor !== undefined, `account ${id} above ${account.id} is known`);
    above.push(ancestor);
  }
  return above;
});

/**
 * Who pays for a call of `account`, the caller first, then each distributor above. A commission reseller is no level:
 * its customers buy from whoever is above it. Null for an account without money.
 */
export const payersOf = oncePerAccount((catalogue, account): readonly Payer[] | null => {
  if (account.wallet === null) return null;
  const payers: Payer[] = [{ account, wallet: account.wallet }];
  for (const above of ancestorsOf(catalogue, account)) {
    if (above.kind !== 'reseller' || above.resellerType === 'commission') continue;
    assert(above.wallet !== null, `reseller ${above.id} has a wallet`);
    payers.push({ account: above, wallet: above.wallet });
  }
  return payers;
});

/**
 * Units of `to` per unit of `from` at a moment, times 1e10: the pair itself, else the other way round turned over.
 * Null when neither is known.
 */
export function exchangeRateE10(
  catalogue: Pick<Catalogue, 'exchangeRates'>,
  from: string,
  to: string,
  atMs: number,
): bigint | null {
  if (from === to) return SAME_CURRENCY_E10;
  const direct = latest(catalogue.exchangeRates.get(`${from}>${to}`), atMs);
  if (direct !== null) return direct;
  const inverse = latest(catalogue.exchangeRates.get(`${to}>${from}`), atMs);
  if (inverse === null) return null;
  const turned = divideHalfUp(SAME_CURRENCY_E10 * SAME_CURRENCY_E10, inverse);
  return turned > 0n ? turned : null;
}

function latest(rates: readonly ExchangeRate[] | undefined, atMs: number): bigint | null {
  return rates?.findLast(({ validFromMs }) => validFromMs <= atMs)?.rateE10 ?? null;
}
