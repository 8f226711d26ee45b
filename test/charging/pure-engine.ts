/** The charging domain without a database: a catalogue of two paying levels, and events applied one after another. */
import { NO_OWN_GUARDS } from '../../src/domain/accounts/guards.ts';
import type { UnknownCall } from '../../src/domain/charging/unknown-calls.ts';
import { authorize } from '../../src/domain/charging/authorize.ts';
import {
  emptyChanges,
  type Book,
  type BookTrunk,
  type BookWallet,
  type CallTransfer,
  type Cdr,
  type LiveSession,
} from '../../src/domain/charging/book.ts';
import type { Catalogue, KnownAccount, KnownTrunk } from '../../src/domain/charging/catalogue.ts';
import type {
  AuthorizeEvent,
  EndedEvent,
  ChargingAnswer,
  ChargingEvent,
} from '../../src/domain/charging/events.ts';
import { answered, attempt, extend, pushed, sighted } from '../../src/domain/charging/running.ts';
import { ended } from '../../src/domain/charging/settle.ts';
import { known } from '../../src/domain/assert.ts';
import { NO_ALLOWANCES, type KnownPackage } from '../../src/domain/packages/allowance.ts';
import { buildPrefixTable } from '../../src/domain/rating/build-prefix-table.ts';
import { SAME_CURRENCY_E10, type Terms } from '../../src/domain/rating/rate.ts';

const CALLER_WALLET = 30n;
const SELLER_WALLET = 20n;
export const START_MS = Date.UTC(2026, 10, 24, 12);

const FREE: Terms = {
  connectionCostMicros: 0n,
  costPerMinuteNanos: 0n,
  graceSeconds: 0,
  initialIncrementSeconds: 1,
  incrementSeconds: 1,
  markUpPpm: 0n,
  exchangeRateE10: SAME_CURRENCY_E10,
};

/** Package `id` of who sells to an account: any number, in this order. */
export function packageOf(ownerId: bigint, id: bigint, over: Partial<KnownPackage> = {}): KnownPackage {
  return {
    id,
    ownerId,
    name: `Package ${id}`,
    isActive: true,
    period: 'month',
    includedSeconds: 1000,
    priority: 0,
    prefixes: new Set(['49']),
    ...over,
  };
}

/** The same catalogue where the caller (3) or the seller (2) has these packages, in UTC from the beginning. */
export function withPackages(
  catalogue: Catalogue,
  packages: readonly Readonly<{ accountId: bigint; pack: KnownPackage }>[],
): Catalogue {
  const accounts = new Map(catalogue.accounts);
  for (const { accountId, pack } of packages) {
    const account = known(accounts.get(accountId), 'the account');
    const assignment = {
      id: pack.id,
      packageId: pack.id,
      fromMs: 0,
      toMs: null,
      timezone: 'UTC',
      monthDay: 1,
    };
    accounts.set(accountId, { ...account, packages: [...account.packages, assignment] });
  }
  return { ...catalogue, accounts, packages: new Map(packages.map(({ pack }) => [pack.id, pack])) };
}

