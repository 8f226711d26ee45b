/** What stands beside the form about the chosen taxes, worked out by hand. */
import { expect, test } from 'vitest';
import { formatMoney } from '../../../../src/domain/money.ts';
import { taxExample } from './tax-example.ts';

const percentage = (id: string, percent: string, isInclusive = false) => ({
  id,
  name: id,
  kind: 'percentage' as const,
  percent,
  amount: null,
  currency: null,
  isCompound: false,
  isInclusive,
  status: 'active' as const,
});
const VAT = percentage('vat', '20.0000');
const STAMP = {
  ...percentage('stamp', '0'),
  kind: 'fixed' as const,
  percent: null,
  amount: '1.000000',
  currency: 'EUR',
};
const OFFERED = [VAT, STAMP, percentage('in', '20.0000', true)];

function sumOf(
  accountType: 'prepaid' | 'postpaid',
  prepaidTax: 'on_top_up' | 'on_usage',
  ...taxIds: string[]
) {
  const example = taxExample(OFFERED, { taxIds, currency: 'EUR', accountType, prepaidTax });
  if (example === null) return null;
  const { netMicros, taxMicros, totalMicros } = example.taxed;
  return [example.way, ...[netMicros, taxMicros, totalMicros].map((each) => formatMoney(each).slice(0, -4))];
}

test('a postpaid account pays taxes on top of an amount, or in it', () => {
  expect(sumOf('postpaid', 'on_top_up', 'vat')).toEqual(['added', '10.00', '2.00', '12.00']);
  // 10.00 / 1.2 = 8.33.
  expect(sumOf('postpaid', 'on_top_up', 'in')).toEqual(['added', '8.33', '1.67', '10.00']);
});

test('a top-up of 12.00 is 10.00 of credit, whatever the tax is called elsewhere; on usage the price holds it', () => {
  expect(sumOf('prepaid', 'on_top_up', 'vat')).toEqual(['top_up', '10.00', '2.00', '12.00']);
  expect(sumOf('prepaid', 'on_top_up', 'in')).toEqual(['top_up', '10.00', '2.00', '12.00']);
  expect(sumOf('prepaid', 'on_usage', 'vat')).toEqual(['within', '8.33', '1.67', '10.00']);
});

test('nothing is said without taxes that count: none, or fixed ones of another currency', () => {
  expect(sumOf('prepaid', 'on_top_up')).toBeNull();
  const yen = {
    taxIds: ['stamp'],
    currency: 'JPY',
    accountType: 'postpaid',
    prepaidTax: 'on_usage',
  } as const;
  expect(taxExample(OFFERED, yen)).toBeNull();
  expect(sumOf('postpaid', 'on_top_up', 'stamp', 'gone')).toEqual(['added', '10.00', '1.00', '11.00']);
});
