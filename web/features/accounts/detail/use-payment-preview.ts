/** What a payment by hand would come to, asked of the server while one types. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { parseMoney } from '../../../../src/domain/money.ts';
import type { paymentPreview } from '../../../../src/schemas/ledger/pending-payments.ts';
import { get } from '../../../api/client.ts';

export type PaymentPreview = z.output<typeof paymentPreview>;
type Asked = Readonly<{ kind: string; amount: string; currency?: string }>;

const TYPED_MS = 250;

/** Undefined until there is an amount, and while nobody has answered. */
export function usePaymentPreview(accountId: string, asked: Asked): PaymentPreview | undefined {
  const [settled] = useDebouncedValue(JSON.stringify(asked), TYPED_MS);
  const query = JSON.parse(settled) as Asked;
  const isAsked = (parseMoney(query.amount) ?? 0n) > 0n && query.kind !== '';
  const { data } = useQuery({
    queryKey: ['accounts', 'payment-preview', accountId, settled],
    queryFn: ({ signal }) => get<PaymentPreview>(`/accounts/${accountId}/payment-preview`, { query, signal }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return isAsked ? data : undefined;
}
