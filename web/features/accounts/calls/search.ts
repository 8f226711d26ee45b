/** What the addresses of the pages of calls may carry. */
import { DIRECTIONS } from '../../../../src/domain/charging/direction.ts';
import { defined, oneOf, pageSearch, textParam } from '../../../ui/search-params.ts';

export const OUTCOMES = ['answered', 'unanswered', 'refused'] as const;
export const GROUPINGS = ['day', 'hour', 'account', 'prefix', 'trunk', 'direction', 'reason'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export type CallFilters = {
  account?: string;
  outcome?: (typeof OUTCOMES)[number];
  direction?: (typeof DIRECTIONS)[number];
  reason?: string;
  trunk?: string;
  prefix?: string;
  ratePrefix?: string;
  isLosing?: 'true';
  /** A day of the reader's zone, both included, or an instant, of which the last is not included. */
  from?: string;
  to?: string;
};
/** `show`: with what calls brought in and cost the reader. */
export type CallsSearch = CallFilters & { q?: string; cursor?: string; call?: string; show?: 'money' };
export type ReportSearch = CallFilters & { by?: Grouping };
export const PERIODS = ['today', 'week', 'month'] as const;
export type Period = (typeof PERIODS)[number];

function filtersOf(raw: Record<string, unknown>): CallFilters {
  return defined({
    account: textParam(raw.account, 36),
    outcome: oneOf(OUTCOMES, raw.outcome),
    direction: oneOf(DIRECTIONS, raw.direction),
    reason: textParam(raw.reason, 40),
    trunk: textParam(raw.trunk, 36),
    prefix: textParam(raw.prefix, 15),
    ratePrefix: textParam(raw.ratePrefix, 15),
    isLosing: oneOf(['true'], raw.isLosing),
    from: momentParam(raw.from),
    to: momentParam(raw.to),
  });
}

export function callsSearch(raw: Record<string, unknown>): CallsSearch {
  return defined({
    ...filtersOf(raw),
    ...pageSearch(raw),
    call: textParam(raw.call, 36),
    show: oneOf(['money'], raw.show),
  });
}

export function reportSearch(raw: Record<string, unknown>): ReportSearch {
  return defined({ ...filtersOf(raw), by: oneOf(GROUPINGS, raw.by) });
}

export function dashboardSearch(raw: Record<string, unknown>): { period?: Period } {
  return defined({ period: oneOf(PERIODS, raw.period) });
}

export type ExposureSearch = { currency?: string; cursor?: string };

export function exposureSearch(raw: Record<string, unknown>): ExposureSearch {
  return defined({ currency: textParam(raw.currency, 3), cursor: textParam(raw.cursor, 500) });
}

function momentParam(raw: unknown): string | undefined {
  const isMoment = typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{3})?Z)?$/.test(raw);
  return isMoment && !Number.isNaN(Date.parse(raw)) ? raw : undefined;
}
