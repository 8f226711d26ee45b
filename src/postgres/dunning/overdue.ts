/** Accounts that owe an issuer something that is overdue: as the job last saw them. */
import type { StepAction } from '../../domain/dunning/policy.ts';
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db } from '../pool.ts';

export const OVERDUE_STATES = ['suspended', 'calling', 'exempt'] as const;
/** Suspended for it; still calling; left alone, because that was agreed. */
export type OverdueState = (typeof OVERDUE_STATES)[number];

export type OverdueFilter = Readonly<{
  issuerId: bigint;
  currency?: string | undefined;
  state?: OverdueState | undefined;
  /** How a number, a name or a reference begins. */
  q?: string | undefined;
  now: Date;
}>;

export type OverdueRow = Readonly<{
  walletId: bigint;
  accountId: string;
  accountNumber: string;
  accountName: string;
  kind: 'customer' | 'reseller';
  status: 'active' | 'suspended' | 'closed';
  currency: string;
  overdueMicros: bigint;
  openMicros: bigint;
  overdueSince: Date;
  /** The place of `overdueSince` in the order, to the microsecond. */
  place: string;
  suspendedSince: Date | null;
  isExempt: boolean;
  exemptUntil: Date | null;
  nextAction: StepAction | null;
  nextAt: Date | null;
  suspendsAt: Date | null;
}>;

const CURSOR = { order: 'overdue', parts: ['d', 'n'] } as const;

const FROM = `dunning_wallets w join accounts a on a.id = w.account_id join account_profiles p on p.account_id = a.id
  left join account_dunning t on t.account_id = a.id left join debt_suspensions s on s.wallet_id = w.wallet_id and s.lifted_at is null`;
const IS_EXEMPT = (now: string) =>
  `(coalesce(t.is_exempt, false) or coalesce(t.exempt_until > ${now}, false))`;

/** One page, whatever has been overdue for longest first. */
export async function listOverdue(
  db: Db,
  filter: OverdueFilter,
  { cursor, limit }: Readonly<{ cursor?: string | undefined; limit: number }>,
) {
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const conditions = conditionsOf(filter, param);
  const place = readCursor(cursor, CURSOR);
  if (place !== null)
    conditions.push(
      `(w.overdue_since, w.wallet_id) > (${param(place[0])}::timestamptz, ${param(place[1])}::bigint)`,
    );
  const { rows } = await db.query<OverdueRow>(
    `select w.wallet_id as "walletId", a.public_id as "accountId", a.number as "accountNumber", ${DISPLAY_NAME} as "accountName",
       a.kind, a.status, w.currency, w.overdue_micros as "overdueMicros", w.open_micros as "openMicros",
       w.overdue_since as "overdueSince",
       to_char(w.overdue_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place, s.since as "suspendedSince",
       coalesce(t.is_exempt, false) as "isExempt", t.exempt_until as "exemptUntil", w.next_action as "nextAction",
       w.next_at as "nextAt", w.suspends_at as "suspendsAt"
     from ${FROM} where ${conditions.join(' and ')} order by w.overdue_since, w.wallet_id limit ${param(limit + 1)}`,
    values,
  );
  return cutPage(rows, limit, ({ place: at, walletId }) => writeCursor(CURSOR.order, [at, walletId]));
}

export type OverdueTotal = Readonly<{
  currency: string;
  accounts: number;
  suspended: number;
  overdueMicros: bigint;
}>;

/** What the list comes to by the same filter, by currency. */
export async function totalOverdue(db: Db, filter: OverdueFilter): Promise<readonly OverdueTotal[]> {
  const values: unknown[] = [];
  const conditions = conditionsOf(filter, (value) => `$${values.push(value)}`);
  const { rows } = await db.query<OverdueTotal>(
    `select w.currency, count(*)::int as accounts, count(s.id)::int as suspended, sum(w.overdue_micros)::bigint as "overdueMicros"
     from ${FROM} where ${conditions.join(' and ')} group by w.currency order by w.currency`,
    values,
  );
  return rows;
}

function conditionsOf(
  { issuerId, currency, state, q, now }: OverdueFilter,
  param: (value: unknown) => string,
): string[] {
  const conditions = [`w.issuer_id = ${param(issuerId)}`, 'w.overdue_micros > 0'];
  if (currency !== undefined) conditions.push(`w.currency = ${param(currency)}`);
  if (state === 'suspended') conditions.push('s.id is not null');
  if (state === 'calling') conditions.push('s.id is null');
  if (state === 'exempt') conditions.push(IS_EXEMPT(`${param(now)}::timestamptz`));
  if (q !== undefined && q !== '') {
    const start = param(`${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`);
    conditions.push(
      `(a.number like ${start} or lower(${DISPLAY_NAME}) like ${start} or (a.reference <> '' and lower(a.reference) like ${start}))`,
    );
  }
  return conditions;
}

/** Wallets that owe an issuer anything, at most `limit`. */
export async function debtorsOf(db: Db, issuerId: bigint, limit: number): Promise<readonly bigint[]> {
  const { rows } = await db.query<{ id: bigint }>(
    'select wallet_id as id from dunning_wallets where issuer_id = $1 and open_micros > 0 order by wallet_id limit $2',
    [issuerId, limit],
  );
  return rows.map(({ id }) => id);
}
