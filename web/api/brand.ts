/** What the panel calls itself, and its colours. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { brand } from '../../src/schemas/accounts/brand.ts';
import { get } from './client.ts';

export type Brand = z.output<typeof brand>;

const STORED = 'tollbook.brand';

/** That of whoever is signed in; before, that of the operator. The last one stands there until it is known. */
export const brandQuery = (isSignedIn: boolean) =>
  queryOptions({
    queryKey: ['brand', isSignedIn],
    queryFn: async ({ signal }): Promise<Brand> => {
      const found = await get<Brand>(isSignedIn ? '/me/brand' : '/brand', { signal, renewsSession: false });
      localStorage.setItem(STORED, JSON.stringify(found));
      return found;
    },
    placeholderData: () => storedBrand(),
    staleTime: 60_000,
  });

function storedBrand(): Brand | undefined {
  try {
    return (JSON.parse(localStorage.getItem(STORED) ?? 'null') as Brand | null) ?? undefined;
  } catch {
    return undefined;
  }
}
