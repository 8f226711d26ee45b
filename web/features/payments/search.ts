/** What the addresses of the pages of payments may carry. */
import { PAYMENT_STATES, type PaymentState } from '../../../src/domain/payments/card-payment.ts';
import { dayParam, defined, oneOf, pageSearch, textParam } from '../../ui/search-params.ts';

export type PendingSearch = { status?: 'all'; cursor?: string };

export function pendingSearch(raw: Record<string, unknown>): PendingSearch {
  const { cursor } = pageSearch(raw);
  return defined({ status: oneOf(['all'], raw.status), cursor });
}

/** Of the page that one comes back to: `cancelled` when it was left without paying. */
export function returnSearch({ cancelled }: Record<string, unknown>): { cancelled?: 'yes' } {
  return cancelled === 'yes' ? { cancelled } : {};
}

export type CardPaymentsSearch = {
  state?: PaymentState;
  account?: string;
  /** Days, both included. */
  from?: string;
  to?: string;
  cursor?: string;
  /** The id of the payment that is open at the side. */
  payment?: string;
};

export function cardPaymentsSearch(raw: Record<string, unknown>): CardPaymentsSearch {
  return defined({
    state: oneOf(PAYMENT_STATES, raw.state),
    account: textParam(raw.account, 36),
    from: dayParam(raw.from),
    to: dayParam(raw.to),
    cursor: pageSearch(raw).cursor,
    payment: textParam(raw.payment, 36),
  });
}
