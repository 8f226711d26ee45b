/** A town by a seed: resellers of both kinds on two or three levels, customers, price lists, carriers, packages and numbers. */
import { ensureOperator } from '../../src/operations/accounts/bootstrap-operator.ts';
import { copyDatabase } from '../support/test-database.ts';
import { seededRandom, type Random } from '../support/random.ts';
import { openHouse, type House } from './house.ts';
import {
  CURRENCIES,
  decimal,
  drawDidPrice,
  drawExchange,
  drawMarkUp,
  drawRate,
  fieldsOf,
  NUMBERS,
  percentOf,
  PREFIXES,
} from './draw.ts';
import type { Account, Answer, Did, List, Model, Name, SwitchName } from './model.ts';

const PASSWORD = 'correct horse battery staple';
const STARTS_AT = Date.UTC(2026, 10, 24, 12);
const RATES_FROM = Date.UTC(2026, 0, 1);
const SLICE_SECONDS = 60;
const CALL_SECONDS_MAX = 3600;

/** The one who asks; each list is changed by its owner. */
type Keys = Readonly<Record<string, string>>;
export type Town = Readonly<{
  /** Nobody is connected to it: it is copied for each play. */
  url: string;
  model: Model;
  /** API keys, of the operator under ''. */
  keys: Keys;
  switchKeys: Readonly<Record<SwitchName, string>>;
}>;

type Site = Readonly<{
  house: House;
  random: Random;
  keys: Record<string, string>;
  switchKeys: Record<SwitchName, string>;
  model: Model;
}>;

/** Always the same town for a seed, in a copy of the database of a new installation. */
export async function buildTown(templateUrl: string, controlUrl: string, seed: number): Promise<Town> {
  const url = await copyDatabase(templateUrl);
  const house = await openHouse(url, () => new Date(STARTS_AT));
  try {
    const operator = await ensureOperator(house);
    if (operator === null) throw new Error('the town has an operator already');
    const first = await signIn(house, operator.number, operator.password);
    const passwords = { currentPassword: operator.password, newPassword: PASSWORD };
    await house.send('POST', 'me/password', passwords, first);
    const keys = { '': await keyOf(house, operator.number) };
    const model: Model = {
      now: STARTS_AT,
      accounts: new Map(),
      lists: new Map(),
      packs: new Map(),
      trunks: new Map(),
      dids: [],
      exchange: new Map(),
      calls: new Map(),
      sliceSeconds: SLICE_SECONDS,
      callSecondsMax: CALL_SECONDS_MAX,
    };
    const site = { house, random: seededRandom(seed), keys, switchKeys: { plain: '', pushed: '' }, model };
    await build(site, controlUrl);
    return { url, model, keys, switchKeys: site.switchKeys };
  } finally {
    await house.close();
  }
}

async function signIn(house: House, identifier: string, password: string): Promise<{ cookie: string }> {
  const { cookie } = await house.send('POST', 'sign-in', { identifier, password }, {});
  return { cookie };
}

async function keyOf(house: House, number: string): Promise<string> {
  const session = await signIn(house, number, PASSWORD);
  return (await house.send('POST', 'api-keys', { name: 'town' }, session)).body.key as string;
}

async function build(site: Site, controlUrl: string): Promise<void> {
  const { random, switchKeys } = site;
  await settings(site);
  switchKeys.plain = (await create(site, 'switches', { name: 'Plain', kind: 'other' })).key;
  const control = { kind: 'kamailio', controlUrl, controlKey: 'the control key' };
  switchKeys.pushed = (await create(site, 'switches', { name: 'Pushed', ...control })).key;
  await exchange(site);
  await carriers(site);
  await list(site, 'retail', null, { basis: 'own_rates' });
  await list(site, 'wholesale', null, { basis: 'own_rates' });

  await reseller(site, 'upper', { kind: 'distributor', parent: null, list: 'wholesale' });
  await list(site, 'of upper', 'upper', { basis: 'own_rates' });
  await list(site, 'on purchase', 'upper', { basis: 'purchase' });
  await reseller(site, 'lower', {
    kind: 'distributor',
    parent: 'upper',
    list: random.pick(['of upper', 'on purchase']),
  });
  await list(site, 'of lower', 'lower', { basis: random.pick(['own_rates', 'purchase']) });
  const agentBelow = random.pick([null, 'upper', 'lower']);
  await reseller(site, 'agent', { kind: 'commission', parent: agentBelow, list: null });

  await sellPackage(site, 'of the operator', null);
  await sellPackage(site, 'of upper', 'upper');
  await sellPackage(site, 'more of upper', 'upper');
  const listOf = (owner: Name | null) =>
    owner === null ? 'retail' : owner === 'lower' ? 'of lower' : random.pick(['of upper', 'on purchase']);
  await customer(site, 'Ada', { parent: null, list: 'retail' });
  await customer(site, 'Ben', { parent: 'upper', list: listOf('upper') });
  await customer(site, 'Cem', { parent: 'upper', list: listOf('upper') });
  await customer(site, 'Dora', { parent: 'lower', list: 'of lower' });
  await customer(site, 'Eli', { parent: 'agent', list: listOf(agentBelow) });
  await did(site, '493060011001', 'Ada');
  await did(site, '493060012002', 'Dora');
  await did(site, '493060013003', null);
}

