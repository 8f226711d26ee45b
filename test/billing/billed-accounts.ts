/** Accounts of every sort, with what they pay for calls and how they are taxed. */
import { PASSWORD, type Client, type Json } from '../http/support.ts';
import type { Line } from '../charging/world.ts';
import type { createBillingWorld } from './billing-world.ts';
import { newBilled, type Billed } from './billed-model.ts';
import { rounded, type Tax } from './exact-tax.ts';

/** Prices of a minute in nanos by the first digits, the longest first. */
export type Prices = readonly (readonly [prefix: string, nanos: bigint])[];
const decimal = (nanos: bigint) =>
  `${nanos / 1_000_000_000n}.${String(nanos % 1_000_000_000n).padStart(9, '0')}`;
export const priceOf = (prices: Prices, number: string, seconds: number): bigint => {
  const nanos = prices.find(([prefix]) => number.startsWith(prefix))![1];
  return rounded(nanos * BigInt(seconds), 60_000n);
};

const RETAIL: Prices = [
  ['491', 0n],
  ['492', 700_000n],
  ['49', 63_300_000n],
];
const YEN: Prices = [
  ['491', 0n],
  ['492', 130_000_000n],
  ['49', 9_700_000_000n],
];
const DINAR: Prices = [
  ['491', 0n],
  ['492', 90_000n],
  ['49', 18_300_000n],
];
const DEAR: Prices = [
  ['491', 0n],
  ['492', 1_100_000n],
  ['49', 91_700_000n],
];
const DEARER: Prices = [
  ['491', 0n],
  ['492', 1_300_000n],
  ['49', 123_300_000n],
];

export type Subject = Billed & {
  /** Whoever pays for its calls, itself first. */
  readonly levels: readonly Readonly<{ of: Billed; prices: Prices }>[];
  readonly commission: Readonly<{ of: Billed; ppm: bigint }> | null;
};
type OwnTax = Tax & { id: string };
type Made = Readonly<{
  name: string;
  timezone: string;
  currency?: string;
  billing: Json;
  taxes?: readonly OwnTax[];
  prepaidTax?: 'on_usage';
  parent?: Line;
  prices: Prices;
  client?: Client;
  above?: Subject['levels'];
  commission?: Subject['commission'];
}>;

