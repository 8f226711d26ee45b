/** Checks a code of a second factor, and uses it up. */
import { bareCode } from '../../domain/accounts/second-factor.ts';
import {
  lockSecondFactor,
  useRecoveryCode,
  useStep,
  type SecondFactorRow,
} from '../../postgres/accounts/second-factors.ts';
import type { Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { hashToken, openBytes } from '../secrets.ts';
import { stepOfCode } from './totp.ts';

/** What a secret is sealed for: the row of one account does not open in that of another. */
export function secondFactorPurpose(accountId: bigint): string {
  return `second factor of ${accountId}`;
}

/**
 * A code of the app, or a recovery code. The same code is never right twice. Null when it is wrong. Without a second
 * factor there are no recovery codes.
 */
export async function useCode(
  tx: Tx,
  context: Context,
  accountId: bigint,
  typed: string,
): Promise<'app' | 'recovery' | null> {
  const factor = await lockSecondFactor(tx, accountId);
  const code = bareCode(typed);
  const hasApp = factor !== null && factor.confirmedAt !== null;
  if (hasApp && (await useAppCode(tx, context, accountId, factor, code))) return 'app';
  return (await useRecoveryCode(tx, accountId, hashToken(code))) ? 'recovery' : null;
}

/** The same for the app alone, also while it is not confirmed. */
export async function useAppCode(
  tx: Tx,
  context: Context,
  accountId: bigint,
  { sealedSecret, lastStep }: SecondFactorRow,
  code: string,
): Promise<boolean> {
  const secret = openBytes(context.masterKey, secondFactorPurpose(accountId), sealedSecret);
  const step = stepOfCode(secret, code, context.now());
  if (step === null || step <= lastStep) return false;
  await useStep(tx, accountId, step);
  return true;
}
