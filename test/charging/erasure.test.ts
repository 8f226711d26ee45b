/** A person is erased: nothing of her is left in any row of any table, and the books are the same to the micro. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { applyRetention, previewRetention } from '../../src/operations/audit/apply-retention.ts';
import { eraseAccount, previewErasure } from '../../src/operations/audit/erase-account.ts';
import { createSealer } from '../../src/operations/audit/seal-events.ts';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { key, PASSWORD, type Json } from '../http/support.ts';
import { createWorld } from './world.ts';

const DAY_MS = 86_400_000;
const world = await createWorld();
// By a key, because sessions end while days go by.
const made = await world.owner.post('/api/v1/api-keys', { name: 'test' });
const owner = world.clientOf({ authorization: `Bearer ${made.body.key}` });
const { pool, reads } = world.database;
const context = { pool, now: world.now };
const machine = { scopePath: '/', accountId: null, via: 'system' as const, address: '' };
await world.trunk({ 49: { costPerMinute: '0.006' } });
const rateGroupId = await world.rateGroup({ 49: { costPerMinute: '0.012' } });

/** Strings that are hers and nobody else's. */
const HERS = {
  firstName: 'Quirina',
  lastName: 'Wolkenstein',
  company: 'Laternen & Söhne',
  phone: '+493099887766',
  email: 'quirina@wolkenstein.example',
  notification: 'post@laternen.example',
  address1: 'Mondgasse 17',
  address2: 'Hinterhaus links',
  city: 'Himmelpfort',
  province: 'Uckermarkland',
  zip: '98761',
  taxNumber: 'DE998877665',
  reference: 'WOLK-77',
  invoiceNote: 'zu Händen der Lampenfrau',
  device: 'Lampenfrau am Tisch',
  callerId: '493098765432',
  network: '203.0.113.77',
  speedDial: '493055566677',
  note: 'bar an der Haustür erhalten',
  keyName: 'Schlüssel der Lampenfrau',
  reason: 'sie bat schriftlich darum',
  called: '30444555666',
  sent: '030998877',
  source: '198.51.100.77',
  agent: 'Laternenphone 3',
  callId: 'mondlicht@laternen',
  jobReason: 'Sammelkündigung der Lampenleute',
  fileName: 'lampenleute.xlsx',
};
/** As PostgreSQL writes a row: JSON in it, and what JSON escapes. */
async function rowsWith(text: string): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'switch', 'kamailio')`,
  );
  const parts = tables.map(
    ({ name }) => `select '${name}' as at from ${name} as row where strpos(row::text, $1) > 0`,
  );
  const { rows } = await pool.query<{ at: string }>(parts.join(' union all '), [text]);
  return rows.map(({ at }) => at);
}
const ok = async (answer: Promise<{ status: number; body: Json }>): Promise<Json> => {
  const { status, body } = await answer;
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body;
};
const proved = async () => {
  await createSealer(context).seal();
  expect((await verifyBooks(reads, world.now())).violations).toEqual([]);
};
const blockedBy = async (id: string) => {
  const { obstacles } = await previewErasure(reads, machine, id, world.now());
  return obstacles.map(({ code }) => code);
};

const line = await world.account(
  world.customerOf({
    panelAccess: { email: HERS.email, pin: '481516' },
    settings: { cps: 100, concurrentCalls: 10 },
    profile: {
      firstName: HERS.firstName,
      lastName: HERS.lastName,
      company: HERS.company,
      phone: HERS.phone,
      notificationEmails: [HERS.notification],
      address1: HERS.address1,
      address2: HERS.address2,
      city: HERS.city,
      province: HERS.province,
      zip: HERS.zip,
    },
    billing: {
      rateGroupId,
      taxNumber: HERS.taxNumber,
      reference: HERS.reference,
      invoiceNote: HERS.invoiceNote,
    },
  }),
);
const url = `/api/v1/accounts/${line.accountId}`;

async function live(): Promise<Json> {
  await ok(owner.post(`${url}/payments`, { amount: '5', method: 'cash', note: HERS.note }, key()));
  await ok(owner.post(`${url}/devices`, { label: HERS.device }));
  await ok(owner.post(`${url}/caller-ids`, { number: `+${HERS.callerId}`, isPresent: true }));
  await ok(owner.post(`${url}/ip-addresses`, { network: `${HERS.network}/32` }));
  await ok(owner.post(`${url}/speed-dials`, { digits: '7', destination: `+${HERS.speedDial}` }));
  await ok(owner.patch(url, { profile: { city: 'Bonn' } }));
  await ok(owner.patch(url, { profile: { city: HERS.city }, reason: HERS.reason }));
  await ok(owner.patch(url, { controls: { forcedCallerId: `+${HERS.callerId}` } }));
  const herself = await world.signIn(line.number, PASSWORD);
  await ok(herself.post('/api/v1/api-keys', { name: HERS.keyName }));
  await ok(herself.patch('/api/v1/me/account', { profile: { zip: HERS.zip } }));
  await pool.query(
    `select switch.note_registration(1, d.id, 1790000000, '${HERS.source}', 5060, 'udp', encode($2, 'hex'), encode($3, 'hex'), 1790003600)
     from sip_devices d join accounts a on a.id = d.account_id where a.public_id = $1`,
    [line.accountId, Buffer.from('sip:x@phone'), Buffer.from(HERS.agent)],
  );
  await pool.query(
    `insert into kamailio.location (ruid, username, domain, contact, received, callid) values ('r1', $1, 'd', 'sip:x@y', $2, $3)`,
    [line.username, HERS.source, HERS.callId],
  );
  const from = {
    sourceAddress: HERS.source,
    userAgent: HERS.agent,
    callId: HERS.callId,
    callerNumber: HERS.sent,
  };
  // Jobs of colleagues that worked on her, and a search that one of them saved.
  await pool.query(
    `with her as (select id from accounts where public_id = $1), made as (
       insert into jobs (kind, account_id, via, status, total, created_at, finished_at, input)
       select kind, 1, 'session', 'done', 1, now(), now(), input
       from (values ('change_accounts', jsonb_build_object('reason', $2::text)), ('import_accounts', jsonb_build_object('fileName', $3::text))) as j (kind, input)
       returning id, kind),
     changed as (insert into job_changes (job_id, position, account_id, outcome) select made.id, 0, her.id, 'same' from made, her where kind = 'change_accounts')
     insert into job_accounts (job_id, row_number, account_id) select made.id, 2, her.id from made, her where kind = 'import_accounts'`,
    [line.accountId, HERS.jobReason, HERS.fileName],
  );
  await pool.query(
    `insert into list_views (account_id, name, search, created_at) values (1, 'saved', jsonb_build_object('q', $1::text), now())`,
    [HERS.email],
  );
  const answered = await world.ask(line, { ...from, destination: `+49${HERS.called}` });
  await world.send(world.answer(answered));
  await world.send(world.end(answered, 60_000));
  // Refused, with the number among the figures; and one that nobody answered, by a speed dial.
  await world.ask(line, { ...from, destination: `+33${HERS.called}` });
  await world.send(world.end(await world.ask(line, { ...from, destination: '7' }), 0));
  return answered;
}

test('a closed account is erased: her strings are in no row, and the books are as they were', async () => {
  const answered = await live();
  for (const [what, text] of Object.entries(HERS))
    expect(await rowsWith(text), `${what} is somewhere before`).not.toEqual([]);
  expect(await blockedBy(line.accountId)).toEqual([
    'not_closed',
    'erased_with_money',
    'erased_while_corrected',
  ]);
  const { wallet } = await ok(owner.get(url));
  const rest = { amount: wallet.balance, direction: 'debit', note: HERS.note };
  await ok(owner.post(`${url}/adjustments`, rest, key()));
  await ok(owner.patch(url, { status: 'closed', reason: HERS.reason }));
  expect(await blockedBy(line.accountId)).toEqual(['erased_while_corrected']);
  await expect(eraseAccount(context, machine, line.accountId)).rejects.toMatchObject({
    code: 'change_is_blocked',
  });
  world.advance(3 * DAY_MS + 120_000);
  expect(await blockedBy(line.accountId)).toEqual([]);
  await proved();
  const books = async () => {
    const statement = await ok(owner.get(`${url}/statement`));
    const { items } = await ok(owner.get(`${url}/calls`));
    const personal = new Set([
      'why',
      'note',
      'callerNumber',
      'givenNumber',
      'dialledNumber',
      'destinationNumber',
      'accountName',
    ]);
    const withoutThem = (row: Json) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !personal.has(name)));
    return {
      // Why money moved: the kind stays, the note and the number go.
      movements: statement.items.map(({ reason, ...row }: Json) => ({
        ...withoutThem(row),
        code: reason.code,
      })),
      calls: items.map(withoutThem),
      wallet: (await ok(owner.get(url))).wallet,
    };
  };
  const before = await books();

  await eraseAccount(context, machine, line.accountId);

  // What was issued says for ever what it said.
  const stays = (table: string) => table === 'public.documents';
  for (const [what, text] of Object.entries(HERS))
    expect(
      (await rowsWith(text)).filter((table) => !stays(table)),
      what,
    ).toEqual([]);
  await proved();
  expect(await books()).toEqual(before);
  expect(before.movements.length).toBeGreaterThan(2);
  const account = await ok(owner.get(url));
  expect(account).toMatchObject({
    number: line.number,
    status: 'closed',
    profile: { firstName: line.number },
  });
  const { items } = await ok(owner.get(`${url}/calls`));
  const numbers = items.map((call: Json) => [call.destinationNumber, call.dialledNumber, call.callerNumber]);
  expect(numbers.toSorted()).toEqual([
    ['33304xxxx', '+3330xxxx', '49309xxxx'],
    ['49304xxxx', '+4930xxxx', '49309xxxx'],
    ['49305xxxx', 'xxxx', '49309xxxx'],
  ]);
  const told = JSON.stringify(await ok(owner.get(`/api/v1/calls/${answered.sessionId}`)));
  expect(told).toContain('SIP device xxxx called from xxxx');
  for (const { sessionId } of items) await ok(owner.get(`/api/v1/calls/${sessionId}`));
  const [erased, closed] = (await ok(owner.get(`${url}/timeline`))).items;
  expect(erased).toMatchObject({ action: 'account.erased', via: 'system', by: null });
  expect(closed).toMatchObject({
    changes: [{ field: 'status', before: 'active', after: 'closed' }],
    reason: '',
    isErased: true,
  });
});

test('an erased account stays closed, is not erased again, and nobody signs in to it', async () => {
  expect(await blockedBy(line.accountId)).toEqual(['erased_already']);
  const reopened = await owner.patch(url, { status: 'active' });
  expect(reopened.body).toMatchObject({ code: 'account_is_closed' });
  await expect(world.signIn(line.number, PASSWORD)).rejects.toThrow('sign_in_failed');
});

test('by the API: whoever is above and typed the number, and nobody else', async () => {
  const shop = await world.created(owner, 'accounts', world.resellerOf());
  const other = await world.created(owner, 'accounts', world.resellerOf());
  const [seller, stranger] = [
    await world.signIn(shop.account.number, PASSWORD),
    await world.signIn(other.account.number, PASSWORD),
  ];
  const { account } = await world.created(seller, 'accounts', world.customerOf());
  const erasure = `/api/v1/accounts/${account.id}/erasure`;
  const asked = { number: account.number, reason: 'asked for it' };
  expect((await stranger.post(erasure, asked)).status).toBe(404);
  expect((await stranger.get(erasure)).status).toBe(404);
  expect((await seller.post(erasure, asked)).body).toMatchObject({
    code: 'change_is_blocked',
    errors: [{ code: 'not_closed' }],
  });
  await ok(seller.patch(`/api/v1/accounts/${account.id}`, { status: 'closed' }));
  expect((await seller.post(erasure, { number: '123' })).body.errors).toMatchObject([
    { field: 'number', code: 'not_repeated' },
  ]);
  expect((await ok(seller.get(erasure))).isAllowed).toBe(true);
  expect((await ok(seller.post(erasure, asked))).erasedAt).toBe(world.now().toISOString());
  const own = `/api/v1/accounts/${shop.account.id}/erasure`;
  expect((await seller.post(own, { number: shop.account.number })).body.code).toBe('not_permitted');
});

test('the database masks a call and erases a note, and refuses everything else', async () => {
  const refused = (sql: string) => expect(pool.query(sql), sql).rejects.toThrow(/append-only/);
  await refused('update cdrs set charge_micros = charge_micros + 1');
  await refused('update cdrs set is_masked = true');
  await refused('update cdrs set is_masked = true, talk_ms = 1');
  await refused('delete from cdrs');
  await refused("update ledger_transfers set note = 'x'");
  await refused("update ledger_transfers set note = '', amount_micros = 1");
  await refused('delete from ledger_transfers');
});

test('what has had its time ends by the settings, kind by kind, and a second look finds nothing', async () => {
  const other = await world.account(
    world.customerOf({
      panelAccess: { email: 'paula@example.com' },
      settings: { cps: 100, concurrentCalls: 10 },
      billing: { rateGroupId },
    }),
    { balance: '5' },
    owner,
  );
  const place = `/api/v1/accounts/${other.accountId}`;
  await ok(owner.patch(place, { profile: { city: 'Himmelsthür' } }));
  const call = async () => {
    const granted = await world.ask(other, { destination: '+4930777888999', callerNumber: '+4930111222333' });
    await world.send(world.answer(granted));
    await world.send(world.end(granted, 60_000));
    return granted.sessionId as string;
  };
  const old = await call();
  const due = async () =>
    Object.fromEntries(
      (await previewRetention(reads, world.now())).map(({ kind, days, count }) => [kind, [days, count]]),
    );
  world.advance(50 * DAY_MS);
  const young = await call();
  expect(await due()).toMatchObject({ call_numbers: [null, 0], mails: [null, 0], sessions: [90, 0] });
  const retention = { call_numbers: 30, mails: 30, timeline: 30, jobs: 30, access: 30 };
  const settings = Object.fromEntries(
    Object.entries(retention).map(([kind, n]) => [`retention.${kind}_days`, n]),
  );
  await ok(owner.patch('/api/v1/settings', { settings }));
  const bad = await owner.patch('/api/v1/settings', { settings: { 'retention.mails_days': 3 } });
  expect(bad.body.errors).toMatchObject([{ field: 'settings.retention.mails_days' }]);
  const before = await due();
  expect(before).toMatchObject({ call_numbers: [30, 1], timeline: [30, expect.any(Number)] });
  for (const [kind, [, count]] of Object.entries(before))
    if (!['calls', 'jobs', 'strangers', 'refusals', 'card_calls', 'wrong_pins'].includes(kind))
      expect(count, kind).toBeGreaterThan(0);
  await proved();
  const ended = await applyRetention(context);
  expect(Object.fromEntries(ended.map(({ kind, days, count }) => [kind, [days, count]]))).toEqual(before);
  expect((await applyRetention(context)).map(({ count }) => count)).toEqual(ended.map(() => 0));
  await proved();
  const numberOf = async (sessionId: string) =>
    (await ok(owner.get(`/api/v1/calls/${sessionId}`))).destinationNumber;
  expect([await numberOf(old), await numberOf(young)]).toEqual(['49307xxxx', '4930777888999']);
  expect(await rowsWith('Himmelsthür')).toEqual(['public.account_profiles']);
  expect((await ok(owner.get(`${place}`))).profile.city).toBe('Himmelsthür');
});

/** Tables that belong to accounts and have nothing to erase, and why. */
const KEPT: Readonly<Record<string, string>> = {
  account_guards: 'caps',
  account_moves: 'paths of ids',
  account_number_reservations: 'numbers of nobody yet',
  account_taxes: 'which taxes',
  audit_events: 'hashes and what is not personal',
  cdrs: 'numbers are masked by maskCallsOf',
  coupon_batches: 'what was made to be sold',
  coupons: 'figures, and which account redeemed which',
  did_prices: 'prices',
  dunning_actions: 'days and amounts',
  dunning_policies: 'of the business',
  dunning_queue: 'ids; gone after seconds',
  dunning_wallets: 'amounts and times',
  dids: 'the inventory; closing takes the numbers back, and ends where they are forwarded to',
  document_series: 'counters',
  documents: 'what was issued stays as long as books are kept (for invoices the law says so)',
  events: 'ids and figures',
  folded_refusals: 'counters',
  gateway_disputes: 'amounts and codes',
  gateway_payment_levels: 'the books',
  guard_sightings: 'prefixes of calls; gone after a day',
  invoice_dunning: 'times',
  job_changes: 'limits and rate groups',
  ledger_accounts: 'the books',
  ledger_transfers: 'the books; notes are erased',
  live_sessions: 'a closed account has none',
  localization_sets: 'rules',
  package_allowances: 'seconds',
  package_assignments: 'which packages',
  packages: 'of the business',
  parked_documents: 'amounts and periods',
  product_charges: 'figures',
  products: 'what is sold',
  rate_groups: 'price lists',
  rates: 'prices',
  recovery_codes: 'goes with the second factor',
  roles: 'sets of permissions',
  settings: 'of the business',
  subscriptions: 'what was sold to it',
  'switch.sip_credentials': 'goes with its device',
  taxes: 'of the business',
  trunks: 'of the operator',
  wallet_billing: 'amounts and periods',
  wallet_credit_limit_changes: 'the books',
  wallets: 'the books',
  webhook_deliveries: 'which events; gone after 30 days',
  webhook_endpoints: 'of the business',
};

test('every table that belongs to accounts says what erasing does with it', async () => {
  const { rows } = await pool.query<{ name: string }>(
    `select distinct case table_schema when 'public' then table_name else table_schema || '.' || table_name end as name
     from information_schema.columns join pg_class c on c.oid = format('%I.%I', table_schema, table_name)::regclass
     where table_schema in ('public', 'switch') and c.relkind in ('r', 'p') and not c.relispartition
       and column_name in ('account_id', 'owner_id', 'holder_id', 'principal_id')`,
  );
  const code = readFileSync('src/postgres/audit/erase-account.ts', 'utf8');
  const isErased = (name: string) => new RegExp(`(delete from|update) ${name}\\b`).test(code);
  const undecided = rows.map(({ name }) => name).filter((name) => !isErased(name) && !(name in KEPT));
  expect(undecided, 'add them to erase-account.ts, or to KEPT with the reason').toEqual([]);
});
