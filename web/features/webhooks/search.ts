/** What the address of a webhook's page may carry. */
import { DELIVERY_STATES, type DeliveryState } from '../../../src/domain/webhooks/delivery.ts';
import { defined, oneOf, textParam } from '../../ui/search-params.ts';

export type DeliveriesSearch = {
  state?: DeliveryState;
  cursor?: string;
  /** The id of the delivery that is open. */
  open?: string;
};

export function deliveriesSearch(raw: Record<string, unknown>): DeliveriesSearch {
  return defined({
    state: oneOf(DELIVERY_STATES, raw.state),
    cursor: textParam(raw.cursor, 500),
    open: textParam(raw.open, 64),
  });
}
