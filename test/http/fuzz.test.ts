/**
 * Requests that the OpenAPI file describes, and hostile ones, by everybody: never a 5xx, never an answer that the file does
 * not describe. `FUZZ_ROUNDS` and `FUZZ_SEED` make it longer, and repeat a failure.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { seededRandom } from '../support/random.ts';
import { valueFor, type Fuzz } from './fuzz-values.ts';
import { admin, createServer, customer, key, PASSWORD, reseller, type Client, type Json } from './support.ts';

const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 2);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_129);

const server = await createServer();
const { owner, database } = server;
const document: Json = (await server.anonymous.get('/api/v1/openapi.json')).body;

const make = async (client: Client, path: string, body: object): Promise<Json> => {
  const answer = await client.post(`/api/v1/${path}`, body, key());
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
};
const retail = await make(owner, 'rate-groups', { name: 'Retail', currency: 'EUR' });
const rate = await make(owner, `rate-groups/${retail.id}/rates`, { prefix: '49', costPerMinute: '0.02' });
const readers = await make(owner, 'roles', {
  audience: 'staff',
  name: 'Readers',
  permissions: ['accounts:read', 'money:read', 'calls:read', 'rates:read', 'settings:read'],
});
const seller = (await make(owner, 'accounts', reseller())).account;
const line = await make(
  owner,
  'accounts',
  customer({ panelAccess: { parentId: seller.id, createSipDevice: true } }),
);
const own = (await make(owner, 'accounts', customer({ billing: { rateGroupId: retail.id } }))).account;
const clerkInput = admin('sub_admin');
const clerk = (
  await make(owner, 'accounts', {
    ...clerkInput,
    panelAccess: { ...clerkInput.panelAccess, roleId: readers.id },
  })
).account;

/** By API key, which lives through whatever is done to sessions meanwhile. */
const keyOf = async (client: Client) =>
  server.clientOf({ authorization: `Bearer ${(await make(client, 'api-keys', { name: 'fuzz' })).key}` });
const signIn = ({ number }: Json) => server.signIn(number, PASSWORD);
const roles: Readonly<Record<string, Client>> = {
  owner: await keyOf(owner),
  'sub-admin': await signIn(clerk),
  reseller: await keyOf(await signIn(seller)),
  customer: await signIn(line.account),
  anonymous: server.anonymous,
};
const ids = [
  seller.id,
  line.account.id,
  own.id,
  retail.id,
  rate.id,
  readers.id,
  ...(await owner.get(`/api/v1/accounts/${line.account.id}/devices`)).body.items.map(({ id }: Json) => id),
  '99999999-9999-4999-8999-999999999999',
];

const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema({ $id: 'openapi', components: document.components });
const validators = new Map<object, (data: unknown) => boolean>();
function isAsDescribed(schema: Json, body: unknown): boolean {
  let validate = validators.get(schema);
  if (validate === undefined) {
    const text = JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components');
    validate = ajv.compile(JSON.parse(text) as object) as (data: unknown) => boolean;
    validators.set(schema, validate);
  }
  return validate(body);
}

type Operation = Readonly<{ method: string; path: string; spec: Json }>;
const OPERATIONS: readonly Operation[] = Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
  Object.entries<Json>(methods).map(([method, spec]) => ({ method: method.toUpperCase(), path, spec })),
);
/** Ends the session that asks. */
const LEFT_OUT = new Set(['POST /api/v1/sign-out']);

