/** Accounts of every sort with what is sold to them: a chain of distributors in other currencies, agents, products of every interval. */
import { expect } from 'vitest';
import { formatMoney } from '../../src/domain/money.ts';
import { newBilled, type Billed } from './billed-model.ts';
import type { Line } from '../charging/world.ts';
import { PASSWORD, type Client, type Json } from '../http/support.ts';
import type { createProductWorld } from '../products/product-world.ts';
import { newDebtor, type Debtor, type Issuer } from './dunned-model.ts';
import type { Item, Party, Rate } from './subscribed-model.ts';

/** Who sells, with the key of an API of its own. */
export type Seller = Readonly<{ client: Client; issuer: Issuer; party: Party | null }>;

const STEPS = [
  { action: 'remind', days: -3, isActive: true },
  { action: 'remind', days: 1, isActive: true },
  { action: 'remind', days: 7, isActive: true },
  { action: 'suspend', days: 14, isActive: false },
] as const;

export const RATES: readonly (readonly [from: string, to: string, rate: string])[] = [
  ['EUR', 'USD', '1.0837'],
  ['USD', 'JPY', '151.37'],
  ['KWD', 'EUR', '3.0119'],
  ['JPY', 'KWD', '0.00204'],
  ['EUR', 'JPY', '163.9'],
  ['USD', 'KWD', '0.3071'],
];

type Terms = Readonly<{
  name: string;
  timezone: string;
  currency?: string;
  billing: Json;
  under?: Seller;
  agents?: Party['agents'];
  parent?: Line;
}>;