/** Customer 3 under distributor 2 under operator 1; `terms` are what each of the two pays. */
export function pureCatalogue(
  terms: Readonly<{ caller: Terms; seller: Terms; carrier?: Terms }>,
  over: Partial<Catalogue> = {},
): Catalogue {
  const account = (id: bigint, kind: string, path: string, issuerId: bigint): KnownAccount => ({
    id,
    number: `10000${id}`,
    kind,
    status: 'active',
    path,
    branchId: 2n,
    accountType: 'prepaid',
    commissionPpm: null,
    resellerType: kind === 'reseller' ? 'distributor' : null,
    country: 'DE',
    expiresAtMs: null,
    firstUsedAtMs: null,
    rateGroupId: id,
    localizationId: null,
    allowLocalCalls: true,
    localCallRateNanos: 0n,
    cliPool: 'off',
    nonCliRateGroupId: null,
    ownNumbers: { dids: [], callerIds: [] },
    unverifiedCallerIds: [],
    speedDials: new Map(),
    blockedPrefixes: [],
    forcedCallerId: null,
    guards: NO_OWN_GUARDS,
    packages: [],
    block: null,
    isSuspendedForDebt: false,
    wallet:
      kind === 'operator'
        ? null
        : // A currency of its own, so that the exchange rate of the terms counts.
          {
            id: id * 10n,
            issuerId,
            currency: `W${id}`,
            commissionAccountId: null,
            revenueAccountId: id * 10n + 1n,
          },
  });
  const group = (id: bigint, { markUpPpm, ...rate }: Terms) => ({
    id,
    name: `Group ${id}`,
    currency: `G${id}`,
    ownerId: 1n,
    isActive: true,
    basis: 'own_rates' as const,
    markUpPpm,
    routing: 'cheapest' as const,
    trunks: [],
    rates: buildPrefixTable([
      {
        ...rate,
        id,
        prefix: '49',
        destination: 'Germany',
        accountId: null,
        validFromMs: 0,
        validToMs: null,
        forcedTrunkId: null,
        stripDigits: 0,
        addPrefix: '',
      },
    ]),
  });
  const trunk = (id: bigint, publicId: string): KnownTrunk => ({
    id,
    name: `Trunk ${id}`,
    providerId: id * 10n,
    isActive: true,
    priority: 1,
    terminationRateGroupId: 9n,
    codecs: [],
    stripPrefix: '',
    inboundNetworks: [],
    emergencyCountries: [],
    addPrefix: '',
    localizationIds: [],
    capacity: 1000,
    cpsMax: null,
    isCounted: true,
    gateways: [
      {
        id: id * 10n + 1n,
        publicId,
        name: 'gw',
        host: '192.0.2.1',
        port: 5060,
        transport: 'udp',
        hasUsername: false,
        retryAtMs: null,
      },
    ],
    costAccountId: 91n,
    payableAccountId: id * 10n + 2n,
  });
  const { caller, seller, carrier = FREE } = terms;
  const rateOf = (rateE10: bigint) => [{ validFromMs: 0, rateE10 }];
  return {
    version: 1n,
    operatorId: 1n,
    accounts: new Map([
      [1n, account(1n, 'operator', '/1/', 0n)],
      [2n, account(2n, 'reseller', '/1/2/', 1n)],
      [3n, account(3n, 'customer', '/1/2/3/', 2n)],
    ]),
    devices: new Map([
      [
        'phone@sip.example.com',
        {
          publicId: '',
          deviceId: 5n,
          accountId: 3n,
          isActive: true,
          validUntilMs: null,
          extension: null,
          domainId: null,
        },
      ],
    ]),
    addresses: new Map(),
    dids: new Map(),
    localizations: new Map(),
    rateGroups: new Map([
      [3n, group(3n, caller)],
      [2n, group(2n, seller)],
      [9n, group(9n, carrier)],
    ]),
    packages: new Map(),
    // Two carriers, so that a call may turn out to have gone over the other one.
    trunks: new Map([trunk(7n, 'gw1'), trunk(17n, 'gw2')].map((each) => [each.id, each])),
    exchangeRates: new Map([
      ['G3>W3', rateOf(caller.exchangeRateE10)],
      ['G2>W2', rateOf(seller.exchangeRateE10)],
      ['G9>W2', rateOf(1n)],
    ]),
    // Without caps: what is tried here costs as much as it likes.
    settings: new Map([
      [
        1n,
        new Map([
          ['guards.prepaid_spend_per_hour', null],
          ['guards.prepaid_spend_per_day', null],
          ['guards.call_cost', null],
        ]),
      ],
    ]),
    destinationClasses: new Map(),
    localInitialIncrementSeconds: 60,
    localIncrementSeconds: 60,
    sliceSeconds: 300,
    callSecondsMax: 14_400,
    ringSeconds: 60,
    ...over,
  };
}

