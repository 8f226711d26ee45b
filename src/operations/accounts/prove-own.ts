/** What somebody proves again before changing how they sign in. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { fieldProblem } from '../../domain/problem.ts';
import { signInOfAccount, type SignInRow } from '../../postgres/accounts/sign-ins.ts';
import type { Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { isPassword } from '../secrets.ts';
import type { SignInLimiter } from './sign-in-limiter.ts';
import { useCode } from './use-code.ts';

/** Throws `invalid_input` at `field` for a wrong password, and `too_many_attempts`. Returns the sign-in. */
export async function proveOwnPassword(
  context: Context,
  limiter: SignInLimiter,
  actor: Actor,
  { field, password }: Readonly<{ field: string; password: string }>,
): Promise<SignInRow> {
  const { address, number } = actor;
  const attempt = limiter.take({ identifier: `#${number}`, address, device: null });
  const row = known(await signInOfAccount(context.pool, actor.accountId), 'the sign-in of the actor');
  if (!(await isPassword(row.passwordHash, password)))
    throw fieldProblem(field, 'wrong', 'This is not the current password.');
  attempt.succeeded();
  return row;
}

/** Throws `invalid_input` at `code` for a wrong or used code, and `too_many_attempts`. */
export async function proveOwnCode(
  tx: Tx,
  context: Context,
  limiter: SignInLimiter,
  actor: Actor,
  code: string,
): Promise<void> {
  const attempt = limiter.takeCode({ account: `#${actor.number}`, identifier: '', device: null });
  if ((await useCode(tx, context, actor.accountId, code)) === null) throw wrongCode();
  attempt.succeeded();
}

export function wrongCode() {
  return fieldProblem(
    'code',
    'wrong',
    'This is not the code of this moment, or it was used already. Wait for the next one.',
  );
}
