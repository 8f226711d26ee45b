/** Values for whatever an OpenAPI schema asks for: mostly fitting, now and then hostile. */
import type { Random } from '../support/random.ts';
import type { Json } from './support.ts';

/** What has broken programs of this kind: too long, half characters, other types, formulas, SQL, paths, markup. */
export const HOSTILE: readonly Json[] = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202emoc.rekcatta',
  'x'.repeat(20_000),
  "'; drop table accounts; --",
  '=HYPERLINK("http://evil.example")',
  '<img src=x onerror=alert(1)>',
  '../../../../etc/passwd',
  '%00%ff',
  '${7*7}{{7*7}}',
  '１２３',
  '1e309',
  '-0',
  '9'.repeat(40),
  null,
  true,
  0,
  -1,
  1.5,
  Number.MAX_SAFE_INTEGER + 2,
  [],
  {},
  [[[[[[]]]]]],
  { ['__proto__']: { isAdmin: true }, constructor: { prototype: {} } },
];

/** By how a field is called, what is accepted in it; the schema alone seldom says so. */
const FITTING: Readonly<Record<string, readonly Json[]>> = {
  country: ['DE', 'GB', 'US'],
  timezone: ['Europe/Berlin', 'Asia/Tokyo'],
  currency: ['EUR', 'USD', 'JPY'],
  email: ['ada@example.com', 'a@b.example'],
  prefix: ['49', '44', '+8816'],
  number: ['+493012345678', '493012345678', '12345678'],
  destination: ['+493012345678', '030123'],
  network: ['192.0.2.0/24', '2001:db8::/48', '198.51.100.7'],
  amount: ['1', '0.01', '12.50'],
  costPerMinute: ['0.01', '1'],
  validFrom: ['2026-01-01T00:00:00Z'],
  host: ['192.0.2.1', 'example.com'],
};

export type Fuzz = Readonly<{
  random: Random;
  components: Json;
  /** Ids that exist, of somebody. */
  ids: readonly string[];
  /** From 0 (everything fits) to 1. */
  hostility: number;
}>;

const pick = <T>({ random }: Fuzz, list: readonly T[]): T => random.pick(list);

export function valueFor(fuzz: Fuzz, schema: Json, name = '', depth = 0): Json {
  const { random, components } = fuzz;
  if (random.chance(fuzz.hostility)) return pick(fuzz, HOSTILE);
  if (schema === undefined || depth > 8) return pick(fuzz, HOSTILE);
  if (schema.$ref !== undefined) {
    const target = components.schemas[String(schema.$ref).split('/').at(-1)!];
    return valueFor(fuzz, target, name, depth + 1);
  }
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return valueFor(fuzz, pick(fuzz, options), name, depth + 1);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return pick(fuzz, schema.enum);
  if (/id$/i.test(name) && schema.type === 'string') return pick(fuzz, fuzz.ids);
  if (FITTING[name] !== undefined) return pick(fuzz, FITTING[name]);
  if (schema.examples !== undefined) return pick(fuzz, schema.examples);
  switch (Array.isArray(schema.type) ? pick(fuzz, schema.type) : schema.type) {
    case 'object': {
      const entries = Object.entries<Json>(schema.properties ?? {});
      const required: readonly string[] = schema.required ?? [];
      const present = entries.filter(([key]) => required.includes(key) || random.chance(1 / 3));
      return Object.fromEntries(present.map(([key, inner]) => [key, valueFor(fuzz, inner, key, depth + 1)]));
    }
    case 'array':
      return Array.from({ length: random.whole(0, 2) }, () =>
        valueFor(fuzz, schema.items, name.replace(/s$/, ''), depth + 1),
      );
    case 'boolean':
      return random.chance(0.5);
    case 'integer':
    case 'number': {
      const [min, max] = [schema.minimum ?? 0, schema.maximum ?? 1000];
      return random.whole(min, Math.max(min, Math.min(max, min + 1000)));
    }
    case 'null':
      return null;
    default:
      if (schema.format === 'date-time') return '2026-11-24T12:00:00Z';
      if (schema.format === 'uuid') return pick(fuzz, fuzz.ids);
      return pick(fuzz, ['Ada', 'Grace Hopper', '7', '1', 'active', 'a b', 'Ünïcødé 东京 مرحبا']);
  }
}
