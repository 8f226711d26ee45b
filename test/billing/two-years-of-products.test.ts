/**
 * Two years of subscriptions, invoices and reminders, day by day on a clock that is set: orders, renewals with too little money, what is
 * given back, invoices that are paid late or never, days without a server, and jobs that are killed anywhere and begin again. All
 * of it is held against a model of its own, and the books are proved each month. One seed again:
 * YEARS_SEED=17 npx vitest run test/billing/two-years-of-products. `npm run soak` plays more. YEARS_CHECK_EVERY=1 finds the day.
 */
import { afterAll, expect, onTestFailed, test } from 'vitest';
import { formatMoney } from '../../src/domain/money.ts';
import { runBilling } from '../../src/operations/billing/run-billing.ts';
import { runDunning } from '../../src/operations/dunning/run-dunning.ts';
import { closeMonths } from '../../src/operations/ledger/close-months.ts';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { renewSubscriptions } from '../../src/operations/products/renew-subscriptions.ts';
import { isDatabaseAway } from '../../src/postgres/problem-of-database-error.ts';
import { key, type Json } from '../http/support.ts';
import { createProductWorld } from '../products/product-world.ts';
import { createBreakingPool } from '../support/breaking-pool.ts';
import { seededRandom } from '../support/random.ts';
import { receipt, runModel } from './billed-model.ts';
import { dunModel, isIssued, liftModel, openOf, suspendModel, type Debtor } from './dunned-model.ts';
import { MINOR } from './exact-tax.ts';
import { buildSubscribed, RATES } from './subscribed-accounts.ts';
import { createShop, type Party, type Subscription } from './subscribed-model.ts';

const SEED = Number(process.env.YEARS_SEED ?? 1);
const DAYS = Number(process.env.YEARS_DAYS ?? 731);
/** 1 finds the day of a mistake, and takes longer. */
const CHECK_EVERY = Number(process.env.YEARS_CHECK_EVERY ?? 7);
const DAY_MS = 86_400_000;
const DUE_DAYS = 14;
const OPEN_MAX = 4;

const world = await createProductWorld();
const { owner } = world;
const { url, pool, reads } = world.database;
const random = seededRandom(SEED);
const now = () => world.now().getTime();
const { parties, debtors, items, rates, givesRate, sellers } = await buildSubscribed(world);
const shop = createShop(rates);
const { subscriptions } = shop;
const tick = (ms = random.whole(1000, 20_000_000)) => world.advance(ms);
const urlOf = ({ line }: Party) => `/api/v1/accounts/${line.accountId}`;
const debtorOf = (of: Party): Debtor => debtors.find((debtor) => debtor.of === of)!;
const clientOf = (of: Party) => sellers.find(({ party }) => party === of.seller)!.client;

/** Jobs whose connections break run until they come to an end. */
const breaking = createBreakingPool(url, random, 0.01);
afterAll(() => breaking.pool.end());
let interrupted = 0;
async function surely(run: (using: typeof pool) => Promise<unknown>): Promise<void> {
  for (let tries = random.chance(0.3) ? 4 : 0; tries > 0; tries--) {
    try {
      await run(breaking.pool);
      return;
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      interrupted += 1;
    }
  }
  await run(pool);
}

const onError = (error: unknown) => {
  throw error;
};
const context = {
  now: world.now,
  masterKey: Buffer.alloc(32, 7),
  sipDomain: 'sip.example.com',
  publicUrl: 'http://localhost:8080',
  onError,
};

/** All jobs at this moment, and what they must come to. */
async function jobs(): Promise<void> {
  await surely((using) => renewSubscriptions({ ...context, pool: using }));
  shop.run(now());
  await surely((using) => runBilling({ pool: using, now: world.now, onError }));
  const before = new Map(parties.map((of) => [of, of.expected.length]));
  runModel(parties, now());
  for (const of of parties)
    for (const { kind, linesMicros, movedMicros } of of.expected.slice(before.get(of))) {
      if (kind === 'invoice') isIssued(debtorOf(of), linesMicros, now(), DUE_DAYS);
      // It is of whole minor units: the rest is moved along with it.
      if (kind === 'commission_note') of.balance += linesMicros - movedMicros;
    }
  await surely((using) => runDunning({ pool: using, now: world.now, onError }));
  dunModel(debtors, now());
}

const isRefused = (body: Json) => ['insufficient_funds', 'not_possible_now'].includes(body.code);

