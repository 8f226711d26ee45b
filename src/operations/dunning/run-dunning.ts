/** The run: looks at whoever paid, owes more, or has a step due. Interrupted anywhere, it goes on with whoever is left. */
import type pg from 'pg';
import { walletsToLookAt } from '../../postgres/dunning/debtors.ts';
import { runAlone } from '../../postgres/jobs/run-alone.ts';
import { isDatabaseAway } from '../../postgres/problem-of-database-error.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { dunWallets, judgeWallet } from './dun-wallets.ts';

/** Payments of so many accounts wait for each other at most: some hundredths of a second. */
const WALLETS_AT_ONCE = 50;

export type DunningContext = Readonly<{
  pool: pg.Pool;
  now: () => Date;
  /** Told of an account that could not be looked at, which is a bug; the others are. */
  onError: (error: unknown, walletId: bigint) => void;
}>;

/** Returns how many wallets it looked at. One server does it at a time; the others return 0. */
export async function runDunning(context: DunningContext, isStopping = () => false): Promise<number> {
  const { pool, now } = context;
  let looked = 0;
  await runAlone(pool, 'dunning', async () => {
    const failed = new Set<bigint>();
    // What is due later than now is left to the next run, so that this one ends.
    const until = now();
    for (;;) {
      if (isStopping()) return;
      const ids = await walletsToLookAt(pool, { now: until, limit: WALLETS_AT_ONCE, without: [...failed] });
      if (ids.length === 0) return;
      await lookAtOnce(context, ids).catch(async (error: unknown) => {
        if (isDatabaseAway(error)) throw error;
        for (const id of ids)
          await lookAtOnce(context, [id]).catch((problem: unknown) => {
            if (isDatabaseAway(problem)) throw problem;
            failed.add(id);
            context.onError(problem, id);
          });
      });
      looked += ids.length;
    }
  });
  return looked;
}

async function lookAtOnce({ pool, now }: DunningContext, ids: readonly bigint[]): Promise<void> {
  const toJudge = await withTransaction(pool, (tx) => dunWallets(tx, ids, now()));
  for (const id of toJudge) await withTransaction(pool, (tx) => judgeWallet(tx, id, now()));
}
