import { expect, test } from 'vitest';
import { figureText, moneyText, placesOf, rateText } from './format.ts';

test.each([
  { amount: '95.007000', currency: 'EUR', language: 'en', text: '€95.007' },
  { amount: '0.900000', currency: 'EUR', language: 'en', text: '€0.90' },
  { amount: '1254.425000', currency: 'EUR', language: 'de', text: '1.254,425\u00a0€' },
  { amount: '12.000000', currency: 'JPY', language: 'en', text: '¥12' },
])('$amount $currency is $text: the digits of the currency, and more where it has them', (row) => {
  expect(moneyText(row.amount, row.currency, row.language)).toBe(row.text);
});

test('in a column the points stand below each other', () => {
  const amounts = ['20.000000', '1254.425000', null];
  expect(placesOf(amounts)).toBe(3);
  const inColumn = (amount: string, currency: string) =>
    figureText(amount, currency, 'de', placesOf(amounts));
  expect(inColumn('20.000000', 'EUR')).toBe('20,00\u2007\u00a0€');
  expect(inColumn('1254.425000', 'EUR')).toBe('1.254,425\u00a0€');
  expect(inColumn('20', 'JPY')).toBe('20\u2008\u2007\u2007\u2007\u00a0¥');
});

test('a rate shows four digits, and all that it has: fifteen with a mark-up in it', () => {
  expect(rateText('0.060000000', 'EUR', 'en')).toBe('€0.0600');
  expect(rateText('0.123456789123456', 'EUR', 'de')).toBe('0,123456789123456\u00a0€');
});
