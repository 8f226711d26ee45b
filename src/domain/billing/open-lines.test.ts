/** Lines of products: one for each charge, set-up before its interval, and one of commissions for each product. */
import { expect, test } from 'vitest';
import { openLines, type OpenGroup } from './open-lines.ts';

const at = new Date('2026-11-24T12:00:00Z');
const group = (over: Partial<OpenGroup>): OpenGroup => ({
  walletId: 1n,
  kind: 'product',
  items: 1,
  exactMicros: 0n,
  isLate: false,
  direction: null,
  prefix: null,
  destination: null,
  talkSeconds: 0,
  billedSeconds: 0,
  postedAt: at,
  note: 'Flat',
  product: null,
  ...over,
});
const of = (part: 'setup' | 'fee', quantity = 1) => ({
  part,
  from: '2026-11-24T12:00:00Z',
  to: part === 'fee' ? '2026-12-24T00:00:00Z' : null,
  quantity,
  unitMicros: '5000000',
});

test('the set-up comes before its interval, whatever order they are found in; a quantity of one is not said', () => {
  const fee = group({ exactMicros: 15_000_000n, product: of('fee', 3) });
  const setup = group({ exactMicros: 1_000_000n, product: of('setup') });
  const lines = openLines([fee, setup]);
  expect(lines).toEqual(openLines([setup, fee]));
  expect(lines).toEqual([
    {
      kind: 'product',
      text: 'Flat',
      postedAt: at,
      product: { part: 'setup', from: '2026-11-24T12:00:00Z', to: null },
      exactMicros: 1_000_000n,
    },
    {
      kind: 'product',
      text: 'Flat',
      postedAt: at,
      product: { part: 'fee', from: '2026-11-24T12:00:00Z', to: '2026-12-24T00:00:00Z' },
      quantity: '3',
      unitMicros: 5_000_000n,
      exactMicros: 15_000_000n,
    },
  ]);
});

test('commissions on a product are one line, those that were taken back included', () => {
  const commission = (note: string, exactMicros: bigint, ms: number) =>
    group({ kind: 'product_commission', note, exactMicros, postedAt: new Date(at.getTime() + ms) });
  expect(
    openLines([commission('Flat', -100n, 0), commission('Fax', -7n, 1), commission('Flat', 40n, 2)]),
  ).toEqual([
    { kind: 'product_commission', text: 'Fax', exactMicros: -7n },
    { kind: 'product_commission', text: 'Flat', exactMicros: -60n },
  ]);
});
