import { expect, test } from 'vitest';
import { dueOf } from './document.ts';
import { invoice } from './print-document.fixtures.ts';
import { printDocument } from './print-document.ts';
import { isVatId } from './vat-id.ts';

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
    line: 1,
  };
  const lines = invoice().content.lines.map(({ calls, ...line }) => ({
    ...line,
    ...(calls !== undefined && { calls: { ...calls, calls: 2 } }),
  }));
  const annex = {
    calls: [
      { ...call, amountMicros: 500_000n },
      { ...call, amountMicros: 12_500n },
      { ...call, amountMicros: 0n, line: -1 },
    ],
    all: 4,
  };
  const rows = [
    ['01/10/2026 12:00:00', '+49301', '', '61', '0.5000'],
    ['01/10/2026 12:00:00', '+49301', '', '61', '0.0125'],
  ];
  const title = 'Outgoing calls: Germany mobile · Prefix 4915, 4916 · of a period before';
  const other = { title: 'Calls', rows: [['01/10/2026 12:00:00', '+49301', '', '61', '0.0000']], sum: null };
  expect(printDocument({ ...yen, content: { ...yen.content, lines } }, annex).annex).toMatchObject({
    groups: [
      { title, rows, sum: { label: 'Sum of these calls', value: '0.5125', rounded: 'rounded to -1' } },
      other,
    ],
    cut: 'The first 3 of 4 calls; all of them are listed in your account.',
  });
  // Of calls that are not all printed there is no sum to compare.
  expect(printDocument(yen, annex).annex?.groups.map(({ sum }) => sum)).toEqual([null, null]);
});

test('where some taxes are in the prices and others are added, the lines can be added up', () => {
  const tax = { ...invoice().content.taxes[0]!, jurisdiction: '' };
  const taxes = [
    {
      ...tax,
      name: 'VAT',
      ratePpm: 70_000,
      isInclusive: true,
      baseMicros: '11350000',
      amountMicros: '790000',
    },
    { ...tax, name: 'Levy', ratePpm: 100_000, baseMicros: '11350000', amountMicros: '1140000' },
    { ...tax, name: 'Fee', kind: 'fixed' as const, ratePpm: 0, isInclusive: true, amountMicros: '0' },
  ];
  const amounts = { netMicros: 11_350_000n, taxMicros: 1_930_000n, totalMicros: 13_280_000n };
  const lines = [{ kind: 'charge' as const, text: 'Telephone', amountMicros: '12140000' }];
  expect(totalsOf(printDocument(invoice(amounts, { lines, taxes }), null))).toEqual([
    ['Sum of the lines', '12.14'],
    ['of it net', '11.35'],
    ['of it VAT 7 % on 11.35', '0.79'],
    ['Included: Fee', '0.00'],
    ['Levy 10 % on 11.35', '1.14'],
    ['Total due', '13.28 EUR'],
  ]);
});

test('a tax of a credit note says its share of the invoice, and why it is not quite its rate of it', () => {
  const tax = { ...invoice().content.taxes[0]!, jurisdiction: '', ratePpm: 200_000, baseMicros: '30000' };
  const printed = (amountMicros: string) =>
    printDocument(invoice({ kind: 'credit_note', dueAt: null }, { taxes: [{ ...tax, amountMicros }] }), null);
  expect(totalsOf(printed('10000'))[1]).toEqual(['VAT 20 % on 0.03 of the invoice', '0.01']);
  expect(printed('10000').notes).toEqual([]);
  expect(printed('0').notes).toEqual([expect.stringContaining('so far')]);
});

test.each([
  ['DE123456789', true],
  ['DE 123.456.789', true],
  ['ATU12345678', true],
  ['EL123456789', true],
  ['FRXX999999999', true],
  ['RO19', true],
  ['nl123456789b01', true],
  ['12/345/67890', false],
  ['GB123456789', false],
  ['DEPOSIT', false],
  ['', false],
])('%s is a number for VAT in the European Union: %s', (number, isOne) => {
  expect(isVatId(number)).toBe(isOne);
});

test('a number for VAT is called so', () => {
  const { address } = printDocument(invoice({}, { language: 'de' }), null).issuer;
  expect(address.at(-1)).toBe('USt-IdNr.: DE123456789');
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
