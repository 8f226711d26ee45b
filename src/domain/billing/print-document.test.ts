import { expect, test } from 'vitest';
import { dueOf } from './document.ts';
import { invoice } from './print-document.fixtures.ts';
import { printDocument } from './print-document.ts';

const factsOf = (printed: ReturnType<typeof printDocument>) =>
  Object.fromEntries(printed.facts.map(({ label, value }) => [label, value]));
const totalsOf = (printed: ReturnType<typeof printDocument>) =>
  printed.totals.map(({ label, value }) => [label, value]);
/** Without what keeps a value apart from the words around it. */
const plain = (text: string | undefined) => text?.replaceAll(/[\u2066-\u2069]/g, '');

test('dates are of the account’s zone and language, and a period ends with its last day', () => {
  expect(factsOf(printDocument(invoice(), null))).toMatchObject({
    Date: '1 November 2026',
    Period: '1 October 2026 to 31 October 2026',
    'Due on': '15 November 2026',
  });
  expect(
    factsOf(printDocument(invoice({}, { language: 'de', timezone: 'America/New_York' }), null)),
  ).toMatchObject({
    Datum: '31. Oktober 2026',
    Zeitraum: '30. September 2026 bis 31. Oktober 2026',
    'Fällig am': '14. November 2026',
  });
  const oneDay = { periodFrom: new Date('2026-10-30T23:00:00Z') };
  expect(factsOf(printDocument(invoice(oneDay), null))).toMatchObject({ Period: '31 October 2026' });
});

test('the days of issue and when it is due are those of the issuer’s clocks, as its numbers are', () => {
  const content = { timezone: 'America/New_York', issuerTimezone: 'Pacific/Auckland' };
  expect(factsOf(printDocument(invoice({}, content), null))).toMatchObject({
    Date: '1 November 2026',
    Period: '30 September 2026 to 31 October 2026',
    'Due on': '15 November 2026',
  });
});

test('an invoice asks for what was open when it was issued, and for nothing when all was paid before', () => {
  const asked = (coveredMicros: string, openMicros: string) => {
    const due = { coveredMicros, openMicros };
    const printed = printDocument(invoice({}, { due }), null);
    return { due: factsOf(printed)['Due on'], rows: totalsOf(printed).slice(2), notes: printed.notes };
  };
  const paid = ['Please pay by 15 November 2026.'];
  expect(asked('0', '1474630000')).toEqual({
    due: '15 November 2026',
    rows: [['Total due', '1,474.63 EUR']],
    notes: paid,
  });
  expect(asked('1474000000', '630000')).toEqual({
    due: '15 November 2026',
    rows: [
      ['Total', '1,474.63 EUR'],
      ['Covered by what was paid before', '1,474.00 EUR'],
      ['To pay', '0.63 EUR'],
    ],
    notes: paid,
  });
  expect(asked('1474630000', '0')).toMatchObject({ due: undefined, notes: ['There is nothing to pay.'] });
});

test.each([
  // Total, what all documents come to with it, paid before, to pay.
  [1232n, -232n, '1000', '232'],
  [1232n, 68n, '1232', '0'],
  [1232n, 0n, '1232', '0'],
  [1232n, -1232n, '0', '1232'],
  // What is open of others before is not asked for again.
  [1232n, -5000n, '0', '1232'],
  [-50n, -10n, '0', '0'],
])('of %s with documents that come to %s: %s was paid before, %s is to pay', (total, sum, covered, open) => {
  expect(dueOf(total, sum)).toEqual({ coveredMicros: covered, openMicros: open });
});

test.each([
  ['en', 'EUR', '1,234.50', '-0.50', '1,474.63 EUR', 'VAT (Germany) 19.5 % on 1,234.00', '2.5 × 4.9955'],
  ['de', 'EUR', '1.234,50', '-0,50', '1.474,63 EUR', 'VAT (Germany) 19,5 % auf 1.234,00', '2,5 × 4,9955'],
  ['ar', 'KWD', '1,234.500', '-0.500', '1,474.630 KWD', 'VAT (Germany) 19.5 % على 1,234.000', '2.5 × 4.9955'],
])('%s: amounts of %s', (language, currency, amount, negative, total, tax, quantity) => {
  const printed = printDocument(invoice({ currency }, { language }), null);
  expect(printed.lines.map((line) => line.amount)).toEqual([amount, negative]);
  expect(totalsOf(printed).map(([, value]) => value)).toContain(total);
  expect(totalsOf(printed).map(([label]) => plain(label))).toContain(tax);
  expect(printed.lines[0]?.details.map(plain)).toEqual([quantity]);
  expect(printed.lines[1]).toMatchObject({ duration: '10:01:01' });
});

test('yen have no digits after the point, and every amount of the annex as many as the longest', () => {
  const yen = invoice({ currency: 'JPY', totalMicros: 1_474_000_000n });
  expect(totalsOf(printDocument(yen, null)).at(-1)).toEqual(['Total due', '1,474 JPY']);
  const call = {
    startedAt: new Date('2026-10-01T10:00:00Z'),
    caller: '+49301',
    destination: '',
    seconds: 61,
  };
  const annex = {
    calls: [
      { ...call, amountMicros: 500_000n },
      { ...call, amountMicros: 12_500n },
    ],
    all: 3,
  };
  expect(printDocument(yen, annex).annex).toMatchObject({
    rows: [
      ['01/10/2026 12:00:00', '+49301', '', '61', '0.5000'],
      ['01/10/2026 12:00:00', '+49301', '', '61', '0.0125'],
    ],
    cut: 'The first 2 of 3 calls; all of them are listed in your account.',
  });
});

test('what turns the direction of a text, ends it or is half a character is made visible', () => {
  const name = 'Ada\u202egnp.exe\u0000\u2066\ud800';
  const { customer } = invoice().content;
  const printed = printDocument(invoice({}, { customer: { ...customer, name } }), null);
  expect(printed.customer[1]).toBe('Ada\ufffdgnp.exe\ufffd\ufffd\ufffd');
});

test('what is filled in is not filled in again', () => {
  const lines = invoice().content.lines.map((line) =>
    line.calls === undefined ? line : { ...line, calls: { ...line.calls, destination: '{calls} {date}' } },
  );
  const printed = printDocument(invoice({}, { lines }), null);
  expect(printed.lines[1]?.title).toBe('Outgoing calls: {calls} {date}');
});