async function create({ house, keys }: Site, path: string, body: object, by: Name = ''): Promise<Answer> {
  const answer = await house.send('POST', path, body, { authorization: `Bearer ${keys[by]}` });
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

async function change({ house, keys }: Site, method: 'PATCH' | 'PUT', path: string, body: object) {
  const answer = await house.send(method, path, body, { authorization: `Bearer ${keys['']}` });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

/** Money decides, and caps where an account has its own. */
const settings = (site: Site): Promise<void> =>
  change(site, 'PATCH', 'settings', {
    settings: {
      'calls.slice_seconds': SLICE_SECONDS,
      'calls.seconds_max': CALL_SECONDS_MAX,
      'guards.prepaid_spend_per_hour': null,
      'guards.prepaid_spend_per_day': null,
      'guards.postpaid_spend_per_hour_percent': null,
      'guards.postpaid_spend_per_day_percent': null,
      'guards.call_cost': null,
    },
  });

async function exchange(site: Site): Promise<void> {
  const rate = drawExchange(site.random);
  const pair = { fromCurrency: 'EUR', toCurrency: 'USD', rate: decimal(rate, 10) };
  await create(site, 'exchange-rates', { ...pair, validFrom: new Date(RATES_FROM).toISOString() });
  site.model.exchange.set('EUR>USD', [{ from: RATES_FROM, rate }]);
}

async function list(
  site: Site,
  name: Name,
  owner: Name | null,
  { basis, direction = 'origination' }: { basis: List['basis']; direction?: 'origination' | 'termination' },
): Promise<void> {
  const { random, model } = site;
  const isCarriers = direction === 'termination';
  const [currency, markUp] = [
    isCarriers ? 'EUR' : random.pick(CURRENCIES),
    isCarriers ? 0n : drawMarkUp(random),
  ];
  const body = { name, currency, basis, direction, markUpPercent: percentOf(markUp) };
  const { id } = await create(site, 'rate-groups', body, owner ?? '');
  const made: List = { id, owner, currency, basis, markUp, isActive: true, rates: [] };
  model.lists.set(name, made);
  const isThere = (prefix: string) => basis === 'own_rates' && (prefix === '49' || random.chance(0.7));
  for (const prefix of PREFIXES.filter(isThere)) {
    const rate = drawRate(random, isCarriers);
    const valid = { validFrom: new Date(RATES_FROM).toISOString() };
    const body = { prefix, ...fieldsOf(rate), ...valid };
    const { id: rateId } = await create(site, `rate-groups/${id}/rates`, body, owner ?? '');
    made.rates.push({ id: rateId, prefix, rate, from: RATES_FROM, to: null, account: null });
  }
}

/** One with two gateways and as many lines as one likes, one with few. */
async function carriers(site: Site): Promise<void> {
  const few = site.random.whole(1, 3);
  for (const [name, count, capacity] of [
    ['wide', 2, null],
    ['narrow', 1, few],
  ] as const) {
    await list(site, `carrier ${name}`, null, { basis: 'own_rates', direction: 'termination' });
    const provider = await create(site, 'providers', { name: `Provider ${name}` });
    const terminationRateGroupId = site.model.lists.get(`carrier ${name}`)?.id;
    const body = { name, providerId: provider.id, terminationRateGroupId, capacity };
    const { id } = await create(site, 'trunks', body);
    const gateways = [];
    for (let n = 1; n <= count; n++) {
      const address = `192.0.2.${name === 'wide' ? n : 10 + n}`;
      const gateway = await create(site, 'gateways', {
        trunkId: id,
        name: `gw${n}`,
        host: address,
        position: n,
      });
      gateways.push({ id: gateway.id as string, address });
    }
    site.model.trunks.set(name, {
      id,
      list: `carrier ${name}`,
      gateways,
      capacity,
      isActive: true,
      calls: 0,
    });
  }
}

type Place = Readonly<{ parent: Name | null; list: Name | null }>;

async function reseller(
  site: Site,
  name: Name,
  { kind, ...place }: Place & Readonly<{ kind: 'distributor' | 'commission' }>,
): Promise<void> {
  const ppm = kind === 'commission' ? BigInt(site.random.whole(1, 300_000)) : 0n;
  const terms = kind === 'commission' ? { commissionPercent: percentOf(ppm) } : {};
  const body = { kind: 'reseller', resellerTerms: { type: kind, ...terms } };
  const number = await account(site, { name, kind, ppm, concurrentMax: null, ...place }, body);
  if (kind === 'distributor') site.keys[name] = await keyOf(site.house, number);
}

async function customer(site: Site, name: Name, place: Place): Promise<void> {
  const concurrentMax = site.random.pick([1, 2, 3, null]);
  await account(site, { name, kind: 'customer', ppm: 0n, concurrentMax, ...place }, { kind: 'customer' });
}

/** Its number. Most begin with money, from less than a call costs to more than it will ever need. */
async function account(
  site: Site,
  given: Pick<Account, 'name' | 'kind' | 'ppm' | 'concurrentMax' | 'parent' | 'list'>,
  body: object,
): Promise<string> {
  const { random, model } = site;
  const isCustomer = given.kind === 'customer';
  const accountType = random.pick(['prepaid', 'postpaid'] as const);
  const creditLimit = accountType === 'prepaid' ? 0n : BigInt(random.whole(1, 50)) * 1_000_000n;
  const timezone = random.pick(['Europe/Berlin', 'America/New_York', 'UTC']);
  const drawn = {
    currency: random.pick(CURRENCIES),
    billingDay: random.whole(1, 28),
    localRate: random.chance(0.5) ? 0n : BigInt(random.whole(1_000_000, 9_000_000)),
  };
  const limit = given.concurrentMax ?? 'unlimited';
  const made = await create(site, 'accounts', {
    ...body,
    panelAccess: {
      email: `${given.name.toLowerCase()}@example.com`,
      ...(isCustomer ? { inviteByEmail: true } : { password: PASSWORD }),
      ...(given.parent === null ? {} : { parentId: model.accounts.get(given.parent)?.id }),
    },
    profile: { firstName: given.name, country: 'DE', timezone, currency: drawn.currency },
    settings: { cps: 'unlimited', concurrentCalls: limit, localCallRate: decimal(drawn.localRate, 9) },
    billing: {
      accountType,
      ...(accountType === 'postpaid' ? { creditLimit: decimal(creditLimit) } : {}),
      ...(given.list === null ? {} : { rateGroupId: model.lists.get(given.list)?.id }),
      schedule: 'monthly',
      billingDay: drawn.billingDay,
    },
  });
  model.accounts.set(given.name, {
    ...given,
    ...drawn,
    id: made.account.id,
    timezone,
    line: { username: made.sipDevice?.username ?? '', realm: made.sipDevice?.domain ?? '' },
    accountType,
    creditLimit,
    status: 'active',
    validDays: null,
    validUntil: null,
    firstUsedAt: null,
    allowLocalCalls: true,
    caps: { spendPerHour: null, spendPerDay: null, callCost: null },
    balance: await paidIn(site, made.account.id),
    spent: { at: 0, hour: 0n, day: 0n },
    packages: [],
  });
  return made.account.number as string;
}

async function paidIn(site: Site, accountId: string): Promise<bigint> {
  const micros = BigInt(site.random.pick([0, 1, 100_000, 1_000_000, 20_000_000]) * site.random.whole(1, 5));
  const body = { amount: decimal(micros), direction: 'credit', note: 'Brought along' };
  if (micros > 0n) await create(site, `accounts/${accountId}/adjustments`, body);
  return micros;
}

async function sellPackage(site: Site, name: Name, owner: Name | null): Promise<void> {
  const { random, model } = site;
  const drawn = {
    period: random.pick(['month', 'week', 'day'] as const),
    included: random.whole(20, 900),
    priority: random.whole(0, 2),
    prefixes: random.pick([['49'], ['4930', '44'], ['44', '33', '49']]),
  };
  const { period, priority, prefixes, included: includedSeconds } = drawn;
  const body = { name, period, priority, prefixes, includedSeconds };
  const { id } = await create(site, 'packages', body, owner ?? '');
  model.packs.set(name, { ...drawn, id, owner, isActive: true });
}

/** With a price, and forwarded where nobody answers. */
async function did(site: Site, number: string, account: Name | null): Promise<void> {
  const { id } = await create(site, 'dids', { number: `+${number}` });
  const made: Did = { id, number, account, price: null, forward: null };
  site.model.dids.push(made);
  if (account === null) return;
  await change(site, 'PUT', `dids/${id}/assignment`, { accountId: site.model.accounts.get(account)?.id });
  const { price, body } = drawDidPrice(site.random);
  await change(site, 'PATCH', `dids/${id}`, { price: body });
  made.price = price;
  made.forward = { when: 'no_answer', to: site.random.pick(NUMBERS) };
  const forwarding = { when: 'no_answer', to: `+${made.forward.to}` };
  await change(site, 'PUT', `dids/${id}/forwarding`, { forwarding });
}