/** `asked`: a part of the query that it must have. */
function requestOf(fuzz: Fuzz, { method, path, spec }: Operation, asked: string | null = null) {
  const at = (place: string) => (spec.parameters ?? []).filter((each: Json) => each.in === place);
  let url = path;
  for (const { name, schema } of at('path')) {
    const value = valueFor(fuzz, schema, `${name}Id`.replace(/idId$/i, 'Id'));
    url = url.replace(`{${name}}`, encodeURIComponent(wellFormed(String(value))).slice(0, 190));
  }
  const query = new URLSearchParams();
  for (const { name, schema, required } of at('query')) {
    if (required === true || name === asked || fuzz.random.chance(1 / 3))
      query.append(name, wellFormed(String(valueFor(fuzz, schema, name))).slice(0, 600));
  }
  // What is pushed would go on for an hour.
  if (path.endsWith('/stream')) query.set('seconds', '0');
  const content: Json = spec.requestBody?.content;
  const type = content === undefined ? null : Object.keys(content)[0]!;
  const payload =
    type === null
      ? undefined
      : type.includes('json')
        ? JSON.stringify(valueFor(fuzz, content[type].schema) ?? null)
        : `Code,Cost/Min\n${wellFormed(String(valueFor(fuzz, { type: 'string' }, 'prefix')))},0.01\n`;
  return {
    method: method as 'GET',
    url: query.size === 0 ? url : `${url}?${query.toString()}`,
    headers: {
      ...(type !== null && { 'content-type': type }),
      ...(fuzz.random.chance(0.5) && key()),
    },
    ...(payload !== undefined && { payload }),
  };
}

/** What cannot be in an address at all would not get past the client. */
const wellFormed = (text: string) => text.replaceAll(/\p{Cs}/gu, '\ufffd');

test(`${OPERATIONS.length} operations, everybody, ${ROUNDS} times each: described answers only, and no 5xx`, {
  timeout: 3_600_000,
}, async () => {
  const random = seededRandom(SEED);
  const wrong: string[] = [];
  const counts = { requests: 0, done: 0, refused: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    // Some rounds fit nearly always, so that what lies behind the first check is reached too.
    const fuzz: Fuzz = {
      random,
      components: document.components,
      ids,
      hostility: round % 2 === 0 ? 0.01 : 0.15,
    };
    for (const operation of OPERATIONS) {
      const name = `${operation.method} ${operation.path}`;
      if (LEFT_OUT.has(name)) continue;
      const parts = (operation.spec.parameters ?? []).filter(
        (each: Json) => each.in === 'query' && each.required !== true,
      );
      for (const [role, client, part] of Object.entries(roles).flatMap(([who, as]) => {
        // Behind the wall each part of a query is asked for once: one alone may be what breaks.
        const isEach = round === 0 && who === 'reseller' && parts.length > 0;
        return (isEach ? parts : [{ name: null }]).map(({ name: part }: Json) => [who, as, part] as const);
      }) as readonly (readonly [string, Client, string | null])[]) {
        const request = requestOf(fuzz, operation, part);
        const answer = await client.send(request);
        counts.requests += 1;
        counts[answer.status < 300 ? 'done' : 'refused'] += 1;
        const about = `${role}: ${request.method} ${request.url.slice(0, 200)} ${String(request.payload ?? '').slice(0, 300)} → ${answer.status}`;
        const { responses } = operation.spec;
        const described = responses[answer.status] ?? (answer.status < 500 ? responses['4XX'] : undefined);
        if (answer.status >= 500 || described === undefined) {
          wrong.push(`${about} ${JSON.stringify(answer.body).slice(0, 300)}`);
          continue;
        }
        const type = (answer.headers['content-type'] as string | undefined)?.split(';')[0] ?? '';
        const schema = described.content?.[type]?.schema;
        if (/json/.test(type) && (schema === undefined || !isAsDescribed(schema, answer.body)))
          wrong.push(`${about}: ${type} is not as described: ${JSON.stringify(answer.body).slice(0, 300)}`);
      }
      // Settings may have ended sessions, or asked for second factors: the next ones are asked as before.
      await database.pool.query("delete from settings where key not like 'mail.%'");
    }
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  // It got through to the work often enough to say something.
  expect(counts.done).toBeGreaterThan(counts.requests / 20);
  expect((await verifyBooks(database.reads, server.now())).violations).toEqual([]);
});
