/**
 * Two years of accounts of every sort, day by day on a clock that is set: calls, money, corrections, notes, changes and days without a
 * server, by a seed. Each document is held against a model of its own, the books are proved each month. One seed again:
 * YEARS_SEED=17 npx vitest run test/billing/two-years. `npm run soak` plays more.
 */
import { expect, test } from 'vitest';
import { formatMoney } from '../../src/domain/money.ts';
import { closeMonths } from '../../src/operations/ledger/close-months.ts';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { key, type Json } from '../http/support.ts';
import { seededRandom } from '../support/random.ts';
import { buildAccounts, priceOf, type Subject } from './billed-accounts.ts';
import {
  bill,
  move,
  receipt,
  runModel,
  wouldIssue,
  write,
  type Billed,
  type Expected,
} from './billed-model.ts';
import { createBillingWorld } from './billing-world.ts';
import { addedOf, MINOR, mistakesOfTaxes, rounded, toMinor } from './exact-tax.ts';

const SEED = Number(process.env.YEARS_SEED ?? 1);
const DAYS = Number(process.env.YEARS_DAYS ?? 731);
const DAY_MS = 86_400_000;

const world = await createBillingWorld();
const { owner } = world;
const { pool, reads } = world.database;
const random = seededRandom(SEED);
const now = () => world.now().getTime();
const { subjects, billed } = await buildAccounts(world);
const tick = (ms = random.whole(1000, 5_000_000)) => world.advance(ms);
const urlOf = ({ line }: Billed) => `/api/v1/accounts/${line.accountId}`;
/** An amount in whole minor units. */
const amountOf = ({ currency }: Billed, most: number): bigint =>
  BigInt(random.whole(1, most)) * (currency === 'JPY' ? 100n * MINOR.JPY! : MINOR[currency]!);

type Call = {
  of: Subject;
  number: string;
  granted: Json;
  seconds: number;
  revision: number;
  at: number;
  had: boolean;
};
let calls: Call[] = [];

const chargesOf = ({ of, number }: Call, seconds: number) =>
  of.levels.map(({ prices }) => priceOf(prices, number, seconds));
const commissionOn = (ppm: bigint, charge: bigint) => (charge * ppm) / 1_000_000n;

async function callsOut(): Promise<void> {
  const of = random.pick(subjects);
  const number =
    random.pick(['491', '492', '493', '493', '493']) + String(random.whole(10_000_000, 99_999_999));
  const granted = await world.ask(of.line, { destination: `+${number}` });
  if (granted.ok !== true) {
    expect(granted.reason, JSON.stringify(granted)).toBe('insufficient_funds');
    return;
  }
  const talkMs = random.chance(0.1) ? 0 : random.whole(1, Math.min(400, granted.grantedSeconds) * 1000);
  const call = { of, number, granted, seconds: 0, revision: 1, at: now(), had: false };
  await says(call, talkMs);
  calls.push(call);
}

/** What the end of a call, or a correction of it, moves at every level. */
async function says(call: Call, talkMs: number): Promise<void> {
  const { of, granted, revision } = call;
  const sent = await world.send(world.end(granted, talkMs, { revision }));
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  const seconds = Math.ceil(talkMs / 1000);
  const [before, after] = [chargesOf(call, call.seconds), chargesOf(call, seconds)];
  for (const [level, { of: payer }] of of.levels.entries()) {
    const micros = after[level]! - before[level]!;
    // A call without a price stands on the document of its caller, once.
    const isFree = level === 0 && talkMs > 0 && !call.had && after[0] === 0n;
    if (micros !== 0n || isFree) move(payer, micros, now());
  }
  if (of.commission !== null) {
    const { of: agent, ppm } = of.commission;
    const micros = commissionOn(ppm, after[0]!) - commissionOn(ppm, before[0]!);
    if (micros !== 0n) move(agent, -micros, now(), true);
  }
  call.seconds = seconds;
  call.had ||= talkMs > 0;
}

async function isCorrected(): Promise<void> {
  calls = calls.filter(({ at }) => at > now() - 3 * DAY_MS);
  if (calls.length === 0) return;
  const call = random.pick(calls);
  call.revision += 1;
  await says(
    call,
    random.chance(0.2) ? 0 : random.whole(1, Math.min(400, call.granted.grantedSeconds) * 1000),
  );
}

