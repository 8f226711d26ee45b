/** What the panel calls a field heads the column of a sheet that somebody makes by looking at it. */
import { expect, test } from 'vitest';
import { proposeMapping, SHEET_FIELD_NAMES } from '../../src/domain/accounts/sheet-fields.ts';
import { SHEET_LABELS } from '../../src/domain/accounts/sheet-labels.ts';
import {
  proposeRateMapping,
  RATE_FIELD_NAMES,
  type RateField,
} from '../../src/domain/rating/sheet-columns.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { ratesAr } from './rates.ar.ts';
import { ratesDe } from './rates.de.ts';
import { ratesEn } from './rates.en.ts';
import { sheetsAr } from './sheets.ar.ts';
import { sheetsDe } from './sheets.de.ts';
import { sheetsEn } from './sheets.en.ts';

const LANGUAGES = [
  { pages: en, sheets: sheetsEn, rates: ratesEn },
  { pages: de, sheets: sheetsDe, rates: ratesDe },
  { pages: ar, sheets: sheetsAr, rates: ratesAr },
];

/** Fields of a sheet by what the form of a rate calls them. */
const IN_FORM: Readonly<Partial<Record<RateField, keyof typeof ratesEn.rates.rate.field>>> = {
  code: 'prefix',
  destination: 'destination',
  connectionCost: 'connectionCost',
  graceTime: 'graceSeconds',
  costPerMinute: 'costPerMinute',
  initialIncrement: 'initialIncrementSeconds',
  increment: 'incrementSeconds',
  stripDigits: 'stripDigits',
  addPrefix: 'addPrefix',
  validFrom: 'validFrom',
};

test.each(SHEET_FIELD_NAMES)(
  'a column is understood by what each language of the panel calls %s',
  (field) => {
    const labels = LANGUAGES.flatMap(({ pages, sheets }) => [
      textAt(sheets.sheet.field, [field.replaceAll('.', '_')]),
      textAt(pages.field, [...field.split('.'), 'label']),
    ]).filter((label) => label !== undefined);
    expect(SHEET_LABELS[field]).toEqual([...new Set(labels)]);
    for (const label of labels) expect(proposeMapping([label]), label).toEqual([field]);
  },
);

test.each(RATE_FIELD_NAMES)('so is a column of rates for %s', (field) => {
  const inForm = IN_FORM[field];
  const labels = LANGUAGES.flatMap(({ sheets, rates: { rates } }) => [
    sheets.sheet.rateField[field],
    ...(inForm === undefined ? [rates.increments] : [rates.rate.field[inForm].label]),
  ]);
  for (const label of labels)
    expect(proposeRateMapping([label], {}, RATE_FIELD_NAMES).mapping, label).toEqual([field]);
});

function textAt(texts: unknown, path: readonly string[]): string | undefined {
  const found = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], texts);
  return typeof found === 'string' ? found : undefined;
}
