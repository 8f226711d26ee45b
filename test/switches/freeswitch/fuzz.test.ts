/**
 * Mutated requests of every kind that FreeSWITCH makes: never a 5xx, always a document that it can read, nothing in it that is not ours,
 * and the books hold. `FREESWITCH_FUZZ_REQUESTS` and `FREESWITCH_FUZZ_SEED` make it longer, and repeat a failure.
 */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyBooks } from '../../../src/operations/ledger/verify-books.ts';
import { createWorld } from '../../charging/world.ts';
import { HOSTILE } from '../../http/fuzz-values.ts';
import { seededRandom } from '../../support/random.ts';
import { connectFreeswitch, type Outcome } from './fake-freeswitch.ts';
import { captured, readForm } from './fixtures.ts';
import { elementsOf, parseXml } from './xml-tree.ts';

const REQUESTS = Number(process.env.FREESWITCH_FUZZ_REQUESTS ?? 10_000);
const SEED = Number(process.env.FREESWITCH_FUZZ_SEED ?? 20_261_201);
const TOGETHER = 25;

const world = await createWorld();
const { owner, database } = world;
const freeswitch = await connectFreeswitch(world);
world.charging.listener.log.level = 'silent';
const trunkRates = { 44: { costPerMinute: '0.10' }, 49: { costPerMinute: '0.01' } };
const trunk = await world.trunk(trunkRates, { gateways: 2 });
await owner.patch(`/api/v1/gateways/${trunk.gateways[1].id}`, { username: 'u1', password: 'p1' });
const group = await world.rateGroup({ 44: { costPerMinute: '0.60' }, 49: { costPerMinute: '0.06' } });
const line = await world.account(
  world.customerOf({
    settings: { cps: 'unlimited', concurrentCalls: 'unlimited' },
    billing: { accountType: 'postpaid', creditLimit: '100000000', rateGroupId: group },
  }),
);
for (const [number, forwarding] of [
  ['+49306001001', null],
  ['+49306001002', { when: 'always', to: '+442071234567' }],
  ['+49306001003', { when: 'no_answer', to: '+49306001002', afterSeconds: 20 }],
] as const) {
  const did = await world.created(owner, 'dids', { number });
  await owner.put(`/api/v1/dids/${did.id}/assignment`, { accountId: line.accountId });
  if (forwarding !== null) await owner.put(`/api/v1/dids/${did.id}/forwarding`, { forwarding });
}
const device = `${line.username}@${line.realm}`;

