/** What of wallets stands on no document yet, gathered in a table of the transaction and summed for lines. */
import type { OpenGroup } from '../../domain/billing/open-lines.ts';
import { firstIdOf } from '../charging/call-ids.ts';
import type { Tx } from '../pool.ts';

export type OpenPeriod = Readonly<{
  walletId: bigint;
  accountId: bigint;
  /** Movements from then on may be open. */
  since: Date;
  /** Calls that ended before are late. */
  from: Date;
  /** Movements posted from then on are of the next period. */
  until: Date;
}>;

const DAY_MS = 86_400_000;
/** Clocks of servers differ by less; and ids are of the moment of posting. */
const SKEW_MS = DAY_MS;
/** A call of price 0 that is told later than this stands on no document: there is nothing to find it by. */
const FREE_CALLS_WITHIN_MS = 15 * DAY_MS;

/** Kinds that wait for a billing day. Everything else has a document from the moment of its posting. */
export const WAITING = `('call_charge', 'call_overrun', 'call_correction', 'commission', 'commission_correction', 'staff_debit', 'staff_credit',
  'product_charge', 'product_owed', 'product_credit', 'product_commission', 'product_commission_correction', 'gateway_fee')`;

const TABLE = `create temp table if not exists billing_open (
    wallet_id bigint not null, item_id uuid not null, kind text not null, session_id uuid, level smallint, exact_micros bigint not null,
    posted_at timestamptz not null, is_late boolean not null, note text not null, direction text, prefix text,
    talk_seconds bigint not null, billed_seconds bigint not null, is_first boolean not null, product jsonb
  ) on commit delete rows`;

const BY_KEY =
  'set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off';
const AS_PLANNED =
  'set local enable_seqscan = on; set local enable_hashjoin = on; set local enable_mergejoin = on';

/** Gathers once in a transaction. A charge and the overrun of a call are one item: the call. */
export async function gatherOpenItems(tx: Tx, periods: readonly OpenPeriod[]): Promise<void> {
  const times = (of: (period: OpenPeriod) => Date) => periods.map(of);
  const earliest = Math.min(...periods.map(({ since }) => since.getTime()));
  const latest = Math.max(...periods.map(({ until }) => until.getTime()));
  await tx.query(TABLE);
  // For each wallet by its key: for a hundred of them the planner would read every transfer of the month, a hundred times over.
  await tx.query(BY_KEY);
  await tx.query(
    `with due as (
       select * from unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[])
         as d (wallet_id, account_id, since, period_from, until)),
     moved as (
       select d.wallet_id, d.period_from, t.id, t.kind, t.session_id, t.branch_id, t.level, t.amount_micros as micros, t.posted_at, t.occurred_at, t.note
         from due d join ledger_transfers t on t.debit_account_id = d.wallet_id and t.debits_wallet
           and t.posted_at >= d.since and t.posted_at < d.until
         where t.id >= $6 and t.id < $7 and t.kind in ${WAITING}
       union all
       select d.wallet_id, d.period_from, t.id, t.kind, t.session_id, t.branch_id, t.level, -t.amount_micros, t.posted_at, t.occurred_at, t.note
         from due d join ledger_transfers t on t.credit_account_id = d.wallet_id and t.credits_wallet
           and t.posted_at >= d.since and t.posted_at < d.until
         where t.id >= $6 and t.id < $7 and t.kind in ${WAITING}),
     found as (
       select m.wallet_id, case when m.kind in ('call_charge', 'call_overrun') then m.session_id else m.id end as item_id,
           m.kind, m.session_id, m.level, m.micros, m.posted_at, m.occurred_at < m.period_from as is_late, m.note,
           c.direction, c.rate_prefix, c.talk_ms, c.billed_seconds, p.product
         from moved m left join lateral (
           select direction, rate_prefix, talk_ms, billed_seconds from cdrs
           where cdrs.session_id = m.session_id and cdrs.branch_id = m.branch_id order by leg, revision desc limit 1) c
           on m.kind in ('call_charge', 'call_overrun')
         left join lateral (
           select jsonb_build_object('part', pc.part, 'from', pc.period_from, 'to', pc.period_to, 'quantity', pc.quantity,
             'unitMicros', (pc.amount_micros / pc.quantity)::text) as product
           from product_charges pc where pc.transfer_id = m.id) p
           on m.kind in ('product_charge', 'product_owed', 'product_credit')
       union all
       select d.wallet_id, c.session_id, 'free_call', c.session_id, 0, 0, c.recorded_at, c.ended_at < d.period_from, '',
           c.direction, c.rate_prefix, c.talk_ms, c.billed_seconds, null::jsonb
         from due d join cdrs c on c.account_id = d.account_id
         where c.session_id >= $8 and c.session_id < $7 and c.outcome = 'answered' and c.level_wallet_ids[1] = d.wallet_id
           and c.level_charge_micros[1] = 0 and c.recorded_at >= d.since and c.recorded_at < d.until
           and not exists (select 1 from cdrs b where b.session_id = c.session_id and b.branch_id = c.branch_id and b.leg = c.leg
             and b.revision < c.revision and b.outcome = 'answered'))
     insert into billing_open
     select wallet_id, item_id, kind, session_id, level, micros, posted_at, is_late, note, direction, rate_prefix,
       (coalesce(talk_ms, 0) + 999) / 1000, coalesce(billed_seconds, 0),
       row_number() over (partition by wallet_id, item_id order by kind) = 1, product
     from found f
     where not exists (select 1 from document_items i where i.wallet_id = f.wallet_id and i.item_id = f.item_id)`,
    [
      periods.map(({ walletId }) => walletId),
      periods.map(({ accountId }) => accountId),
      times(({ since }) => since),
      times(({ from }) => from),
      times(({ until }) => until),
      firstIdOf(new Date(earliest - SKEW_MS)),
      firstIdOf(new Date(latest + SKEW_MS)),
      firstIdOf(new Date(earliest - FREE_CALLS_WITHIN_MS)),
    ],
  );
  await tx.query(AS_PLANNED);
}

