/** The first start: the operator's account and its owner's sign-in. */
import { randomBytes, randomUUID } from 'node:crypto';
import { DEFAULT_BILLING, DEFAULT_PROFILE, DEFAULT_SETTINGS } from '../../domain/accounts/new-account.ts';
import { SETTINGS } from '../../domain/accounts/settings.ts';
import { PERMISSIONS } from '../../domain/access/catalogue.ts';
import { STARTING_ROLES } from '../../domain/access/role.ts';
import { insertRole } from '../../postgres/access/roles.ts';
import { drawSecret } from '../../domain/accounts/generated.ts';
import { known } from '../../domain/assert.ts';
import {
  insertAccount,
  insertProfile,
  insertSignIn,
  lockBootstrap,
  hasOperator,
} from '../../postgres/accounts/insert-account.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { hashPassword } from '../secrets.ts';
import { drawFreeNumber } from './draw-number.ts';

/** How the owner signs in for the first time. The password is kept nowhere else and must be changed. */
export type FirstOperator = Readonly<{ number: string; password: string }>;

/**
 * Makes the operator account when there is none: its owner signs in as the operator itself, with its
 * number and a random password that must be changed. There is no default password. Programs that start
 * together make one operator between them; all but one get null, like on every later start.
 */
export async function ensureOperator(context: Pick<Context, 'pool' | 'now'>): Promise<FirstOperator | null> {
  const password = drawSecret(randomBytes);
  const passwordHash = await hashPassword(password);
  return withTransaction(context.pool, async (tx) => {
    await lockBootstrap(tx);
    if (await hasOperator(tx)) return null;
    const createdAt = context.now();
    const number = await drawFreeNumber(tx, context, {
      'account_number.length': SETTINGS['account_number.length'].initial,
      'account_number.prefix': '',
    });
    const account = await insertAccount(tx, {
      publicId: randomUUID(),
      kind: 'operator',
      parent: null,
      number,
      createdAt,
      ...DEFAULT_SETTINGS,
      ...DEFAULT_BILLING,
      localizationId: null,
      localCallRateNanos: 0n,
      rateGroupId: null,
      nonCliRateGroupId: null,
      billingSchedule: DEFAULT_BILLING.schedule,
      billingDay: 1,
      resellerType: null,
      commissionPpm: null,
      invoiceDueDays: null,
      ownLetterhead: false,
      roleId: null,
    });
    const { id, branchId } = known(account, 'the operator with a number that was free');
    for (const role of STARTING_ROLES)
      await insertRole(tx, id, { ...role, changedAt: createdAt, knownPermissions: PERMISSIONS });
    const country = SETTINGS['defaults.country'].initial;
    const timezone = SETTINGS['defaults.timezone'].initial;
    await insertProfile(tx, {
      ...DEFAULT_PROFILE,
      accountId: id,
      branchId,
      firstName: 'Operator',
      country,
      timezone,
    });
    await insertSignIn(tx, {
      accountId: id,
      email: null,
      passwordHash,
      mustChangePassword: true,
      changedAt: createdAt,
      pinHash: null,
    });
    return { number, password };
  });
}