/** The end of a call that was answered at the start, or of one that nobody answered (no talk). */
export const endOf = (sessionId: string, talkMs: number, over: Partial<EndedEvent> = {}): EndedEvent => ({
  type: 'ended',
  sessionId,
  switchId: 6n,
  leg: 0,
  revision: 1,
  digest: BigInt(talkMs),
  outcome: talkMs > 0 ? 'answered' : 'unanswered',
  answeredAt: new Date(START_MS),
  endedAt: new Date(START_MS + talkMs),
  talkMs,
  endedBy: 'caller',
  sipStatus: 200,
  q850Cause: 16,
  gatewayId: null,
  isEstimated: false,
  ...over,
});

/** One book that everything is applied to; what the batches of the engine would write is kept as it comes. */
export type PureEngine = ReturnType<typeof pureEngine>;

export function pureEngine(catalogue: Catalogue, balances: Readonly<{ caller: bigint; seller: bigint }>) {
  const wallet = (id: bigint, accountId: bigint, balanceMicros: bigint): BookWallet => ({
    id,
    accountId,
    balanceMicros,
    heldMicros: 0n,
    creditLimitMicros: 0n,
    liveCalls: 0,
    accessCalls: 0,
    concurrentCallsMax: -1,
    cpsMax: -1,
    cpsTokensMilli: 0n,
    cpsAtMs: START_MS,
    spentHourMicros: 0n,
    spentDayMicros: 0n,
    spentAtMs: 0,
    allowances: NO_ALLOWANCES,
  });
  const caller = wallet(CALLER_WALLET, 3n, balances.caller);
  const seller = wallet(SELLER_WALLET, 2n, balances.seller);
  const sessions = new Map<string, LiveSession | null>();
  const trunks = new Map(
    Array.from(catalogue.trunks.keys(), (id): [bigint, BookTrunk] => [
      id,
      { id, liveCalls: 0, cpsTokensMilli: 0n, cpsAtMs: START_MS },
    ]),
  );
  const cdrs = new Map<string, readonly Cdr[]>();
  const transfers: CallTransfer[] = [];
  let nowMs = START_MS;
  const apply = (event: ChargingEvent): ChargingAnswer => {
    const book: Book = {
      wallets: new Map([
        [CALLER_WALLET, caller],
        [SELLER_WALLET, seller],
      ]),
      trunks,
      sessions,
      cdrs,
      changes: emptyChanges(),
    };
    const answer = decide(book, event, catalogue, new Date(nowMs));
    transfers.push(...book.changes.transfers);
    for (const id of book.changes.endedSessions.keys()) sessions.delete(id);
    for (const [id, session] of sessions) if (session === null) sessions.delete(id);
    return answer;
  };
  const question = (n: number, over: Partial<AuthorizeEvent> = {}): AuthorizeEvent => ({
    type: 'authorize',
    switchId: 6n,
    canPush: true,
    sessionId: `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
    digest: BigInt(n),
    attemptId: `attempt-${n}`,
    startedAt: new Date(START_MS),
    identity: { type: 'sip_device', username: 'phone', realm: 'sip.example.com' },
    destination: '+493012345678',
    callerNumber: null,
    sourceAddress: '127.0.0.1',
    userAgent: null,
    callId: null,
    switchRef: null,
    ...over,
  });
  return {
    apply,
    question,
    caller,
    seller,
    trunks,
    cdrs,
    sessions,
    transfers,
    now: () => new Date(nowMs),
    advance: (ms: number) => {
      nowMs += ms;
    },
  };
}

function decide(book: Book, event: ChargingEvent, catalogue: Catalogue, now: Date): ChargingAnswer {
  switch (event.type) {
    case 'authorize':
      return authorize(book, event, {
        catalogue,
        now,
        draw: 0.5,
        mayTry: () => true,
        folding: {
          sampleFor: () => null,
          sourceFor: ({ source }: UnknownCall) => source,
          before: () => undefined,
        },
      });
    case 'attempt':
      return attempt(book, event);
    case 'answered':
      return answered(book, event, now);
    case 'extend':
      return extend(book, event, now);
    case 'pushed':
      return pushed(book, event, now);
    case 'sighted':
      return sighted(book, event, now);
    case 'ended':
      return ended(book, event, now);
  }
}
