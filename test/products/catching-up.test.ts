/** Renewals that nobody made for days: in the order in which they would have been made. */
import { expect, test } from 'vitest';
import { createProductWorld } from './product-world.ts';

const world = await createProductWorld();
// By the key: sessions end while days go by.
const balanceOf = async ({ accountId }: { accountId: string }) =>
  (await world.owner.get(`/api/v1/accounts/${accountId}`)).body.wallet.balance;

test('what was missed is charged in the order of its time, so that the last money goes to whatever was due first', async () => {
  // The clock stands at Tuesday, 2026-11-24.
  const [weekly, daily] = [
    await world.product({ fee: '5', interval: 'week' }),
    await world.product({ fee: '1', interval: 'day' }),
  ];
  const line = await world.account({}, { balance: '12.5' });
  const week = await world.order(line, { productId: weekly.id });
  world.advanceTo('2026-11-28T12:00:00Z');
  const day = await world.order(line, { productId: daily.id });
  expect(await balanceOf(line)).toBe('6.500000');
  // The days of 29 and 30 November come before the week of 1 December, which finds 4.50 then.
  world.advanceTo('2026-12-03T12:00:00Z');
  await world.renew();
  expect((await world.read(week.subscriptionId)).status).toBe('unpaid');
  expect(await world.read(day.subscriptionId)).toMatchObject({
    status: 'active',
    renewsAt: '2026-12-03T23:00:00.000Z',
  });
  expect(await balanceOf(line)).toBe('1.500000');
  await world.verify();
});
