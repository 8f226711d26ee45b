/** A DID as the API answers it: who stands above the reader stays unnamed, and carriers are the operator's. */
import type { z } from 'zod';
import type { changeDid } from '../../schemas/numbering/dids.ts';
import type { Language } from '../../domain/languages.ts';
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import { known } from '../../domain/assert.ts';
import { formatMoney, formatRate, parseMoney, parseRate } from '../../domain/money.ts';
import type { DidPrice, DidRow } from '../../postgres/numbering/dids.ts';

export function didBody(row: DidRow, actor: Actor) {
  const isFree = row.accountId === null && row.accessLanguage === null;
  const use = isFree ? 'free' : row.accountId === null ? 'access_number' : 'account';
  return {
    id: row.publicId,
    number: row.number,
    label: row.label,
    country: row.country,
    city: row.city,
    use: use as 'free' | 'account' | 'access_number',
    accountId: row.accountPublicId,
    accountNumber: row.accountNumber,
    accountName: row.accountName,
    ...ownerBody(row, actor),
    providerId: isStaff(actor) ? row.providerPublicId : null,
    providerName: isStaff(actor) ? row.providerName : null,
    price: priceBody(row.price),
    ownerPrice: isWithin(row.ownerPath, actor.scopePath) ? priceBody(row.ownerPrice) : null,
    forwarding:
      row.forwardWhen === null
        ? null
        : { when: row.forwardWhen, to: row.forwardTo ?? '', afterSeconds: row.forwardAfterSeconds },
    product:
      row.productPublicId !== null && isWithin(row.ownerPath, actor.scopePath)
        ? { id: row.productPublicId, name: row.productName ?? '' }
        : null,
    isUnpaid: row.isUnpaid,
    createdAt: row.createdAt.toISOString(),
    assignedAt: row.assignedAt?.toISOString() ?? null,
  };
}

export function accessNumberBody(row: DidRow, actor: Actor) {
  return {
    id: row.publicId,
    number: row.number,
    language: (row.accessLanguage ?? 'en') as Language,
    label: row.label,
    isActive: row.accessIsActive ?? false,
    country: row.country,
    city: row.city,
    price: priceBody(row.accessPrice),
    ...ownerBody(row, actor),
  };
}

export function priceBody(price: DidPrice | null) {
  if (price === null) return null;
  const { connectionCostMicros, costPerMinuteNanos, ...rest } = price;
  return {
    ...rest,
    connectionCost: formatMoney(connectionCostMicros),
    costPerMinute: formatRate(costPerMinuteNanos),
  };
}

/** What was checked as it came in. */
export function readPrice(price: z.output<typeof changeDid>['price']): DidPrice | null | undefined {
  if (price === null || price === undefined) return price;
  const { connectionCost, costPerMinute, ...rest } = price;
  return {
    ...rest,
    connectionCostMicros: known(parseMoney(connectionCost), 'an amount that was checked'),
    costPerMinuteNanos: known(parseRate(costPerMinute), 'a rate that was checked'),
  };
}

function ownerBody(row: DidRow, { scopePath, ownerId }: Actor) {
  const isVisible = isWithin(row.ownerPath, scopePath);
  return {
    ownerId: isVisible ? row.ownerPublicId : null,
    ownerNumber: isVisible ? row.ownerNumber : null,
    ownerName: isVisible ? row.ownerName : null,
    isOwn: row.ownerId === ownerId,
  };
}