async function movesMoney(): Promise<void> {
  const of = random.pick(billed);
  const movement = random.pick(['payment', 'payment', 'payment', 'refund', 'debit', 'credit'] as const);
  const isMoney = movement === 'payment' || movement === 'refund';
  const micros = isMoney
    ? amountOf(of, movement === 'payment' ? 3000 : 300)
    : BigInt(random.whole(1, 3_000_000));
  const body = {
    amount: formatMoney(micros),
    direction: movement,
    ...(isMoney ? { method: 'cash' } : { note: movement }),
  };
  const answer = await owner.post(`${urlOf(of)}/${isMoney ? 'payments' : 'adjustments'}`, body, key());
  if (answer.status === 409 || answer.body.code === 'insufficient_funds') return;
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  receipt(of, movement, micros, now());
}

async function writesInvoice(): Promise<void> {
  const of = random.pick(billed.filter(({ type }) => type === 'postpaid'));
  const lines = Array.from({ length: random.whole(1, 3) }, () => ({
    quantity: random.whole(1, 5_000_000),
    unit: random.whole(-2_000_000, 9_000_000) || 1,
  }));
  const amounts = lines.map(({ quantity, unit }) => rounded(BigInt(quantity) * BigInt(unit), 1_000_000n));
  if (amounts.includes(0n)) return;
  const includesOpen = random.chance(0.7);
  const draft = await world.posted(owner, `accounts/${of.line.accountId}/invoice-drafts`, {
    includesOpen,
    lines: lines.map(({ quantity, unit }) => ({
      text: 'Work',
      quantity: formatMoney(BigInt(quantity)),
      unitPrice: formatMoney(BigInt(unit)),
    })),
  });
  const issued = await owner.post(`/api/v1/invoice-drafts/${draft.id}/issue`, undefined, key());
  // Discounts beyond what they are on.
  if (issued.body.code === 'invoice_is_negative') return;
  expect(issued.status, JSON.stringify(issued.body)).toBe(201);
  write(of, amounts, now(), includesOpen);
}

async function billsNow(): Promise<void> {
  const of = random.pick(billed);
  const answer = await owner.post(`${urlOf(of)}/bill`, undefined, key());
  const count = wouldIssue(of, now());
  if (count === 0) {
    expect(answer.body).toMatchObject({ code: 'nothing_to_invoice' });
    return;
  }
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  expect(answer.body.items).toHaveLength(count);
  bill(of, now(), now(), { isWanted: true });
}

async function takesBack(): Promise<void> {
  const { rows } = await pool.query<{ id: string; account: string }>(
    `select d.public_id as id, a.public_id as account from documents d join accounts a on a.id = d.account_id
     where d.kind = 'invoice' and d.total_micros <> 0 order by d.id desc limit 60`,
  );
  if (rows.length === 0) return;
  const { id, account } = random.pick(rows);
  const of = billed.find(({ line }) => line.accountId === account)!;
  const { left } = await leftOf(id);
  if (left.every((micros) => micros === 0n)) return;
  const isWhole = random.chance(0.5);
  const minor = MINOR[of.currency]!;
  const some = left.map((micros) =>
    micros === 0n
      ? 0n
      : (micros > 0n ? 1n : -1n) *
        minor *
        BigInt(random.whole(0, Number((micros < 0n ? -micros : micros) / minor))),
  );
  const taken = isWhole ? left : some;
  if (taken.every((micros) => micros === 0n)) return;
  // A discount is not taken back without what it is on, nor the other way round.
  const [leftMicros, takenMicros] = [left, taken].map((all) => all.reduce((sum, micros) => sum + micros, 0n));
  if (takenMicros! < 0n || takenMicros! > leftMicros!) return;
  const lines = taken.map((micros, line) => ({ line, amount: formatMoney(micros) }));
  const reason = isWhole ? 'All of it' : 'Some of it';
  await world.posted(owner, `documents/${id}/credit-notes`, isWhole ? { reason } : { reason, lines });
  const linesMicros = taken.reduce((sum, micros) => sum + micros, 0n);
  of.expected.push({
    kind: 'credit_note',
    from: null,
    to: null,
    linesMicros,
    movedMicros: 0n,
    items: 0,
    taxes: [],
    isPaid: false,
    taxSign: 0n,
    place: null,
  });
}