const random = seededRandom(SEED);
/** What would be read as something else: by FreeSWITCH in a dial string, by XML, by a form. */
const VALUES: readonly string[] = [
  ...HOSTILE.map((value) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined'))),
  '${system(id)}',
  '$${hostname}',
  '\\${uuid}',
  '<X-PRE-PROCESS cmd="exec" data="id"/>',
  ']]>&lt;/document>',
  "a,b|c:_:d[e=f]{g='h'}",
  'tollbook-next',
  '110',
  '+49306001001',
  '+49306001002',
  '+49306001003',
  '192.0.2.1',
  '1795472325651220',
  '0',
  '-1',
  '99999999999999999999',
  randomUUID(),
  `${randomUUID()}/${randomUUID()}+${randomUUID()}/x`,
  `forward/49306001002/1/442071234567/${randomUUID()}:${randomUUID()}:60`,
  `number/49306001001/0//${randomUUID()}:${randomUUID()}:99999999`,
  'ALLOTTED_TIMEOUT',
  'sip:503',
  'outbound',
  'inbound',
  '1',
];

const forms = [...captured('directory'), ...captured('configuration'), ...captured('dialplan')].map(
  ({ name, body }) => ({ path: name.replace(/[-.].*/s, ''), fields: readForm(body) }),
);
const OURS: Readonly<Record<string, () => Record<string, string>>> = {
  directory: () => ({ user: line.username, domain: line.realm, profile: 'tollbook' }),
  configuration: () => ({ key_value: 'acl.conf' }),
  dialplan: () => ({
    'Unique-ID': randomUUID(),
    'Caller-Channel-Created-Time': String(world.now().getTime() * 1000),
    'Caller-Context': 'tollbook',
    'Caller-Destination-Number': random.pick([
      '+493012345678',
      '+49306001001',
      '+49306001002',
      '+49306001003',
    ]),
    ...(random.chance(0.7)
      ? { variable_tollbook_device: device }
      : { variable_sip_received_ip: '192.0.2.1' }),
  }),
};

function mutatedForm(): { path: string; body: string } {
  const { path, fields } = random.pick(forms);
  const changed: Record<string, string> = { ...fields, ...(random.chance(0.85) ? OURS[path]!() : {}) };
  for (let times = random.whole(0, 4); times > 0; times--) {
    const ours = random.chance(0.5) ? Object.keys(OURS[path]!()) : Object.keys(changed);
    const name = random.pick(ours);
    const value = changed[name] ?? '';
    const at = random.whole(0, value.length);
    switch (random.whole(0, 5)) {
      case 0:
        delete changed[name];
        break;
      case 1:
        changed[name] = value.slice(0, at) + random.pick(VALUES) + value.slice(at + random.whole(0, 3));
        break;
      case 2:
        changed[
          random.pick([
            'variable_tollbook_next',
            'variable_tollbook_step',
            'variable_tollbook_calls',
            'x&y',
            'a=b',
            '',
          ])
        ] = random.pick(VALUES);
        break;
      default:
        changed[name] = random.pick(VALUES);
    }
  }
  const body = Object.entries(changed)
    .map(([name, value]) => `${name}=${random.chance(0.02) ? value : encoded(value)}`)
    .join('&');
  return { path: random.chance(0.03) ? random.pick(forms).path : path, body: broken(body) };
}

const encoded = (value: string) => encodeURIComponent(value.replace(/\p{Surrogate}/gu, '?'));

/** Now and then what is no form, and no record, any more. */
function broken(text: string): string {
  if (random.chance(0.9)) return text;
  const at = random.whole(0, text.length);
  return random.pick([
    () => text.slice(0, at),
    () =>
      `${text.slice(0, at)}${random.pick(['\u0000', '%', '%zz', '&&&', '=', '\ufeff', '"', '{'])}${text.slice(at)}`,
    () => `${text}&${text}`,
    () => `cdr=${text}`,
    () => '&'.repeat(random.whole(1, 5000)),
    () => '',
  ])();
}

/** Records that are sent later, in any order, each perhaps twice. */
const records: string[] = captured('cdr').map(({ body }) => body);

function mutatedRecord(): string {
  const text = random.pick(records);
  if (random.chance(0.4)) return broken(text);
  const record = JSON.parse(text) as { variables: Record<string, unknown> };
  const telling = [
    'answer_uepoch',
    'end_uepoch',
    'start_uepoch',
    'tollbook_calls',
    'tollbook_step',
    'tollbook_next',
    'tollbook_card',
    'direction',
    'hangup_cause',
    'hangup_cause_q850',
    'uuid',
    'originate_failed_cause',
  ];
  for (let times = random.whole(1, 3); times > 0; times--) {
    const name = random.pick(random.chance(0.8) ? telling : Object.keys(record.variables));
    if (random.chance(0.2)) delete record.variables[name];
    else
      record.variables[name] = random.chance(0.1)
        ? random.pick([null, 7, [], {}, true])
        : random.pick(VALUES);
  }
  return broken(JSON.stringify(record));
}

const OUTCOMES: readonly Outcome[] = [
  { talkMs: 1000, by: 'caller' },
  { talkMs: 61_000, by: 'limit' },
  503,
  486,
  'silent',
  'cancel',
];

/** Everything that FreeSWITCH may be told to do, and that it can be told with. */
const APPLICATIONS = new Set(['set', 'bridge', 'respond', 'transfer']);
const EXPANSIONS =
  /\\\$\{uuid\}|\$\{sofia_contact\(tollbook\/[0-9a-f-]{36}@tollbook\/\[tollbook_calls=[0-9a-f/+-]+\]\)\}/g;

function strangeIn(body: string): string | null {
  const document = parseXml(body);
  for (const { attributes } of elementsOf(document, 'action')) {
    if (!APPLICATIONS.has(attributes.application!)) return `application ${attributes.application}`;
    const data = attributes.data!.replaceAll(EXPANSIONS, '');
    if (data.includes('$')) return data;
    if (/[<>|]/.test(data.replace(/<sip:\+\d+@[a-z.]+>/, ''))) return data;
  }
  return null;
}

test(`${REQUESTS} mutated requests: no 5xx, every answer can be read, the books hold`, {
  timeout: 3_600_000,
}, async () => {
  const strange: string[] = [];
  const counts = { bridged: 0, found: 0, settled: 0, refused: 0 };
  for (let done = 0; done < REQUESTS; done += TOGETHER) {
    world.advance(random.whole(0, 3000));
    const calls = random.chance(0.5) ? [random.pick(OUTCOMES)] : [];
    for (const outcome of calls) {
      const destination = random.pick(['+493012345678', '+49306001001', '+49306001002']);
      const { cdrs } = await freeswitch.dial({ device, destination, outcome: () => outcome });
      records.push(...cdrs.map(({ body }) => body));
      if (records.length > 400) records.splice(0, records.length - 400);
    }
    await Promise.all(
      Array.from({ length: TOGETHER }, async () => {
        const isRecord = random.chance(0.4);
        const { path, body } = isRecord
          ? { path: `cdr?uuid=${randomUUID()}`, body: mutatedRecord() }
          : mutatedForm();
        const answer = await freeswitch.post(path, body);
        if (answer.status >= 500) strange.push(`${answer.status} to ${path}: ${body.slice(0, 500)}`);
        if (isRecord) {
          counts[answer.status === 200 ? 'settled' : 'refused'] += 1;
          return;
        }
        const what = answer.status === 200 ? strangeIn(answer.body) : `${answer.status}`;
        if (what !== null) strange.push(`${path}: ${what} for ${body.slice(0, 500)}`);
        if (answer.body.includes('application="bridge"')) counts.bridged += 1;
        if (answer.body.includes('a1-hash') || answer.body.includes('network-lists')) counts.found += 1;
      }),
    );
  }
  expect(strange.slice(0, 10), `seed ${SEED}`).toEqual([]);
  // It got through to the work, and not only to the first check.
  for (const count of Object.values(counts))
    expect(count, JSON.stringify(counts)).toBeGreaterThan(REQUESTS / 100);

  const { rows } = await database.reads.query(
    `select session_id from live_sessions join cdrs using (session_id)
     union all select session_id from cdrs where switch_id is null`,
  );
  expect(rows).toEqual([]);
  // verify names these until somebody has looked at them.
  await database.pool.query('delete from rejected_events');
  const isOverdue = async () => {
    const due = await database.reads.query('select 1 from live_sessions where deadline_at <= $1 limit 1', [
      world.now(),
    ]);
    return due.rowCount! > 0;
  };
  for (let pass = 0; pass < 1000 && (await isOverdue()); pass++) await world.charging.jobs.reap();
  const { violations } = await verifyBooks(database.reads, world.now());
  const isToldOfGateways = ({ what }: { what: unknown }) =>
    String(what).endsWith('answered by no gateway that is known');
  expect(violations.filter((each) => !isToldOfGateways(each))).toEqual([]);
});
