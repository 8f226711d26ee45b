/** Who may do what with a DID, and whom it may be given to. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import type { Value } from '../../domain/audit/differences.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { lockAccount, lockAccountById, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { formatMoney, formatRate } from '../../domain/money.ts';
import type { DidPrice, DidRow } from '../../postgres/numbering/dids.ts';
import type { Tx } from '../../postgres/pool.ts';
import { findProvider } from '../../postgres/routing/providers.ts';

/** Whoever owns a number, and those above the owner, decide about it; others only see that it is used below them. */
export function checkMayDecide(actor: Actor, did: Pick<DidRow, 'ownerPath'>): void {
  const mayDecide = (isStaff(actor) || actor.kind === 'reseller') && isWithin(did.ownerPath, actor.scopePath);
  if (mayDecide) return;
  throw new Problem('not_permitted', { detail: 'This number belongs to somebody above you. Ask them.' });
}

/** Throws `did_is_in_use` unless the number is free. */
export function checkFree(did: DidRow, remedy: string): void {
  if (did.accountId !== null) {
    const detail = `+${did.number} is assigned to the account ${did.accountNumber}. ${remedy}`;
    throw new Problem('did_is_in_use', { detail });
  }
  if (did.accessLanguage !== null) {
    const detail = `+${did.number} is an access number of calling cards. Remove it there first.`;
    throw new Problem('did_is_in_use', { detail });
  }
}

/** The account that owns the number from now on, locked against closing meanwhile; null = the actor's own. */
export async function lockOwner(tx: Tx, actor: Actor, ownerId: string | null): Promise<AccountNode> {
  const owner =
    ownerId === null
      ? await lockAccountById(tx, actor.ownerId)
      : await lockOrNull(tx, ownerId, actor.scopePath);
  if (owner === null || (owner.kind !== 'operator' && owner.kind !== 'reseller'))
    throw fieldProblem('ownerId', 'not_found', 'Choose one of your resellers.');
  if (owner.status === 'closed')
    throw fieldProblem('ownerId', 'account_is_closed', 'This reseller is closed. Choose another.');
  return owner;
}

/** The customer that a number is to be given to, locked against closing meanwhile. */
export async function lockCustomer(tx: Tx, actor: Actor, accountId: string): Promise<AccountNode> {
  const account = await lockOrNull(tx, accountId, actor.scopePath);
  if (account === null)
    throw fieldProblem('accountId', 'not_found', 'Choose one of your customers: there is no such account.');
  if (account.kind !== 'customer')
    throw fieldProblem(
      'accountId',
      'not_applicable',
      'Choose a customer. A reseller gets numbers as their owner.',
    );
  if (account.status === 'closed')
    throw fieldProblem('accountId', 'account_is_closed', 'This account is closed. Choose another.');
  return account;
}

async function lockOrNull(tx: Tx, publicId: string, scopePath: string): Promise<AccountNode | null> {
  return lockAccount(tx, publicId, scopePath, 'share').catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    return null;
  });
}

/** The internal id of a carrier. Carriers are the operator's: nobody else names one. */
export async function providerOf(tx: Tx, actor: Actor, providerId: string | null): Promise<bigint | null> {
  if (!isStaff(actor))
    throw fieldProblem('providerId', 'not_permitted', 'Carriers are the operator’s: leave it out.');
  if (providerId === null) return null;
  const provider = await findProvider(tx, providerId).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    return null;
  });
  if (provider !== null) return provider.id;
  throw fieldProblem('providerId', 'not_found', 'Choose one of the providers, or none.');
}

/** As the timeline shows a number; by which carrier it came is not for the resellers who read it. */
export function fieldsOfDid(did: DidRow): Readonly<Record<string, Value>> {
  return {
    'dids.label': did.label,
    'dids.country': did.country,
    'dids.city': did.city,
    'dids.product': did.productName,
    ...pricesIn('dids.price', did.price),
    ...pricesIn('dids.ownerPrice', did.ownerPrice),
  };
}

/** `field`: what the names of its parts begin with. */
export function pricesIn(field: string, price: DidPrice | null): Readonly<Record<string, Value>> {
  if (price === null) return {};
  const { currency, connectionCostMicros, costPerMinuteNanos, initialIncrementSeconds, incrementSeconds } =
    price;
  return {
    [`${field}.connectionCost`]: `${formatMoney(connectionCostMicros)} ${currency}`,
    [`${field}.costPerMinute`]: `${formatRate(costPerMinuteNanos)} ${currency}`,
    [`${field}.increments`]: `${initialIncrementSeconds}/${incrementSeconds}`,
  };
}
