/** What must be true of the town that the simulation plays in: accounts, prices, calls and money, as plain data. */
import { ONE, onTop, turned, type Offer, type Rate } from './prices.ts';

/** Accounts, lists and trunks go by short names, which do not change from run to run. */
export type Name = string;

export type Account = {
  readonly name: Name;
  readonly id: string;
  readonly kind: 'customer' | 'distributor' | 'commission';
  /** Null: directly below the operator. */
  parent: Name | null;
  readonly currency: string;
  readonly timezone: string;
  /** The day on which a month begins. */
  readonly billingDay: number;
  readonly line: Readonly<{ username: string; realm: string }>;
  /** Millionths of what its customers are charged. */
  readonly ppm: bigint;
  accountType: 'prepaid' | 'postpaid';
  creditLimit: bigint;
  list: Name | null;
  concurrentMax: number | null;
  status: 'active' | 'suspended' | 'closed';
  validDays: number | null;
  validUntil: number | null;
  firstUsedAt: number | null;
  allowLocalCalls: boolean;
  localRate: bigint;
  caps: { spendPerHour: bigint | null; spendPerDay: bigint | null; callCost: bigint | null };
  balance: bigint;
  /** Charged in the hour and the day (UTC) of `at`. */
  spent: { at: number; hour: bigint; day: bigint };
  packages: Assignment[];
};

export type Assignment = {
  readonly id: string;
  readonly pack: Name;
  readonly from: number;
  to: number | null;
  /** By period; there from the first call on that may use it. */
  readonly allowances: Map<string, Allowance>;
};
export type Allowance = { readonly included: number; used: number; held: number };
export type Pack = {
  readonly id: string;
  readonly owner: Name | null;
  readonly period: 'month' | 'week' | 'day';
  readonly prefixes: readonly string[];
  readonly priority: number;
  included: number;
  isActive: boolean;
};

export type ListedRate = {
  readonly id: string;
  readonly prefix: string;
  readonly rate: Rate;
  readonly from: number;
  to: number | null;
  /** Whose personal rate it is. */
  readonly account: Name | null;
};
export type List = {
  readonly id: string;
  readonly owner: Name | null;
  readonly currency: string;
  readonly basis: 'own_rates' | 'purchase';
  markUp: bigint;
  isActive: boolean;
  rates: ListedRate[];
};
type Trunk = {
  readonly id: string;
  readonly list: Name;
  readonly gateways: readonly Readonly<{ id: string; address: string }>[];
  capacity: number | null;
  isActive: boolean;
  /** Calls that count on it, as they were after the last step. */
  calls: number;
};
export type Did = {
  readonly id: string;
  readonly number: string;
  account: Name | null;
  price: Readonly<{ currency: string; rate: Rate }> | null;
  forward: Readonly<{ when: 'always' | 'no_answer'; to: string }> | null;
};

export type Level = Readonly<{
  account: Name;
  /** Who sells to it: the wallet is in that one's book. */
  issuer: Name | null;
  offer: Offer;
  /** Whether some of the call may be free. */
  hadFree: boolean;
  packages: readonly Readonly<{ assignment: string; period: string }>[];
}>;
export type Call = {
  readonly n: number;
  readonly sessionId: string;
  readonly question: Readonly<Record<string, unknown>>;
  /** What the switch was answered. */
  readonly granted: Answer;
  readonly switch: SwitchName;
  readonly account: Name;
  readonly direction: 'out' | 'inside' | 'in';
  readonly levels: readonly Level[];
  readonly commissions: readonly Readonly<{
    account: Name;
    issuer: Name | null;
    level: number;
    ppm: bigint;
    exchange: bigint;
  }>[];
  /** Of the caller, as they were when it began. */
  readonly caps: Account['caps'];
  /** By gateway: what its carrier asks. */
  readonly routes: Map<string, Readonly<{ offer: Offer; currency: string }>>;
  offered: number;
  /** Free seconds that are held, in the order of levels and their packages. */
  heldFree: number[];
  /** At the switch, which may not have told it. */
  answeredAt: number | null;
  endedAt: number | null;
  isHungUp: boolean;
  /** After so many seconds the timer of the switch rings. */
  limitSeconds: number;
  gateway: string | null;
  /** The call that it goes on as was asked for. */
  hasGoneOn: boolean;
  /** How often it was forwarded. */
  readonly forwards: number;
  /** Not settled yet. */
  isLive: boolean;
  /** Ends that were told and answered, or kept for later. */
  readonly told: Map<number, Told>;
  /** The newest record. */
  record: Settled | null;
};
type Told = Readonly<{
  order: number;
  talkMs: number;
  outcome: string;
  answeredAt: number | null;
  body: object;
}>;
export type Settled = Readonly<{
  revision: number;
  levelMicros: readonly bigint[];
  usedFree: readonly number[];
  at: number;
}>;
export type SwitchName = 'plain' | 'pushed';
// oxlint-disable-next-line typescript/no-explicit-any -- reads whatever the server answered
export type Answer = any;

