/** An API key as the API shows it: never its secret. */
import { keyState } from '../../domain/accounts/api-keys.ts';
import type { ApiKeyRow } from '../../postgres/accounts/sign-ins.ts';

export function keyBody(
  { publicId, name, createdAt, lastUsedAt, expiresAt, addresses, scopes }: ApiKeyRow,
  now: Date,
) {
  return {
    id: publicId,
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    state: keyState(expiresAt, now),
    addresses: [...addresses],
    scopes: scopes === null ? null : [...scopes],
  };
}
