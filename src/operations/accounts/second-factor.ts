/** One's own second factor: begun with the password, confirmed by a first code, ended with both. */
import { randomBytes } from 'node:crypto';
import type { Actor } from '../../domain/accounts/actor.ts';
import { bareCode, RECOVERY_CODES, shownCode } from '../../domain/accounts/second-factor.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { lockAccountById } from '../../postgres/accounts/find-account.ts';
import { passkeysOf } from '../../postgres/accounts/passkeys.ts';
import {
  beginSecondFactor as begin,
  confirmSecondFactor as confirm,
  endCodesWithoutFactor,
  lockSecondFactor,
  removeSecondFactor,
  replaceRecoveryCodes,
} from '../../postgres/accounts/second-factors.ts';
import { deleteOtherSessions } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { writeSecurityNotice } from '../mail/write-mail.ts';
import { hashToken, sealBytes } from '../secrets.ts';
import { readBrand } from './read-brand.ts';
import { proveOwnCode, proveOwnPassword, wrongCode } from './prove-own.ts';
import type { SignInLimiter } from './sign-in-limiter.ts';
import { base32, drawTotpSecret, totpUri } from './totp.ts';
import { secondFactorPurpose, useAppCode } from './use-code.ts';

type Proof = Readonly<{ password: string; code: string }>;

/** 80 bits: beyond guessing, so a plain hash keeps them. */
const RECOVERY_CODE_BYTES = 10;

/** Returns the secret, this once: in letters and for a QR code. Throws `second_factor_is_on`. */
export async function beginSecondFactor(
  context: Context,
  limiter: SignInLimiter,
  actor: Actor,
  password: string,
): Promise<Readonly<{ secret: string; uri: string }>> {
  const { path } = await proveOwnPassword(context, limiter, actor, { field: 'password', password });
  const { accountId, number } = actor;
  const secret = drawTotpSecret();
  const sealedSecret = sealBytes(context.masterKey, secondFactorPurpose(accountId), secret);
  const isBegun = await withTransaction(context.pool, (tx) =>
    begin(tx, { accountId, sealedSecret, createdAt: context.now() }),
  );
  if (!isBegun) throw new Problem('second_factor_is_on');
  const { productName } = await readBrand(context.pool, path);
  const uri = totpUri({ issuer: productName || 'Tollbook', account: number, secret });
  return { secret: base32(secret), uri };
}

/** From now on sign-in asks for it; all other sessions end. Returns the recovery codes, this once. */
export async function confirmSecondFactor(
  context: Context,
  limiter: SignInLimiter,
  actor: Actor,
  { code, token }: Readonly<{ code: string; token: string | null }>,
): Promise<string[]> {
  const { accountId } = actor;
  const attempt = limiter.takeCode({ account: `#${actor.number}`, identifier: '', device: null });
  return withTransaction(context.pool, async (tx) => {
    await lockAccountById(tx, accountId);
    const factor = await lockSecondFactor(tx, accountId);
    if (factor === null) throw new Problem('second_factor_is_off');
    if (factor.confirmedAt !== null) throw new Problem('second_factor_is_on');
    if (!(await useAppCode(tx, context, accountId, factor, bareCode(code)))) throw wrongCode();
    attempt.succeeded();
    await confirm(tx, accountId, context.now());
    await deleteOtherSessions(tx, accountId, token === null ? null : hashToken(token));
    return giveCodes(tx, context, actor);
  });
}

/**
 * Ends the recovery codes before, and returns new ones. Who has passkeys alone has no code to give. Throws
 * `second_factor_is_off`.
 */
export async function renewRecoveryCodes(
  context: Context,
  limiter: SignInLimiter,
  actor: Actor,
  proof: Readonly<{ password: string; code?: string | undefined }>,
): Promise<string[]> {
  await proveOwnPassword(context, limiter, actor, { field: 'password', password: proof.password });
  return withTransaction(context.pool, async (tx) => {
    await lockAccountById(tx, actor.accountId);
    const app = await lockSecondFactor(tx, actor.accountId);
    const hasApp = app !== null && app.confirmedAt !== null;
    if (!hasApp && (await passkeysOf(tx, actor.accountId)).length === 0)
      throw new Problem('second_factor_is_off');
    if (hasApp && proof.code === undefined)
      throw fieldProblem('code', 'required', 'Type the code of your app.');
    if (proof.code !== undefined) await proveOwnCode(tx, context, limiter, actor, proof.code);
    return giveCodes(tx, context, actor);
  });
}

/** Sign-in asks for the password alone again. Throws `second_factor_is_off`. */
export async function turnOffSecondFactor(
  context: Context,
  limiter: SignInLimiter,
  actor: Actor,
  proof: Proof,
): Promise<void> {
  await proveOwnPassword(context, limiter, actor, { field: 'password', password: proof.password });
  await withTransaction(context.pool, async (tx) => {
    await lockOwn(tx, actor);
    await proveOwnCode(tx, context, limiter, actor, proof.code);
    await removeSecondFactor(tx, actor.accountId);
    await endCodesWithoutFactor(tx, actor.accountId);
    await tell(tx, context, actor, 'off');
  });
}

async function lockOwn(tx: Tx, { accountId }: Actor): Promise<void> {
  await lockAccountById(tx, accountId);
  const factor = await lockSecondFactor(tx, accountId);
  if (factor === null || factor.confirmedAt === null) throw new Problem('second_factor_is_off');
}

async function giveCodes(tx: Tx, context: Context, actor: Actor): Promise<string[]> {
  const codes = await drawRecoveryCodes(tx, actor.accountId);
  await tell(tx, context, actor, 'on');
  return codes;
}

/** New recovery codes in place of those before, as they are shown. */
export async function drawRecoveryCodes(tx: Tx, accountId: bigint): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => base32(randomBytes(RECOVERY_CODE_BYTES)));
  await replaceRecoveryCodes(tx, accountId, codes.map(hashToken));
  return codes.map(shownCode);
}

async function tell(tx: Tx, context: Context, actor: Actor, state: 'on' | 'off'): Promise<void> {
  const { accountId } = actor;
  const now = context.now();
  await recordAudit(tx, actor, { accountId, action: `second_factor.${state}`, happenedAt: now });
  await writeSecurityNotice(tx, context, `second_factor_${state}`, { accountId, now });
}
