/** The registry of remarks: a text is said with its figures, and with no figure missing. */
import { expect, test } from 'vitest';
import { AssertionError } from '../assert.ts';
import { figure, remark, REMARK_TEXTS, remarkText, type Figure, type Remark } from './remarks.ts';

test.each<[Figure, string]>([
  [figure.money(500_000n, 'EUR'), '0.50 EUR'],
  [figure.money(-2_400n, 'JPY'), '-0.0024 JPY'],
  [figure.rate(30_000_000n, 'USD'), '0.03 USD'],
  [figure.rate(1_000_000_000n, 'USD'), '1 USD'],
  [figure.seconds('61.000'), '61.000 s'],
  [figure.number(12), '12'],
  [figure.instant('2026-11-24T00:00:00.000Z'), '2026-11-24T00:00:00.000Z'],
  [figure.list(['A', 'B']), 'A, B'],
  // What somebody typed is never read as a place.
  [figure.text('{{uri}} $& x'), '{{uri}} $& x'],
  [figure.remark(remark('skip.no_rate')), 'no rate for the number'],
])('%j is said as %s', (told, said) => {
  const trunk = figure.text('T');
  expect(remarkText(remark('route.used', { trunk, uri: told }))).toBe(`Used: T at ${said}.`);
});

test('a remark without a figure that its text names is stopped by the compiler, and is never said', () => {
  const short: readonly Remark[] = [
    // @ts-expect-error: no figures at all.
    remark('money.available'),
    // @ts-expect-error: `uri` is missing.
    remark('route.used', { trunk: figure.text('T') }),
  ];
  // @ts-expect-error: the text does not name it, so a reader must not get it.
  remark('money.available', { amount: figure.money(1n, 'EUR'), cost: figure.money(1n, 'EUR') });
  for (const each of short) expect(() => remarkText(each)).toThrow(AssertionError);
});

test('every text is a whole one, and its code can be the key of a catalogue', () => {
  for (const [code, text] of REMARK_TEXTS) {
    expect(code).toMatch(/^[a-z_]+\.[a-zA-Z_]+$/);
    // Such an ending asks for the forms of a plural.
    expect(code).not.toMatch(/_(zero|one|two|few|many|other)$/);
    expect(text.replaceAll(/\{\{\w+\}\}/g, ''), code).not.toMatch(/[{}]|^$/);
  }
});
