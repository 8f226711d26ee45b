/** Previews of closing, of erasing, of another type and of a move, and what they are when they are done. */
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  closingPreview,
  movePreview,
  typeChangePreview,
} from '../../../../src/schemas/accounts/account-life.ts';
import type { erasurePreview } from '../../../../src/schemas/audit/erasure.ts';
import { get } from '../../../api/client.ts';
import { useWrite } from '../../../api/use-write.ts';
import { toast } from '../../../ui/toast.ts';
import type { Account } from '../api.ts';

export type ClosingPreview = z.output<typeof closingPreview>;
export type TypeChangePreview = z.output<typeof typeChangePreview>;
export type MovePreview = z.output<typeof movePreview>;
export type ErasurePreview = z.output<typeof erasurePreview>;
export type Finding = ClosingPreview['obstacles'][number];

/** Money and calls go on meanwhile: a preview is read each time it is shown, and again on a wish. */
const fresh = { staleTime: 0, gcTime: 0, retry: false } as const;

export const closingQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'closing'],
    queryFn: ({ signal }) => get<ClosingPreview>(`/accounts/${id}/closing`, { signal }),
    ...fresh,
  });

export const erasureQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'erasure'],
    queryFn: ({ signal }) => get<ErasurePreview>(`/accounts/${id}/erasure`, { signal }),
    ...fresh,
  });

export const typeChangeQuery = (id: string, asked: { accountType: string; creditLimit?: string }) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'type-change', asked],
    queryFn: ({ signal }) => get<TypeChangePreview>(`/accounts/${id}/type-change`, { query: asked, signal }),
    placeholderData: keepPreviousData,
    ...fresh,
  });

export const moveQuery = (id: string, asked: { parentId?: string; rateGroupId?: string }) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'move', asked],
    queryFn: ({ signal }) => get<MovePreview>(`/accounts/${id}/move`, { query: asked, signal }),
    placeholderData: keepPreviousData,
    ...fresh,
  });

/** Does it, shows the account as it is then, and says so. */
export function useAct(account: Account, act: () => Promise<Account>, done: string, onDone: () => void) {
  const queryClient = useQueryClient();
  return useWrite({
    mutationFn: act,
    onSuccess: async (changed) => {
      queryClient.setQueryData(['accounts', 'one', account.id], changed);
      toast(done);
      onDone();
      await queryClient.invalidateQueries({ queryKey: ['accounts'] });
    },
    // Something came in between: the preview says what.
    onError: () => queryClient.invalidateQueries({ queryKey: ['accounts', 'one', account.id] }),
  });
}