async function orders(): Promise<void> {
  const of = random.pick(parties);
  if (subscriptions.filter((sub) => sub.of === of && sub.status !== 'ended').length >= OPEN_MAX) return;
  const sold = items.filter(({ seller }) => seller === of.seller);
  if (sold.length === 0) return;
  const item = random.pick(sold);
  // Few by the day, or most of the time goes into those.
  if (item.interval === 'day' && random.chance(0.8)) return;
  const quantity = random.pick([1, 1, 1, 2, 3]);
  const answer = await owner.post(`${urlOf(of)}/subscriptions`, { productId: item.id, quantity }, key());
  const made = shop.order(of, item, quantity, now(), answer.body.subscriptionId ?? '');
  if (made === null) expect(isRefused(answer.body), JSON.stringify(answer.body)).toBe(true);
  else expect(answer.status, `${of.name} ${item.name}: ${JSON.stringify(answer.body)}`).toBe(201);
}

const open = (status?: Subscription['status']) =>
  subscriptions.filter((sub) => (status === undefined ? sub.status !== 'ended' : sub.status === status));

async function cancels(): Promise<void> {
  if (open().length === 0) return;
  const sub = random.pick(open());
  const when = random.pick(['now', 'period_end'] as const);
  await world.posted(owner, `subscriptions/${sub.id}/cancel`, { when });
  if (when === 'period_end' && sub.status === 'active') sub.endsAt = sub.renewsAt;
  else shop.end(sub, 'cancelled', now(), now());
}

async function goesOn(): Promise<void> {
  const sub = subscriptions.find(({ endsAt, status }) => endsAt !== null && status === 'active');
  if (sub === undefined) return;
  const answer = await owner.patch(`/api/v1/subscriptions/${sub.id}`, { endsAt: null });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  sub.endsAt = null;
}

async function paysAgain(): Promise<void> {
  if (open('unpaid').length === 0) return;
  const sub = random.pick(open('unpaid'));
  const before = { triedAt: sub.triedAt, lacking: sub.lacking };
  const answer = await owner.post(`/api/v1/subscriptions/${sub.id}/pay`, undefined, key());
  if (shop.payAgain(sub, now())) {
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return;
  }
  // Nothing of a request that is refused stays.
  Object.assign(sub, before);
  expect(isRefused(answer.body), JSON.stringify(answer.body)).toBe(true);
}

async function movesMoney(of: Party, movement: 'payment' | 'refund', micros: bigint): Promise<void> {
  const body = { amount: formatMoney(micros), direction: movement, method: 'cash' };
  const answer = await owner.post(`${urlOf(of)}/payments`, body, key());
  if (movement === 'refund' && answer.body.code === 'insufficient_funds') return;
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  receipt(of, movement, micros, now());
  if (random.chance(0.5)) await jobs();
}

async function topsUp(): Promise<void> {
  const of = random.pick(parties.filter(({ type }) => type === 'prepaid'));
  const minor = MINOR[of.currency]!;
  const most = { EUR: 4000, USD: 4000, JPY: 9000, KWD: 14_000 }[of.currency]!;
  await movesMoney(of, random.chance(0.95) ? 'payment' : 'refund', minor * BigInt(random.whole(1, most)));
}

/** All that is open, the oldest invoice, or some of it; months late where it is not drawn. */
async function paysInvoices(): Promise<void> {
  const owing = debtors.filter((debtor) => openOf(debtor).some((micros) => micros > 0n));
  if (owing.length === 0) return;
  const debtor = random.pick(owing);
  const left = openOf(debtor).filter((micros) => micros > 0n);
  const all = left.reduce((sum, micros) => sum + micros, 0n);
  const minor = MINOR[debtor.of.currency]!;
  const some = minor * BigInt(random.whole(1, Number(all / minor)));
  await movesMoney(debtor.of, 'payment', random.pick([all, left[0]!, some]));
}

async function changesRate(): Promise<void> {
  const [from, to, rate] = random.pick(RATES);
  await givesRate(from, to, (Number(rate) * (0.8 + 0.4 * random.unit())).toFixed(6));
}

async function changesPrice(): Promise<void> {
  const item = random.pick(items.filter(({ fee }) => fee > 0n));
  const { client } = sellers.find(({ party }) => party === item.seller)!;
  const minor = MINOR[item.currency]!;
  const fee = (item.fee / minor + BigInt(random.whole(-20, 20))) * minor;
  if (fee <= 0n) return;
  const answer = await client.patch(`/api/v1/products/${item.id}`, { fee: formatMoney(fee) });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  item.fee = fee;
}

