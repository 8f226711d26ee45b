/** The columns that a carrier's rate sheet may have: what they are called, and what each one of a sheet means. */

import { plainHeader } from '../sheet-values.ts';

/**
 * By title, as carriers write it; `names` are others and what this panel calls them, in lower case without
 * spaces, digits and signs. Surer ones first.
 */
export const RATE_FIELDS = {
  code: {
    title: 'Code',
    names: ['prefix', 'dialcode', 'areacode', 'codes', 'dialcodes', 'dialingcode', 'vorwahl', 'البادئة'],
  },
  destination: {
    title: 'Destination',
    names: ['destinationname', 'country', 'description', 'name', 'zone', 'ziel', 'land', 'الوجهة'],
  },
  connectionCost: {
    title: 'Connection Cost',
    names: [
      'connectcost',
      'connectfee',
      'connectionfee',
      'setupfee',
      'connectioncharge',
      'verbindungspreis',
      'verbindung',
      'verbindungskosten',
      'سعرالاتصال',
      'رسومالاتصال',
      'connection',
      'رسمالاتصال',
    ],
  },
  graceTime: {
    title: 'Grace Time',
    names: [
      'grace',
      'graceseconds',
      'graceperiod',
      'freeseconds',
      'freiesekunden',
      'ثوانمجانية',
      'ثواننمجانية',
      'الثوانيالمجانية',
    ],
  },
  costPerMinute: {
    title: 'Cost/Min',
    names: [
      'costperminute',
      'ratemin',
      'rateperminute',
      'ratepermin',
      'priceperminute',
      'pricemin',
      'minutenpreis',
      'rate',
      'newrate',
      'price',
      'cost',
      'preis',
      'tarif',
      'preisjeminute',
      'preispromin',
      'preismin',
      'prominute',
      'السعرللدقيقة',
      'perminute',
      'للدقيقة',
    ],
  },
  initialIncrement: {
    title: 'Initial Increment',
    names: [
      'initialinterval',
      'firstincrement',
      'firstinterval',
      'minimumduration',
      'erstertakt',
      'الفترةالاولى',
    ],
  },
  increment: {
    title: 'Increment',
    names: [
      'incrementinterval',
      'nextincrement',
      'nextinterval',
      'subsequentincrement',
      'furtherincrement',
      'weiterertakt',
      'jederweiteretakt',
      'الفتراتالتالية',
      'eachfurtherinterval',
      'كلفترةتالية',
    ],
  },
  increments: {
    title: 'Increments (60/6)',
    names: [
      'increments',
      'billingincrement',
      'billingincrements',
      'billing',
      'rounding',
      'pulse',
      'taktung',
      'bothincrementssuchas',
      'beidetakteetwa',
      'takt',
      'الفترتانمعامثل',
      'وحداتالفوترة',
    ],
  },
  stripDigits: {
    title: 'Strip Digits',
    names: ['strip', 'digitstostrip', 'digitstotakeoff', 'ziffernwegnehmen', 'عددالأرقامالمحذوفة'],
  },
  addPrefix: {
    title: 'Prepend',
    names: ['addprefix', 'prependdigits', 'putinfront', 'davorsetzen', 'إضافةفيالبداية'],
  },
  validFrom: {
    title: 'Valid from',
    names: ['effectivedate', 'effectivefrom', 'effective', 'startdate', 'gultigab', 'سارمن'],
  },
} as const satisfies Record<string, Readonly<{ title: string; names: readonly string[] }>>;

export type RateField = keyof typeof RATE_FIELDS;
export const RATE_FIELD_NAMES = Object.keys(RATE_FIELDS) as RateField[];

/** What carriers ask changes numbers, too; what customers pay does not. */
const OF_CARRIERS: ReadonlySet<RateField> = new Set(['stripDigits', 'addPrefix']);

/** What columns may mean in a sheet for a list of this direction. */
export function rateFieldsFor(direction: 'origination' | 'termination'): readonly RateField[] {
  return RATE_FIELD_NAMES.filter((field) => direction === 'termination' || !OF_CARRIERS.has(field));
}

/** The field of each column in its order; null leaves the column out. */
export type RateMapping = readonly (RateField | null)[];

/** What columns meant at the last import, by their plain name; null was left out. */
export type RememberedMapping = Readonly<Record<string, RateField | null>>;

/** Without these there is no rate. */
const NEEDED = ['code', 'costPerMinute'] as const satisfies readonly RateField[];

/**
 * Proposes which of the fields each column means: as it was remembered, else by its name. A field is proposed once: for the
 * column that has the surest of its names, "Cost/Min" before "Cost".
 */
export function proposeRateMapping(
  headers: readonly string[],
  remembered: RememberedMapping,
  fields: readonly RateField[],
): Readonly<{ mapping: RateMapping; isRemembered: boolean }> {
  const keys = keysOf(headers);
  const known = keys.map((key) => (Object.hasOwn(remembered, key) ? remembered[key] : undefined));
  const used = new Set<RateField>(known.filter((field) => field !== undefined && field !== null));
  const mapping = known.map((field) => field ?? null);
  for (const field of fields.filter((name) => !used.has(name))) {
    const { title, names } = RATE_FIELDS[field];
    const at = [title, field, ...names]
      .map((name) =>
        headers.findIndex((header, index) => known[index] === undefined && isCalled(header, name)),
      )
      .find((index) => index !== -1);
    if (at !== undefined) mapping[at] = field;
  }
  return { mapping, isRemembered: known.some((field) => field !== undefined) };
}

/** What is kept of a mapping for the next sheet; columns without a name are not told apart by it. */
export function rememberedOf(headers: readonly string[], mapping: RateMapping): RememberedMapping {
  const keys = keysOf(headers);
  return Object.fromEntries(
    keys.map((key, index) => [key, mapping[index] ?? null] as const).filter(([key]) => key !== ''),
  );
}

/** The first needed field that no column means, or null. */
export function missingField(mapping: RateMapping): RateField | null {
  return NEEDED.find((field) => !mapping.includes(field)) ?? null;
}

/** Names as keys; of columns that have the same name the second is "rate#2". */
function keysOf(headers: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headers.map((header) => {
    const name = plainHeader(header);
    if (name === '') return '';
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  });
}

function isCalled(header: string, name: string): boolean {
  return lettersOf(header) === lettersOf(name);
}

function lettersOf(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '');
}