/** Sums what was gathered: calls by direction and prefix, what was charged by hand one by one. */
export async function sumOpenItems(tx: Tx): Promise<readonly OpenGroup[]> {
  const { rows } = await tx.query<OpenGroup>(
    `with sums as (
       select wallet_id, case when kind in ('call_charge', 'call_overrun', 'free_call') then 'calls' when kind = 'call_correction' then 'call_corrections'
           when kind = 'commission' then 'commission' when kind = 'commission_correction' then 'commission_corrections'
           when kind in ('staff_debit', 'gateway_fee') then 'charge' when kind in ('product_charge', 'product_owed') then 'product'
           when kind = 'product_credit' then 'product_credit' when kind in ('product_commission', 'product_commission_correction') then 'product_commission'
           else 'credit' end as kind,
         is_late, direction, prefix, count(*) filter (where is_first)::int as items, sum(exact_micros)::bigint as micros,
         coalesce(sum(talk_seconds) filter (where is_first), 0)::bigint as talk_seconds,
         coalesce(sum(billed_seconds) filter (where is_first and level = 0), 0)::bigint as billed_seconds,
         max(session_id::text)::uuid as session_id, max(level) as level,
         case when session_id is null then item_id end as own_id, max(posted_at) as posted_at, max(note) as note, max(product::text)::jsonb as product
       from billing_open group by 1, 2, 3, 4, 5, own_id)
     select s.wallet_id as "walletId", s.kind, s.items, s.micros as "exactMicros", s.is_late as "isLate", s.direction, s.prefix,
       named.destination, s.talk_seconds as "talkSeconds", s.billed_seconds as "billedSeconds",
       case when s.own_id is not null then s.posted_at end as "postedAt", s.note, s.product
     from sums s left join lateral (
       select c.frozen -> 'levels' -> s.level::int ->> 'destination' as destination from cdrs c
       where c.session_id = s.session_id order by c.leg, c.revision desc limit 1) named on s.kind = 'calls'
     order by s.wallet_id, s.kind, s.posted_at, s.direction, s.prefix, s.is_late, s.own_id`,
  );
  return rows.map((row) => ({
    ...row,
    talkSeconds: Number(row.talkSeconds),
    billedSeconds: Number(row.billedSeconds),
    product: row.product === null ? null : inUtc(row.product),
  }));
}

/** PostgreSQL writes moments in JSON with an offset of its own. */
function inUtc(product: NonNullable<OpenGroup['product']>): OpenGroup['product'] {
  const { from, to } = product;
  return {
    ...product,
    from: new Date(from).toISOString(),
    to: to === null ? null : new Date(to).toISOString(),
  };
}

export type Stamped = Readonly<{ items: number; firstItemId: string; lastItemId: string }>;

/** Puts what was gathered on documents, of a wallet either its commissions or all the rest. Returns by document what stands on it. */
export async function stampOpenItems(
  tx: Tx,
  documents: readonly Readonly<{ id: bigint; walletId: bigint; isCommission: boolean }>[],
): Promise<ReadonlyMap<bigint, Stamped>> {
  const { rows } = await tx.query<Stamped & { id: bigint }>(
    `with stamped as (
       insert into document_items (wallet_id, item_id, document_id)
       select o.wallet_id, o.item_id, d.id
       from unnest($1::bigint[], $2::bigint[], $3::boolean[]) as d (id, wallet_id, is_commission) join billing_open o using (wallet_id)
       where o.is_first and (o.kind in ('commission', 'commission_correction', 'product_commission', 'product_commission_correction')) = d.is_commission
       order by 1, 2 returning document_id, item_id)
     select document_id as id, count(*)::int as items, min(item_id::text) as "firstItemId", max(item_id::text) as "lastItemId"
     from stamped group by 1`,
    [
      documents.map(({ id }) => id),
      documents.map(({ walletId }) => walletId),
      documents.map(({ isCommission }) => isCommission),
    ],
  );
  return new Map(rows.map(({ id, ...stamped }) => [id, stamped]));
}
