/** Money between wallets and their issuers: several lines on one receipt, several books in one transaction, another currency. */
import { afterEach, expect, test } from 'vitest';
import { moveMoney, type Movement } from '../../src/operations/ledger/move-money.ts';
import { derivedId } from '../../src/operations/secrets.ts';
import { walletOfAccount, type WalletRow } from '../../src/postgres/ledger/wallets.ts';
import { withTransaction } from '../../src/postgres/pool.ts';
import type { Line } from '../charging/world.ts';
import { createBillingWorld } from './billing-world.ts';

const world = await createBillingWorld();
const { account } = world;
const { pool } = world.database;

afterEach(() => world.verify());

async function walletOf({ accountId }: Line): Promise<WalletRow> {
  const { rows } = await pool.query<{ id: bigint }>('select id from accounts where public_id = $1', [
    accountId,
  ]);
  return (await walletOfAccount(pool, rows[0]!.id))!;
}

let count = 0;
const idOf = (cause: string) => derivedId(world.now(), 'move money', cause);
const fresh = () => idOf(String((count += 1)));
const move = (movements: readonly Movement[]) =>
  withTransaction(pool, (tx) =>
    moveMoney(tx, movements, { actorId: null, clock: world.now, occurredAt: world.now() }),
  );

/** Two payments back at once; charges of products are proved with their products. */
const paidBack = (wallet: WalletRow): readonly Movement[] =>
  [6_000_000n, 12_000_000n].map((amountMicros) => ({
    id: fresh(),
    kind: 'refund' as const,
    wallet,
    house: 'cash' as const,
    amountMicros,
    line: { text: 'Paid twice', method: 'cash' as const },
  }));

test('what moves at once for one reason stands on one receipt', async () => {
  const line = await account({}, { balance: '20' });
  const { receipts } = await move(paidBack(await walletOf(line)));
  expect(new Set([...receipts.values()].map(({ number }) => number)).size).toBe(1);
  const documents = await world.documents(line);
  expect(documents.at(-1)).toMatchObject({
    kind: 'receipt',
    wallet: -18_000_000n,
    items: 2,
    content: { lines: [{ amountMicros: '6000000' }, { amountMicros: '12000000' }] },
  });
  expect((await walletOf(line)).balanceMicros).toBe(2_000_000n);
});

test('too little for all of it moves nothing, and no number is used up', async () => {
  const line = await account({}, { balance: '17.99' });
  const before = await world.documents(line);
  await expect(move(paidBack(await walletOf(line)))).rejects.toMatchObject({ code: 'insufficient_funds' });
  expect(await world.documents(line)).toEqual(before);
  expect((await walletOf(line)).balanceMicros).toBe(17_990_000n);
});

test('100 dollars into a wallet of euros go through the exchange accounts, with the rate on both', async () => {
  const line = await account({});
  const wallet = await walletOf(line);
  const id = fresh();
  await move([
    {
      id,
      kind: 'payment',
      wallet,
      house: 'cash',
      amountMicros: 92_500_000n,
      line: { text: '', method: 'cash' },
      paidAs: { currency: 'USD', amountMicros: 100_000_000n, exchangeRateE10: 9_250_000_000n },
    },
  ]);
  const { rows } = await pool.query(
    `select t.kind, t.currency, t.amount_micros as micros, d.kind as debited, c.kind as credited, t.exchange_rate_e10 as rate
     from ledger_transfers t join ledger_accounts d on d.id = t.debit_account_id join ledger_accounts c on c.id = t.credit_account_id
     where $1 in (t.id, t.counterpart_id) order by t.kind`,
    [id],
  );
  expect(rows).toEqual([
    {
      kind: 'exchange',
      currency: 'USD',
      micros: 100_000_000n,
      debited: 'cash',
      credited: 'exchange',
      rate: 9_250_000_000n,
    },
    {
      kind: 'payment',
      currency: 'EUR',
      micros: 92_500_000n,
      debited: 'exchange',
      credited: 'wallet',
      rate: 9_250_000_000n,
    },
  ]);
});

test('two books in one transaction: both move, or none', async () => {
  const reseller = await world.anyAccount(world.resellerOf({}), {}, world.owner);
  const line = await account({}, { parent: reseller });
  const [own, above] = [await walletOf(line), await walletOf(reseller)];
  expect(own.issuerId).toBe(above.accountId);
  const paid = (wallet: WalletRow): Movement => ({
    id: fresh(),
    kind: 'payment',
    wallet,
    house: 'gateway',
    amountMicros: 10_000_000n,
    line: { text: 'Card', method: 'card' },
  });
  const fee = {
    ...paid(above),
    kind: 'gateway_fee' as const,
    house: 'gateway_fee' as const,
    amountMicros: 300_000n,
  };
  const tooMuch = { ...paid(above), kind: 'refund' as const, amountMicros: 10_000_001n };
  await expect(move([paid(own), paid(above), tooMuch])).rejects.toMatchObject({ code: 'insufficient_funds' });
  expect((await walletOf(line)).balanceMicros).toBe(0n);
  await move([paid(own), paid(above), { ...fee, id: fresh() }]);
  expect((await walletOf(line)).balanceMicros).toBe(10_000_000n);
  expect((await walletOf(reseller)).balanceMicros).toBe(9_700_000n);
});
