/** Whether somebody may make an account on credit. */
import { isPermitted, type Actor } from '../../domain/accounts/actor.ts';
import { billingWithDefaults, DEFAULT_BILLING, type Billing } from '../../domain/accounts/new-account.ts';
import { parseMoney } from '../../domain/money.ts';
import type { FieldError } from '../../domain/problem.ts';
import { listTemplates } from '../../postgres/accounts/templates.ts';
import type { Db } from '../../postgres/pool.ts';

type Credit = Pick<Billing, 'accountType' | 'creditLimit'>;

/**
 * Returns what is wrong with the terms of a new account of this kind. Without `money:credit` they are prepaid, or what
 * one of the owner's templates gives: whoever saved that could give credit.
 */
export async function creditCheck(
  db: Db,
  actor: Pick<Actor, 'ownerId' | 'permissions'>,
  kind: string,
): Promise<(billing: Credit) => readonly FieldError[]> {
  if (isPermitted(actor, 'money:credit')) return () => [];
  const templates = await listTemplates(db, actor.ownerId, kind);
  const allowed = [{}, ...templates.map(({ values }) => values.billing ?? {})].map((given) =>
    keyOf(billingWithDefaults(DEFAULT_BILLING, given)),
  );
  return (billing) => {
    if (allowed.includes(keyOf(billing))) return [];
    const field = billing.accountType === 'postpaid' ? 'billing.accountType' : 'billing.creditLimit';
    const message =
      'Credit takes the permission money:credit. Choose prepaid, a template that gives it, or ask for the permission.';
    return [{ field, code: 'not_permitted', message }];
  };
}

function keyOf({ accountType, creditLimit }: Credit): string {
  return `${accountType} ${parseMoney(creditLimit)}`;
}