export async function buildAccounts(world: Awaited<ReturnType<typeof createBillingWorld>>) {
  const { owner } = world;
  for (const [currency, rate] of [
    ['JPY', '0.0061'],
    ['KWD', '3.01'],
  ])
    await world.posted(owner, 'exchange-rates', {
      fromCurrency: currency,
      toCurrency: 'EUR',
      rate,
      validFrom: '2026-01-01T00:00:00Z',
    });
  const listOf = (prices: Prices, currency: string, client: Client): Promise<string> =>
    world.rateGroup(
      Object.fromEntries(prices.map(([prefix, nanos]) => [prefix, { costPerMinute: decimal(nanos) }])),
      { currency },
      client,
    );
  const taxOf = async (name: string, terms: Json, client = owner): Promise<OwnTax> => {
    const { id } = await world.posted(client, 'taxes', { name, ...terms });
    const { percent = '0', amount = '0', isCompound = false, isInclusive = false } = terms;
    return {
      id,
      name,
      ppm: BigInt(Math.round(Number(percent) * 10_000)),
      fixed: BigInt(Math.round(Number(amount) * 1_000_000)),
      isCompound,
      isInclusive,
    };
  };
  const subjects: Subject[] = [];
  const billed: Billed[] = [];
  const keep = (line: Line, made: Omit<Made, 'prices'>): Billed => {
    const { schedule, billingDay, accountType, generateInvoice = false } = made.billing;
    const day = billingDay === 'last' ? 0 : (billingDay ?? 1);
    const of = newBilled(
      {
        name: made.name,
        line,
        currency: made.currency ?? 'EUR',
        type: accountType,
        calendar: { schedule, billingDay: day, timezone: made.timezone },
        wantsEmpty: generateInvoice,
        taxes: made.taxes ?? [],
        prepaidTax: made.prepaidTax ?? 'on_top_up',
      },
      world.now().getTime(),
    );
    billed.push(of);
    return of;
  };
  const customer = async (made: Made): Promise<void> => {
    const { currency = 'EUR', timezone, taxes = [], prices, client = owner, parent } = made;
    const rateGroupId = await listOf(prices, currency, client);
    const line = await world.account(
      { ...made.billing, rateGroupId, taxIds: taxes.map(({ id }) => id) },
      { profile: { currency, timezone }, ...(parent !== undefined && { parent }) },
    );
    const of = keep(line, made);
    const levels = [{ of, prices }, ...(made.above ?? [])];
    subjects.push(Object.assign(of, { levels, commission: made.commission ?? null }));
  };
  const seller = async (made: Made, resellerTerms: object) => {
    const rateGroupId = await listOf(made.prices, 'EUR', made.client ?? owner);
    const line = await world.anyAccount(
      world.resellerOf({
        settings: { cps: 100, concurrentCalls: 100 },
        profile: { timezone: made.timezone },
        billing: { ...made.billing, rateGroupId, taxIds: (made.taxes ?? []).map(({ id }) => id) },
        resellerTerms,
        ...(made.parent !== undefined && { panelAccess: { parentId: made.parent.accountId } }),
      }),
      {},
      owner,
    );
    const client = await world.keyOf(await world.signIn(line.number, PASSWORD));
    return { of: keep(line, made), line, client };
  };

  const credit = { accountType: 'postpaid', creditLimit: '100000' };
  const vat = await taxOf('VAT', { percent: '20' });
  const gst = await taxOf('GST', { percent: '5' });
  const pst = await taxOf('PST', { percent: '9.975', isCompound: true });
  const ct = await taxOf('CT', { percent: '10' });
  const within = await taxOf('Within', { percent: '7.7', isInclusive: true });
  const levy = await taxOf('Levy', { kind: 'fixed', amount: '0.35', currency: 'EUR' });
  const stamp = await taxOf('Stamp', { kind: 'fixed', amount: '0.02', currency: 'EUR', isInclusive: true });
  const monthly = { schedule: 'monthly', billingDay: 1 };
  const weekly = { schedule: 'weekly', billingDay: 1 };
  const daily = { schedule: 'daily', billingDay: null };
  await customer({
    name: 'Ada',
    timezone: 'Europe/Berlin',
    billing: { accountType: 'prepaid', ...monthly },
    taxes: [vat],
    prices: RETAIL,
  });
  await customer({
    name: 'Bea',
    timezone: 'America/New_York',
    billing: { ...credit, ...daily },
    taxes: [gst, pst],
    prices: RETAIL,
  });
  await customer({
    name: 'Chi',
    timezone: 'Asia/Tokyo',
    currency: 'JPY',
    billing: { ...credit, ...weekly, generateInvoice: true },
    taxes: [ct],
    prices: YEN,
  });
  await customer({
    name: 'Dua',
    timezone: 'Asia/Kolkata',
    currency: 'KWD',
    billing: { ...credit, ...monthly, billingDay: 'last' },
    taxes: [within],
    prices: DINAR,
  });
  await customer({
    name: 'Eve',
    timezone: 'Europe/Berlin',
    billing: { ...credit, ...monthly, billingDay: 15 },
    taxes: [levy, vat, stamp],
    prices: RETAIL,
  });
  await customer({
    name: 'Fay',
    timezone: 'Australia/Lord_Howe',
    billing: { accountType: 'prepaid', ...weekly, billingDay: 7, generateInvoice: true },
    prices: RETAIL,
  });

  const shop = await seller(
    {
      name: 'Shop',
      timezone: 'America/Sao_Paulo',
      billing: { ...credit, ...weekly },
      taxes: [vat],
      prices: RETAIL,
    },
    { type: 'distributor' },
  );
  const set = await shop.client.patch('/api/v1/settings', {
    settings: { 'billing.prepaid_tax': 'on_usage', 'billing.number_format_invoice': 'S{year}-{number}' },
  });
  if (set.status !== 200) throw new Error(JSON.stringify(set.body));
  const ofShop = { parent: shop.line, client: shop.client, prices: DEAR, prepaidTax: 'on_usage' as const };
  const upToShop = [{ of: shop.of, prices: RETAIL }];
  const iss = await taxOf('ISS', { percent: '5', isInclusive: true }, shop.client);
  const icms = await taxOf('ICMS', { percent: '18', isCompound: true }, shop.client);
  await customer({
    ...ofShop,
    name: 'Gil',
    timezone: 'America/Sao_Paulo',
    billing: { accountType: 'prepaid', ...weekly },
    taxes: [iss, icms],
    above: upToShop,
  });
  await customer({
    ...ofShop,
    name: 'Hal',
    timezone: 'America/New_York',
    billing: { ...credit, ...monthly, billingDay: 28 },
    taxes: [iss, icms],
    above: upToShop,
  });
  const kiosk = await seller(
    { ...ofShop, name: 'Kiosk', timezone: 'Europe/Berlin', billing: { ...credit, ...daily }, taxes: [icms] },
    { type: 'distributor' },
  );
  await customer({
    name: 'Ida',
    timezone: 'Asia/Kolkata',
    billing: { accountType: 'prepaid', ...monthly },
    parent: kiosk.line,
    client: kiosk.client,
    prices: DEARER,
    above: [{ of: kiosk.of, prices: DEAR }, ...upToShop],
  });
  const agent = await seller(
    { name: 'Agent', timezone: 'Pacific/Kiritimati', billing: { ...credit, ...monthly }, prices: RETAIL },
    { type: 'commission', commissionPercent: '12.5' },
  );
  await customer({
    name: 'Jon',
    timezone: 'America/Sao_Paulo',
    billing: { ...credit, ...weekly, billingDay: 5 },
    taxes: [vat],
    parent: agent.line,
    prices: RETAIL,
    commission: { of: agent.of, ppm: 125_000n },
  });
  return { subjects, billed };
}
