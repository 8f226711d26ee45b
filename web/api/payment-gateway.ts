/** How payments by card are set up: for their settings, and for the list that is empty without. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { paymentGateway } from '../../src/schemas/payments/card-payments.ts';
import { get } from './client.ts';

export type PaymentGateway = z.output<typeof paymentGateway>;

export const gatewayQuery = queryOptions({
  queryKey: ['settings', 'payment-gateway'],
  queryFn: ({ signal }) => get<PaymentGateway>('/payment-gateways/stripe', { signal }),
});
