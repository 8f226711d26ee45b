/** What the sign-in page of a host offers besides signing in. */
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { known } from '../../domain/assert.ts';
import { operatorId, pathOfBrandHost } from '../../postgres/accounts/brands.ts';
import { openPageOf } from '../../postgres/accounts/sign-ups.ts';
import type { Db } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { mailSenderOf } from '../mail/mail-sender.ts';

export type SignInPage = Readonly<{
  /** Whom to ask when nothing else helps. */
  provider: string;
  /** Whether a link for a new password can be sent. */
  hasPasswordReset: boolean;
  /** Whether the owner of the host lets people open accounts. */
  hasSignUp: boolean;
}>;

/** A reseller's host name stands for that reseller, any other for the operator. */
export async function readSignInPage(
  db: Db,
  context: Pick<Context, 'publicUrl'>,
  host: string,
): Promise<SignInPage> {
  const ownerId = await ownerOfHost(db, host);
  const { provider, hasServer } = await mailSenderOf(db, context, ownerId);
  return {
    provider,
    hasPasswordReset: hasServer,
    hasSignUp: (await openPageOf(db, ownerId)) !== null,
  };
}

async function ownerOfHost(db: Db, host: string): Promise<bigint> {
  const path = await pathOfBrandHost(db, host);
  const ownerIds = path === null ? await operatorId(db) : idsOfPath(path);
  return known(ownerIds.at(-1), 'the owner of a host');
}
