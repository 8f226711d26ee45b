/** What the address of the page may carry. */
import { AUDIT_ACTIONS, type AuditAction } from '../../../src/domain/audit/actions.ts';
import { defined, oneOf, pageSearch, textParam } from '../../ui/search-params.ts';

export type AuditSearch = {
  q?: string;
  cursor?: string;
  action?: AuditAction;
  /** Ids: whom it is about, and who did it. */
  account?: string;
  actor?: string;
  /** Days of the reader's zone, both included. */
  from?: string;
  to?: string;
  address?: string;
};

export function auditSearch(raw: Record<string, unknown>): AuditSearch {
  return defined({
    ...pageSearch(raw),
    action: oneOf(AUDIT_ACTIONS, raw.action),
    account: textParam(raw.account, 36),
    actor: textParam(raw.actor, 36),
    from: dayParam(raw.from),
    to: dayParam(raw.to),
    address: textParam(raw.address, 45),
  });
}

function dayParam(raw: unknown): string | undefined {
  return typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw) && !Number.isNaN(Date.parse(raw))
    ? raw
    : undefined;
}