export async function buildSubscribed(world: Awaited<ReturnType<typeof createProductWorld>>) {
  const { owner } = world;
  const parties: Party[] = [];
  const debtors: Debtor[] = [];
  const rates: Rate[] = [];
  const givesRate = async (from: string, to: string, rate: string): Promise<void> => {
    const at = world.now();
    const validFrom = at.toISOString();
    const pair = { fromCurrency: from, toCurrency: to, rate, validFrom };
    // Rates of these years turn faster than anybody's.
    await world.posted(owner, 'exchange-rates', { ...pair, isConfirmed: true });
    rates.push({ from, to, rate: BigInt(Math.round(Number(rate) * 1e10)), at: at.getTime() });
  };
  for (const [from, to, rate] of RATES) await givesRate(from, to, rate);
  const issuerOf = async (client: Client, letterhead: Party | null): Promise<Issuer> => {
    const { body } = await client.get('/api/v1/dunning/policy');
    return {
      letterhead,
      timezone: body.timezone,
      policy: { isActive: true, steps: STEPS, hour: 9, minimum: 0n },
      since: null,
    };
  };
  const operator: Seller = { client: owner, issuer: await issuerOf(owner, null), party: null };

  const keep = (
    line: Line,
    { name, timezone, currency = 'EUR', billing, under = operator, agents = [] }: Terms,
  ) => {
    const { schedule, billingDay, accountType, creditLimit = '0' } = billing;
    const day = billingDay === 'last' ? 0 : (billingDay ?? 1);
    const billed: Billed = newBilled(
      {
        name,
        line,
        currency,
        type: accountType,
        calendar: { schedule, billingDay: day, timezone },
        wantsEmpty: false,
        taxes: [],
        prepaidTax: 'on_top_up',
      },
      world.now().getTime(),
    );
    const limit = BigInt(creditLimit) * 1_000_000n;
    const party: Party = Object.assign(billed, { limit, seller: under.party, agents, events: [] });
    parties.push(party);
    debtors.push(newDebtor(party, under.issuer));
    return party;
  };
  const placeOf = ({ timezone, currency = 'EUR' }: Terms) => ({ currency, timezone });
  const customer = async (terms: Terms): Promise<Party> => {
    const { under = operator, parent = under.party?.line } = terms;
    const over = { profile: placeOf(terms), ...(parent !== undefined && { parent }) };
    return keep(await world.account(terms.billing, over), terms);
  };
  const reseller = async (terms: Terms, resellerTerms: Json) => {
    const parent = terms.under?.party?.line;
    const line = await world.anyAccount(
      world.resellerOf({
        settings: {},
        profile: placeOf(terms),
        billing: terms.billing,
        resellerTerms,
        ...(parent !== undefined && { panelAccess: { parentId: parent.accountId } }),
      }),
      {},
      owner,
    );
    return { line, party: keep(line, terms) };
  };
  /** One without a letterhead of its own has that of whoever is above it. */
  const distributor = async (terms: Terms, useOwnLetterhead: boolean): Promise<Seller> => {
    const { line, party } = await reseller(terms, { type: 'distributor', useOwnLetterhead });
    const client = await world.keyOf(await world.signIn(line.number, PASSWORD));
    const letterhead = useOwnLetterhead ? party : (terms.under?.issuer.letterhead ?? null);
    return { client, issuer: await issuerOf(client, letterhead), party };
  };

  const prepaid = { accountType: 'prepaid' };
  const credit = { accountType: 'postpaid', creditLimit: '400' };
  const monthly = { schedule: 'monthly', billingDay: 1 };
  await customer({ name: 'Ada', timezone: 'Europe/Berlin', billing: { ...prepaid, ...monthly } });
  await customer({
    name: 'Bea',
    timezone: 'America/New_York',
    billing: { ...credit, ...monthly, billingDay: 'last' },
  });
  await customer({
    name: 'Chi',
    timezone: 'Asia/Tokyo',
    currency: 'JPY',
    billing: { ...credit, creditLimit: '60000', schedule: 'weekly', billingDay: 1 },
  });
  await customer({
    name: 'Dua',
    timezone: 'Asia/Kolkata',
    currency: 'KWD',
    billing: { ...prepaid, schedule: 'weekly', billingDay: 5 },
  });
  await customer({
    name: 'Eve',
    timezone: 'Europe/Berlin',
    billing: { ...credit, ...monthly, billingDay: 15 },
  });
  await customer({
    name: 'Fay',
    timezone: 'Australia/Lord_Howe',
    billing: { ...prepaid, schedule: 'daily', billingDay: null },
  });
  const shop = await distributor(
    {
      name: 'Shop',
      timezone: 'America/Sao_Paulo',
      currency: 'USD',
      billing: { ...credit, creditLimit: '900', ...monthly },
    },
    true,
  );
  await customer({
    name: 'Gil',
    timezone: 'America/Sao_Paulo',
    currency: 'USD',
    billing: { ...prepaid, ...monthly },
    under: shop,
  });
  await customer({
    name: 'Hal',
    timezone: 'America/New_York',
    currency: 'USD',
    billing: { ...credit, ...monthly, billingDay: 28 },
    under: shop,
  });
  const kiosk = await distributor(
    {
      name: 'Kiosk',
      timezone: 'Europe/Berlin',
      currency: 'JPY',
      billing: { ...prepaid, ...monthly },
      under: shop,
    },
    false,
  );
  await customer({
    name: 'Ida',
    timezone: 'Asia/Kolkata',
    currency: 'KWD',
    billing: { ...prepaid, ...monthly, billingDay: 'last' },
    under: kiosk,
  });
  await customer({
    name: 'Kai',
    timezone: 'Pacific/Kiritimati',
    currency: 'JPY',
    billing: { ...credit, creditLimit: '50000', ...monthly },
    under: kiosk,
  });
  const agent = await reseller(
    { name: 'Agent', timezone: 'Pacific/Kiritimati', currency: 'USD', billing: { ...credit, ...monthly } },
    { type: 'commission', commissionPercent: '12.5' },
  );
  await customer({
    name: 'Jon',
    timezone: 'America/Sao_Paulo',
    billing: { ...credit, schedule: 'weekly', billingDay: 5 },
    parent: agent.line,
    agents: [{ of: agent.party, ppm: 125_000n }],
  });
  await customer({
    name: 'Lea',
    timezone: 'Europe/London',
    billing: { ...prepaid, ...monthly },
    parent: agent.line,
    agents: [{ of: agent.party, ppm: 125_000n }],
  });

  const items: Item[] = [];
  type Sold = Partial<Omit<Item, 'id' | 'name' | 'seller' | 'resells'>> & Readonly<{ fee: bigint }>;
  const sells = async (
    { client, party }: Seller,
    given: Sold,
    resells: Item | null = null,
  ): Promise<Item> => {
    const item: Item = {
      id: '',
      name: `Item ${items.length + 1}`,
      seller: party,
      resells,
      currency: party?.currency ?? 'EUR',
      setup: 0n,
      interval: 'month',
      anchor: 'order_day',
      creditsUnused: false,
      noMoney: 'pause',
      unpaidDaysMax: 30,
      paysCommission: true,
      ...given,
    };
    const { name, currency, interval, anchor, creditsUnused, noMoney, unpaidDaysMax, paysCommission } = item;
    const made = await client.post('/api/v1/products', {
      name,
      currency,
      interval,
      anchor,
      creditsUnused,
      noMoney,
      unpaidDaysMax,
      paysCommission,
      setup: formatMoney(item.setup),
      fee: formatMoney(item.fee),
      mayResell: true,
      ...(resells !== null && { resellsId: resells.id }),
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    item.id = made.body.id;
    items.push(item);
    return item;
  };
  const minor = 10_000n;
  const line = await sells(operator, { fee: 999n * minor, setup: 500n * minor, creditsUnused: true });
  await sells(operator, { fee: 1_337n * minor, anchor: 'billing_day', noMoney: 'end' });
  await sells(operator, { fee: 37n * minor, interval: 'day', unpaidDaysMax: 3 });
  await sells(operator, {
    fee: 211n * minor,
    interval: 'week',
    anchor: 'billing_day',
    noMoney: 'owe',
    creditsUnused: true,
  });
  const quarter = await sells(operator, {
    fee: 2_999n * minor,
    interval: 'quarter',
    anchor: 'billing_day',
    creditsUnused: true,
  });
  await sells(operator, {
    fee: 11_900n * minor,
    interval: 'year',
    setup: 1_000n * minor,
    creditsUnused: true,
  });
  await sells(operator, { fee: 1_500n * minor, interval: 'once' });
  await sells(operator, { fee: 700n * minor, currency: 'USD', noMoney: 'owe', paysCommission: false });
  await sells(operator, { fee: 0n, setup: 199n * minor });
  const shopLine = await sells(shop, { fee: 1_499n * minor, setup: 700n * minor, creditsUnused: true }, line);
  await sells(shop, { fee: 3_900n * minor, interval: 'quarter', anchor: 'billing_day' }, quarter);
  await sells(shop, { fee: 199n * minor, interval: 'week', noMoney: 'owe' });
  await sells(
    kiosk,
    { fee: 2_490n * 1_000_000n, setup: 500n * 1_000_000n, creditsUnused: true, unpaidDaysMax: 10 },
    shopLine,
  );
  await sells(kiosk, { fee: 33n * 1_000_000n, interval: 'day', anchor: 'billing_day', noMoney: 'end' });
  return { parties, debtors, items, rates, givesRate, sellers: [operator, shop, kiosk] as const };
}