async function changesCalendar(): Promise<void> {
  const of = random.pick(parties);
  const to = random.pick([
    { schedule: 'daily', billingDay: null },
    { schedule: 'weekly', billingDay: random.whole(1, 7) },
    { schedule: 'monthly', billingDay: random.whole(1, 28) },
    { schedule: 'monthly', billingDay: 'last' },
    random.pick(['UTC', 'Asia/Kathmandu', 'America/New_York', 'Australia/Lord_Howe']),
  ] as const);
  if (typeof to === 'string') await world.change(of.line, { profile: { timezone: to } });
  else await world.change(of.line, { billing: to });
  const before = of.calendar;
  const stored = (day: number | 'last' | null) => (day === 'last' ? 0 : (day ?? 1));
  of.calendar =
    typeof to === 'string'
      ? { ...before, timezone: to }
      : { ...before, schedule: to.schedule, billingDay: stored(to.billingDay) };
  of.isStale ||= JSON.stringify(before) !== JSON.stringify(of.calendar);
}

async function agrees(): Promise<void> {
  const debtor = random.pick(debtors.filter(({ of }) => of.type === 'postpaid'));
  const terms = random.pick([
    { isExempt: true },
    { exemptUntil: now() + random.whole(1, 40) * DAY_MS },
    { extraDays: random.whole(1, 20) },
    { neverSuspend: true },
    {},
    {},
  ]);
  debtor.terms = { isExempt: false, exemptUntil: null, extraDays: 0, neverSuspend: false, ...terms };
  const { exemptUntil } = debtor.terms;
  const until = exemptUntil === null ? null : new Date(exemptUntil).toISOString();
  const answer = await clientOf(debtor.of).put(`${urlOf(debtor.of)}/dunning`, {
    ...debtor.terms,
    exemptUntil: until,
    note: '',
    reason: 'Agreed',
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

async function changesPolicy(): Promise<void> {
  const { client, issuer } = random.pick(sellers);
  const steps = [
    { action: 'remind', days: random.whole(-6, 0), isActive: random.chance(0.7) },
    { action: 'remind', days: random.whole(1, 4), isActive: random.chance(0.9) },
    { action: 'remind', days: random.whole(5, 12), isActive: random.chance(0.9) },
    { action: 'suspend', days: random.whole(3, 25), isActive: random.chance(0.8) },
  ] as const;
  const [hour, minimum] = [random.whole(5, 22), random.pick([0n, 0n, 5_000_000n])];
  const before = issuer.policy;
  issuer.policy = { isActive: random.chance(0.95), steps, hour, minimum };
  const minimums = minimum === 0n ? [] : [{ currency: 'EUR', amount: formatMoney(minimum) }];
  const { isActive } = issuer.policy;
  const answer = await client.put('/api/v1/dunning/policy', { isActive, steps, hour, minimums });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const said = (policy: typeof before) =>
    JSON.stringify([policy.isActive, policy.hour, policy.steps.filter((step) => step.isActive)]);
  if (issuer.since === null || said(before) !== said(issuer.policy)) issuer.since = now();
}

async function suspendsByHand(): Promise<void> {
  const debtor = random.pick(debtors);
  const answer = await clientOf(debtor.of).post(`${urlOf(debtor.of)}/dunning/suspend`, { reason: 'Enough' });
  if (suspendModel(debtor, now())) expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  else expect(answer.body).toMatchObject({ code: 'nothing_overdue' });
}

async function liftsByHand(): Promise<void> {
  const suspended = debtors.filter(({ suspension }) => suspension !== null);
  if (suspended.length === 0) return;
  const debtor = random.pick(suspended);
  const answer = await clientOf(debtor.of).post(`${urlOf(debtor.of)}/dunning/lift`, { reason: 'For now' });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  liftModel(debtor, now());
}

async function releases(): Promise<void> {
  for (const of of parties.filter(({ parked }) => parked === 'waits')) {
    const answer = await owner.post(`/api/v1/billing/parked/${of.line.accountId}/release`);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    of.parked = 'released';
  }
}

const DEEDS: readonly (readonly [weight: number, deed: () => Promise<void>])[] = [
  [22, orders],
  [6, cancels],
  [2, goesOn],
  [4, paysAgain],
  [30, topsUp],
  [16, paysInvoices],
  [2, changesRate],
  [2, changesPrice],
  [2, changesCalendar],
  [4, agrees],
  [1, changesPolicy],
  [2, suspendsByHand],
  [1, liftsByHand],
  [6, releases],
];

const last = { document: 0n, charge: 0n, event: 0n };
const byId = new Map(parties.map((of) => [of.line.accountId, of]));
const iso = (at: number | Date | null) => (at === null ? null : new Date(at).toISOString());
const rowsOf = async (statement: string, values: readonly unknown[] = []) =>
  (await pool.query<Json>(statement, [...values])).rows;

/** Everything that came is what was to come, and nothing else. */
async function check(): Promise<void> {
  await checkCharges();
  await checkDocuments();
  const events = await rowsOf(
    `select e.id, e.type, e.data, a.public_id as account from events e join accounts a on a.id = e.account_id
     where e.id > $1 and (e.type like 'subscription.%' or e.type like 'dunning.%' or e.type in ('invoice.overdue', 'invoice.paid',
       'invoice.reminded')) order by e.id`,
    [last.event],
  );
  const told = new Map(parties.map((of) => [of, [] as string[]]));
  for (const { id, type, data, account } of events) {
    last.event = id;
    const more: Record<string, unknown> = {
      'subscription.ended': data.reason,
      'invoice.reminded': data.daysOverdue,
      'invoice.overdue': data.open && BigInt(data.open.replace('.', '')),
    };
    told.get(byId.get(account)!)!.push(type in more ? `${type} ${String(more[type])}` : type);
  }
  for (const of of parties) {
    expect([of.name, ...told.get(of)!]).toEqual([of.name, ...of.events]);
    of.events = [];
  }
  const held = await rowsOf(
    `select a.public_id as account, w.balance_micros as balance, b.documented_micros as documented
     from wallets w join wallet_billing b on b.wallet_id = w.id join accounts a on a.id = w.account_id`,
  );
  for (const { account, balance, documented } of held) {
    const of = byId.get(account)!;
    const waiting = of.open.reduce((sum, { micros }) => sum + micros, 0n);
    expect([of.name, balance, documented]).toEqual([of.name, of.balance, of.balance + waiting]);
  }
}

async function checkCharges(): Promise<void> {
  const charges = await rowsOf(
    `select c.id, s.public_id as subscription, c.part, c.period_from, c.period_to, c.level, a.public_id as account, c.is_commission,
       c.amount_micros, c.exchange_rate_e10, c.quantity from product_charges c join subscriptions s on s.id = c.subscription_id
       join accounts a on a.id = c.account_id where c.id > $1 order by c.id`,
    [last.charge],
  );
  const placeOf = new Map(subscriptions.map(({ id, place }) => [id, place]));
  last.charge = charges.at(-1)?.id ?? last.charge;
  expect(
    charges.map((row) => ({
      subscription: placeOf.get(row.subscription),
      part: row.part,
      from: iso(row.period_from),
      to: iso(row.period_to),
      level: row.level,
      party: byId.get(row.account)!.name,
      isCommission: row.is_commission,
      micros: row.amount_micros,
      rate: row.exchange_rate_e10,
      quantity: row.quantity,
    })),
  ).toEqual(shop.takeRows().map((row) => ({ ...row, from: iso(row.from), to: iso(row.to) })));
  const rows = await rowsOf(
    'select public_id, status, period_from, renews_at, unpaid_since, ends_at, ended_at, end_reason from subscriptions order by id',
  );
  expect(
    rows.map((row) => Object.values(row).map((value) => (value instanceof Date ? iso(value) : value))),
  ).toEqual(
    subscriptions.map((sub) => [
      sub.id,
      sub.status,
      iso(sub.from),
      iso(sub.renewsAt),
      iso(sub.unpaidSince),
      iso(sub.endsAt),
      iso(sub.endedAt),
      sub.endReason,
    ]),
  );
}

async function checkDocuments(): Promise<void> {
  const documents = await rowsOf(
    `select d.id, d.kind, a.public_id as account, d.total_micros, d.period_from, d.period_to, d.due_at, d.issued_at
     from documents d join accounts a on a.id = d.account_id where d.id > $1 order by d.id`,
    [last.document],
  );
  for (const { id, kind, account, ...row } of documents) {
    last.document = id;
    const of = byId.get(account)!;
    const expected = of.expected.shift();
    const what = `${of.name} ${kind} ${id}`;
    expect(expected, `${what} was not to come`).toBeDefined();
    const { linesMicros, from, to } = expected!;
    expect([kind, row.total_micros, iso(row.period_from), iso(row.period_to)], what).toEqual([
      expected!.kind,
      linesMicros,
      iso(from),
      iso(to),
    ]);
    if (kind === 'invoice') expect(row.due_at.getTime() - row.issued_at.getTime()).toBe(DUE_DAYS * DAY_MS);
  }
  for (const of of parties) expect(of.expected, `${of.name}: did not come`).toEqual([]);
}

/** Every step of every invoice, and every suspension since the beginning. */
async function checkDunning(): Promise<void> {
  const actions = await rowsOf(
    `select a.public_id as account, n.place - 1 as place, x.days, x.done_at, x.is_passed_over, x.open_micros
     from dunning_actions x join accounts a on a.id = x.account_id
       join (select id, row_number() over (partition by wallet_id order by id) as place from documents where kind = 'invoice') n
         on n.id = x.document_id`,
  );
  const suspensions = await rowsOf(
    `select a.public_id as account, s.since, s.by_id, s.lifted_at, s.lifted_by
     from debt_suspensions s join accounts a on a.id = s.account_id`,
  );
  for (const { of, actions: expected } of debtors) {
    const done = [
      ...actions
        .filter(({ account }) => account === of.line.accountId)
        .map(
          (row) =>
            `${row.place} ${row.days} ${row.done_at.getTime()} ${row.is_passed_over ? 'passed' : 'sent'} ${row.open_micros}`,
        ),
      ...suspensions
        .filter(({ account }) => account === of.line.accountId)
        .flatMap(({ since, by_id: by, lifted_at: at, lifted_by: liftedBy }) => [
          `suspended ${since.getTime()} ${by !== null}`,
          ...(at === null ? [] : [`lifted ${at.getTime()} ${liftedBy !== null}`]),
        ]),
    ];
    expect([of.name, ...done.toSorted()]).toEqual([of.name, ...expected.toSorted()]);
  }
}

test(`seed ${SEED}: ${DAYS} days of subscriptions and reminders come to what they must, whatever breaks`, {
  timeout: 1_800_000,
}, async () => {
  const total = DEEDS.reduce((sum, [weight]) => sum + weight, 0);
  const draw = () => {
    let left = random.unit() * total;
    return DEEDS.find(([weight]) => (left -= weight) < 0)![1];
  };
  const prove = async (isFull: boolean) =>
    expect((await verifyBooks(reads, world.now(), null, { isFull })).violations).toEqual([]);
  let awayUntil = 0;
  let day = 0;
  onTestFailed(() => console.log(`seed ${SEED}, day ${day}, ${world.now().toISOString()}`));
  for (; day < DAYS; day++) {
    const began = now();
    for (let n = random.whole(1, 2); n > 0; n--) {
      tick();
      await draw()();
    }
    tick();
    if (random.chance(0.02)) awayUntil = now() + random.whole(1, 45) * DAY_MS;
    if (now() >= awayUntil) await jobs();
    if (day % CHECK_EVERY === 0) await check();
    if (day % 30 === 29) {
      await closeMonths({ pool, now: world.now });
      await prove(false);
      await checkDunning();
    }
    world.advance(Math.max(1, began + DAY_MS - now()));
  }
  await check();
  await checkDunning();
  await prove(true);
  const count = (of: (sub: Subscription) => boolean) => subscriptions.filter(of).length;
  const actions = debtors.flatMap((debtor) => debtor.actions);
  const counts = {
    subscriptions: subscriptions.length,
    unpaidEnds: count(({ endReason }) => endReason === 'unpaid'),
    charges: Number(last.charge),
    documents: Number(last.document),
    reminders: actions.filter((action) => action.includes('sent')).length,
    suspensions: actions.filter((action) => action.startsWith('suspended')).length,
    interrupted,
    ...breaking.cuts,
  };
  // It is about what happens, and not about nothing.
  if (DAYS >= 731) for (const [what, times] of Object.entries(counts)) expect(times, what).toBeGreaterThan(0);
  console.log(`two years of products, seed ${SEED}: ${JSON.stringify(counts)}`);
});
