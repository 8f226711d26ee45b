/** The first start: the operator's account and its owner's sign-in. */
import { randomUUID } from 'node:crypto';
import { DEFAULT_BILLING, DEFAULT_PROFILE, DEFAULT_SETTINGS } from '../../domain/accounts/new-account.ts';
import { SETTINGS } from '../../domain/accounts/settings.ts';
import { drawSecret } from '../../domain/accounts/generated.ts';
import { known } from '../../domain/assert.ts';
import {
  insertAccount,
  insertProfile,
  insertSignIn,
  lockBootstrap,
  operatorNumber,
} from '../../postgres/accounts/insert-account.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { hashPassword } from '../secrets.ts';
import { drawFreeNumber } from './draw-number.ts';

export type FirstOperator =
  | Readonly<{ created: true; identifier: string; oneTimePassword: string }>
  | Readonly<{ created: false; identifier: string; oneTimePassword: null }>;

/**
 * Makes the operator account when there is none: its owner signs in as the operator itself, with its
 * number and a random password that must be changed. There is no default password. Programs that start
 * together make one operator between them.
 */
export async function ensureOperator(context: Context): Promise<FirstOperator> {
  const oneTimePassword = drawSecret(context.random);
  const passwordHash = await hashPassword(oneTimePassword);
  return withTransaction(context.pool, async (tx) => {
    await lockBootstrap(tx);
    const existing = await operatorNumber(tx);
    if (existing !== null) return { created: false, identifier: existing, oneTimePassword: null } as const;
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
      rateGroupId: null,
      nonCliRateGroupId: null,
      billingSchedule: DEFAULT_BILLING.schedule,
      billingDay: 1,
      resellerType: null,
      commissionPpm: null,
      invoiceDueDays: null,
      ownLetterhead: false,
    });
    const { id } = known(account, 'the operator with a number that was free');
    const country = SETTINGS['defaults.country'].initial;
    const timezone = SETTINGS['defaults.timezone'].initial;
    await insertProfile(tx, { ...DEFAULT_PROFILE, accountId: id, firstName: 'Operator', country, timezone });
    await insertSignIn(tx, {
      accountId: id,
      email: null,
      passwordHash,
      mustChangePassword: true,
      changedAt: createdAt,
      pinHash: null,
    });
    return { created: true, identifier: number, oneTimePassword } as const;
  });
}