async function leftOf(id: string): Promise<{ left: bigint[]; contents: Json[] }> {
  const { rows } = await pool.query<{ content: Json }>(
    `select content from documents where public_id = $1 union all
     select c.content from documents c join documents d on d.id = c.corrects_id where d.public_id = $1`,
    [id],
  );
  const [invoice, ...notes] = rows.map(({ content }) => content);
  const left = invoice.lines.map((line: Json, place: number) =>
    notes
      .flatMap((note) => note.lines)
      .filter(({ correctsLine }: Json) => correctsLine === place)
      .reduce((rest: bigint, each: Json) => rest - BigInt(each.amountMicros), BigInt(line.amountMicros)),
  );
  return { left, contents: [invoice, ...notes] };
}

async function changesCalendar(): Promise<void> {
  const of = random.pick(billed);
  const { timezone } = of.calendar;
  const to = random.pick([
    { schedule: 'daily', billingDay: null },
    { schedule: 'weekly', billingDay: random.whole(1, 7) },
    { schedule: 'monthly', billingDay: random.whole(1, 28) },
    { schedule: 'monthly', billingDay: 'last' },
    timezone === 'UTC' ? 'Asia/Kathmandu' : 'UTC',
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

async function changesType(): Promise<void> {
  const of = random.pick(subjects);
  const accountType = of.type === 'prepaid' ? ('postpaid' as const) : ('prepaid' as const);
  const billing = accountType === 'postpaid' ? { accountType, creditLimit: '100000' } : { accountType };
  const answer = await owner.patch(urlOf(of), { billing });
  if (answer.body.code === 'change_is_blocked') return;
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  bill(of, now(), now(), { isWanted: true, isLast: true });
  of.type = accountType;
}

async function releases(): Promise<void> {
  const waiting = billed.filter(({ parked }) => parked === 'waits');
  const { body } = await owner.get('/api/v1/billing/parked');
  const named = body.items
    .filter(({ releasedAt }: Json) => releasedAt === null)
    .map(({ account }: Json) => account.id);
  expect(named.toSorted()).toEqual(waiting.map(({ line }) => line.accountId).toSorted());
  if (waiting.length === 0) return;
  const of = random.pick(waiting);
  const answer = await owner.post(`/api/v1/billing/parked/${of.line.accountId}/release`);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  of.parked = 'released';
}

const DEEDS: readonly (readonly [weight: number, deed: () => Promise<void>])[] = [
  [50, callsOut],
  [8, isCorrected],
  [14, movesMoney],
  [2, writesInvoice],
  [2, billsNow],
  [3, takesBack],
  [2, changesCalendar],
  [1, changesType],
  [4, releases],
];

let lastDocument = 0n;
/** Every document that came is the one that was to come, and balances are what they come to. */
async function check(): Promise<void> {
  const { rows } = await pool.query<Json>(
    `select d.id, d.kind, a.public_id as account, d.currency, d.number, d.net_micros as net, d.tax_micros as tax, d.total_micros as total,
       d.wallet_micros as wallet, d.items, d.period_from as "from", d.period_to as "to", d.content, i.public_id as corrects
     from documents d join accounts a on a.id = d.account_id left join documents i on i.id = d.corrects_id where d.id > $1 order by d.id`,
    [lastDocument],
  );
  for (const document of rows) {
    lastDocument = document.id;
    const of = billed.find(({ line }) => line.accountId === document.account)!;
    const expected = of.expected.shift();
    const what = `${of.name} ${document.kind} ${document.number}`;
    expect(expected, `${what} was not to come`).toBeDefined();
    await checkDocument(of, document, expected!, what);
  }
  for (const of of billed) expect(of.expected, `${of.name}: did not come`).toEqual([]);
  const { rows: wallets } = await pool.query<{ account: string; balance: bigint; documented: bigint }>(
    `select a.public_id as account, w.balance_micros as balance, b.documented_micros as documented
     from wallets w join wallet_billing b on b.wallet_id = w.id join accounts a on a.id = w.account_id`,
  );
  for (const { account, balance, documented } of wallets) {
    const of = billed.find(({ line }) => line.accountId === account)!;
    const open = of.open.reduce((sum, { micros }) => sum + micros, 0n);
    expect([of.name, balance, documented]).toEqual([of.name, of.balance, of.balance + open]);
  }
}

async function checkDocument(of: Billed, document: Json, expected: Expected, what: string): Promise<void> {
  const { lines, taxes } = document.content;
  const { linesMicros, movedMicros, isPaid, taxSign } = expected;
  const added = addedOf(taxes);
  const nonZero = (isInclusive: boolean) =>
    taxes.filter((tax: Json) => tax.isInclusive === isInclusive && BigInt(tax.amountMicros) !== 0n).length;
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const sum = lines.reduce((total: bigint, line: Json) => total + BigInt(line.amountMicros), 0n);
  expect(
    [document.kind, document.from?.toISOString() ?? null, document.to?.toISOString() ?? null, sum],
    what,
  ).toEqual([expected.kind, iso(expected.from), iso(expected.to), linesMicros]);
  // A receipt says what moved, to the sixth digit; all others are whole minor units.
  const isReceipt = expected.kind === 'receipt';
  expect(
    lines.map((line: Json) => BigInt(line.amountMicros)),
    what,
  ).toEqual(
    isReceipt ? [linesMicros] : lines.map((line: Json) => toMinor(BigInt(line.amountMicros), of.currency)),
  );
  const tax = taxes.reduce((total: bigint, line: Json) => total + BigInt(line.amountMicros), 0n);
  expect([document.total, document.tax, document.net], what).toEqual([sum + added, tax, sum + added - tax]);
  if (expected.kind === 'credit_note') {
    await checkCreditNote(document, what);
    expect([document.wallet, document.items], what).toEqual([
      sum + added,
      (sum === 0n ? 0 : 1) + nonZero(false),
    ]);
    of.balance += sum + added;
    return;
  }
  // No tax is due on fractions of a minor unit.
  const taxedMicros = linesMicros - (linesMicros % MINOR[of.currency]!);
  expect(
    mistakesOfTaxes(taxedMicros, expected.taxes, { currency: of.currency, isPaid, printed: taxes }),
    what,
  ).toEqual([]);
  if (expected.place !== null) of.earlier[document.kind as 'invoice'][expected.place] = document.total;
  const sign = expected.kind === 'commission_note' ? 1n : -1n;
  const wallet = isReceipt ? movedMicros + taxSign * tax : sign * linesMicros - added;
  const rounding = isReceipt ? 0n : sign * linesMicros - movedMicros;
  const posted = isReceipt
    ? taxSign === 0n
      ? 0
      : nonZero(true)
    : nonZero(false) + (rounding === 0n ? 0 : 1);
  expect([document.wallet, document.items], what).toEqual([wallet, expected.items + posted]);
  of.balance += wallet - movedMicros;
}

/** Of each tax the share of what was taken back so far; all of it when all was. */
async function checkCreditNote(document: Json, what: string): Promise<void> {
  const { left, contents } = await leftOf(document.corrects);
  const [invoice, ...notes] = contents;
  const isAll = left.every((micros) => micros === 0n);
  for (const [place, tax] of invoice.taxes.entries()) {
    const back = notes.reduce((sum: bigint, note: Json) => sum + BigInt(note.taxes[place].amountMicros), 0n);
    const due = BigInt(tax.amountMicros);
    if (isAll) expect(back, `${what}: ${tax.name}`).toBe(due);
  }
}

test(`seed ${SEED}: every document of ${DAYS} days is what it must be, and everything stands on one`, {
  timeout: 900_000,
}, async () => {
  const total = DEEDS.reduce((sum, [weight]) => sum + weight, 0);
  const draw = () => {
    let left = random.unit() * total;
    return DEEDS.find(([weight]) => (left -= weight) < 0)![1];
  };
  const prove = async (isFull: boolean) =>
    expect((await verifyBooks(reads, world.now(), null, { isFull })).violations).toEqual([]);
  const counts = { documents: 0, days: 0 };
  let awayUntil = 0;
  for (let day = 0; day < DAYS; day++) {
    const began = now();
    for (let n = random.whole(1, 5); n > 0; n--) {
      tick();
      await draw()();
    }
    tick();
    if (random.chance(0.02)) awayUntil = now() + random.whole(1, 9) * DAY_MS;
    if (now() >= awayUntil) {
      counts.documents += await world.run();
      runModel(billed, now());
    }
    await check();
    if (day % 30 === 29) {
      await closeMonths({ pool, now: world.now });
      await prove(false);
    }
    world.advance(Math.max(1, began + DAY_MS - now()));
    counts.days += 1;
  }
  await prove(true);
  console.log(
    `two years, seed ${SEED}: ${counts.days} days, ${lastDocument} documents, ${counts.documents} of runs`,
  );
});
