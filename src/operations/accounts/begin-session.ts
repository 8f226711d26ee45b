/** Begins a session of somebody who has proved who it is. */
import { lacksSecondFactor } from '../../domain/accounts/second-factor.ts';
import { sessionExpiry } from '../../domain/accounts/session-end.ts';
import type { Settings } from '../../domain/accounts/settings.ts';
import { known } from '../../domain/assert.ts';
import { insertSession, signInOfAccount } from '../../postgres/accounts/sign-ins.ts';
import type { Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { drawToken, hashToken } from '../secrets.ts';
import { actorOf } from './actor-of.ts';
import { knownDevice } from './known-device.ts';
import { recordSession, type SessionMethod } from './record-session.ts';
import { USER_AGENT_LENGTH_MAX, type SignedIn } from './sign-in.ts';

/** The account is one that may act. The token is for the cookie and kept nowhere; it is new each time. */
export async function beginSession(
  tx: Tx,
  context: Context,
  {
    accountId,
    settings,
    address,
    method,
    ...session
  }: Readonly<{
    accountId: bigint;
    settings: Settings;
    address: string;
    userAgent: string;
    method: SessionMethod;
  }>,
): Promise<SignedIn> {
  const createdAt = context.now();
  const expiresAt = sessionExpiry(createdAt, settings);
  const row = known(await signInOfAccount(tx, accountId), 'the sign-in of an account that may act');
  const token = drawToken();
  const userAgent = session.userAgent.slice(0, USER_AGENT_LENGTH_MAX);
  await insertSession(tx, {
    accountId,
    address,
    userAgent,
    createdAt,
    expiresAt,
    tokenHash: hashToken(token),
  });
  const actor = known(actorOf(row, { via: 'session', address }), 'the actor of an account that may act');
  await recordSession(tx, actor, { method, now: createdAt });
  return {
    actor: { ...actor, mustEnrolSecondFactor: lacksSecondFactor(row, settings) },
    token,
    expiresAt,
    device: knownDevice(context.masterKey, (row.email ?? row.number).toLowerCase()),
  };
}
