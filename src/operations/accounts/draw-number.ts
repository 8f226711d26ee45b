/** Account numbers that nobody has yet. */
import { randomBytes } from 'node:crypto';
import { drawAccountNumber } from '../../domain/accounts/generated.ts';
import { settingsFrom, type Settings } from '../../domain/accounts/settings.ts';
import { Problem } from '../../domain/problem.ts';
import { isNumberFree } from '../../postgres/accounts/account-numbers.ts';
import { storedSettings } from '../../postgres/accounts/settings.ts';
import type { Db, Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';

/** With half of all numbers taken, 64 draws fail once in 10^19 times. */
const DRAWS_MAX = 64;

/** The operator's settings, with the initial values of those nobody set. */
export async function readSettings(db: Db, operatorId: bigint): Promise<Settings> {
  return settingsFrom(await storedSettings(db, operatorId));
}

/** Draws a number that is free now. Another transaction may take it before this one commits. */
export async function drawFreeNumber(
  tx: Tx,
  context: Pick<Context, 'now'>,
  settings: Pick<Settings, 'account_number.length' | 'account_number.prefix'>,
): Promise<string> {
  const length = settings['account_number.length'];
  const prefix = settings['account_number.prefix'].slice(0, length - 1);
  for (let draw = 0; draw < DRAWS_MAX; draw++) {
    const number = drawAccountNumber(randomBytes, { length, prefix });
    if (await isNumberFree(tx, number, null, context.now())) return number;
  }
  throw new Problem('numbers_exhausted');
}
