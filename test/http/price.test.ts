/** The price of a call by a rate that is sent along. */
import { expect, test } from 'vitest';
import { createServer } from './support.ts';

const { owner } = await createServer();
const rate = {
  connectionCost: '0.005',
  costPerMinute: '0.012',
  initialIncrementSeconds: 60,
  incrementSeconds: 30,
  currency: 'EUR',
};

test.each([
  [0, 0, '0.000000'],
  [1, 60, '0.017000'],
  [60, 60, '0.017000'],
  [61, 90, '0.023000'],
  [90, 90, '0.023000'],
  [91, 120, '0.029000'],
])('%i s are billed as %i s and cost %s', async (seconds, billedSeconds, price) => {
  const { status, body } = await owner.post('/api/v1/rates/price', { ...rate, seconds });
  expect([status, body.talkSeconds, body.billedSeconds, body.price]).toEqual([
    200,
    seconds,
    billedSeconds,
    price,
  ]);
});

test('it says how the price comes about, with grace and a mark-up', async () => {
  const sent = { ...rate, graceSeconds: 5, markUpPercent: '10', seconds: 66 };
  const { body } = await owner.post('/api/v1/rates/price', sent);
  // 61 s behind the grace: (0.005 + 0.018) × 1.1
  expect(body.price).toBe('0.025300');
  expect(body.arithmetic).toEqual([
    '60/30 after 5 s of grace, 66 s are billed as 90 s: (0.005 EUR to connect + 0.012 EUR a minute × 90 s ÷ 60) × 1.1 = 0.0253 EUR',
  ]);
  expect(body.arithmeticRemarks).toHaveLength(1);
});

test.each([
  [{ seconds: -1 }, 'seconds'],
  [{ seconds: 1.5 }, 'seconds'],
  [{ costPerMinute: '-1' }, 'costPerMinute'],
  [{ incrementSeconds: 0 }, 'incrementSeconds'],
])('%j is refused at %s', async (over, field) => {
  const { status, body } = await owner.post('/api/v1/rates/price', { ...rate, seconds: 1, ...over });
  expect([status, body.errors[0].field]).toEqual([422, field]);
});