export type Model = {
  now: number;
  accounts: Map<Name, Account>;
  lists: Map<Name, List>;
  packs: Map<Name, Pack>;
  trunks: Map<Name, Trunk>;
  dids: Did[];
  /** By `EUR>USD`, the oldest first. */
  exchange: Map<string, { from: number; rate: bigint }[]>;
  calls: Map<string, Call>;
  readonly sliceSeconds: number;
  readonly callSecondsMax: number;
};

export function accountOf({ accounts }: Model, name: Name | null): Account {
  const found = accounts.get(name ?? '');
  if (found === undefined) throw new Error(`there is no account ${name}`);
  return found;
}
export const customersOf = ({ accounts }: Model) =>
  [...accounts.values()].filter(({ kind }) => kind === 'customer');

/** The nearest first. */
export function above(model: Model, account: Account): Account[] {
  if (account.parent === null) return [];
  const parent = accountOf(model, account.parent);
  return [parent, ...above(model, parent)];
}

/** Who sells to it: the nearest distributor above; null for the operator. */
export const issuerOf = (model: Model, account: Account) =>
  above(model, account).find(({ kind }) => kind === 'distributor')?.name ?? null;

/** The operator always; a reseller unless it is suspended, or one above it. */
export const isHeard = (model: Model, name: Name | null) =>
  name === null ||
  [accountOf(model, name), ...above(model, accountOf(model, name))].every(
    ({ status }) => status === 'active',
  );

export const payersOf = (model: Model, account: Account) => [
  account,
  ...above(model, account).filter(({ kind }) => kind === 'distributor'),
];

export function expiresAt({ validDays, validUntil, firstUsedAt }: Account): number | null {
  const byUse = validDays === null || firstUsedAt === null ? null : firstUsedAt + validDays * 86_400_000;
  const ends = [byUse, validUntil].filter((at) => at !== null);
  return ends.length === 0 ? null : Math.min(...ends);
}

/** Units of `to` for one of `from`, times 1e10; null when nobody knows. */
export function exchangeOf({ exchange, now }: Model, from: string, to: string): bigint | null {
  if (from === to) return ONE;
  const latest = (pair: string) => exchange.get(pair)?.findLast((each) => each.from <= now)?.rate ?? null;
  const back = latest(`${to}>${from}`);
  return latest(`${from}>${to}`) ?? (back === null ? null : turned(back));
}

type Found = Readonly<{ prefix: string; rate: Rate; currency: string; markUp: bigint }>;

/** What a list asks of an account: the longest prefix that is valid now, and its personal rate at equal length. */
export function rateIn(model: Model, name: Name, number: string, account: Name | null): Found | null {
  const list = model.lists.get(name) as List;
  const { now } = model;
  const own = list.rates
    .filter(
      ({ prefix, from, to, account: personal }) =>
        number.startsWith(prefix) &&
        from <= now &&
        (to === null || now < to) &&
        (personal === null || personal === account),
    )
    .toSorted(
      (a, b) => b.prefix.length - a.prefix.length || Number(b.account !== null) - Number(a.account !== null),
    )[0];
  const asItIs = own && { prefix: own.prefix, rate: own.rate, currency: list.currency };
  if (list.basis === 'own_rates') return asItIs === undefined ? null : { ...asItIs, markUp: list.markUp };
  const boughtBy = list.owner === null ? null : accountOf(model, list.owner).list;
  const bought =
    boughtBy !== null && model.lists.get(boughtBy)?.isActive
      ? rateIn(model, boughtBy, number, list.owner)
      : null;
  if (asItIs !== undefined && (bought === null || asItIs.prefix.length >= bought.prefix.length))
    return { ...asItIs, markUp: 0n };
  return bought && { ...bought, markUp: onTop(bought.markUp, list.markUp) };
}

export const liveCalls = ({ calls }: Model) => [...calls.values()].filter(({ isLive }) => isLive);
