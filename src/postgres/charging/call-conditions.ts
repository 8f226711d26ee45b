/** What calls of a part of the tree are asked for, as conditions on their records. */
import { idADayFrom } from './call-ids.ts';
import { losingCondition, type MoneyView } from './call-money.ts';

export type Param = (value: unknown) => string;

/** Whose calls: an account and everybody below it. */
export type CallScope = Readonly<{
  /** '/1/7/'; null = everybody's. */
  path: string | null;
  /** Their ids, where there are few: an index has them. */
  accountIds: readonly bigint[] | null;
  /** The branches that their calls were made in; null = any. A day that is over has an index of each branch. */
  branchIds: readonly bigint[] | null;
  /** Calls of these paths that were recorded before are their former sellers'. */
  moved: readonly Readonly<{ path: string; since: Date }>[];
}>;

export type CallQuestion = Readonly<{
  outcome?: string | undefined;
  direction?: string | undefined;
  /** Any of these; null: not refused. */
  reasons?: readonly string[] | null | undefined;
  /** Digits of any number of the call. */
  number?: string | undefined;
  attemptId?: string | undefined;
  /** Null: of calls that no carrier was asked for. */
  gatewayIds?: readonly bigint[] | null | undefined;
  /** How the destination begins. */
  prefix?: string | undefined;
  /** Of the rate by which it was priced; empty: of none. */
  ratePrefix?: string | undefined;
  chargeMicrosMin?: bigint | undefined;
  /** It cost this reader more than it brought in. */
  losingFor?: MoneyView | undefined;
  /** When it began; `to` is exclusive. */
  from?: Date | undefined;
  to?: Date | undefined;
}>;

/** As the index of a day that is over has them: a number has no space in it. */
export const NUMBERS = `(dialled_number || ' ' || coalesce(destination_number, '') || ' ' || coalesce(caller_number, '')
  || ' ' || coalesce(given_number, ''))`;

/** Of the account of a call `c`. */
export function scopeConditions({ path, accountIds, branchIds, moved }: CallScope, param: Param): string[] {
  const conditions: string[] = [];
  if (accountIds !== null) conditions.push(`c.account_id = any(${param(accountIds)}::bigint[])`);
  else if (path !== null) {
    if (branchIds !== null)
      conditions.push(
        branchIds.length === 1
          ? `c.branch_id = ${param(branchIds[0])}`
          : `c.branch_id = any(${param(branchIds)}::bigint[])`,
      );
    conditions.push(`c.account_id in (select a.id from accounts a
      where a.path >= ${param(path)} and a.path < ${param(`${path.slice(0, -1)}0`)})`);
  }
  if (moved.length > 0)
    conditions.push(`not exists (select 1 from accounts a,
        unnest(${param(moved.map((move) => move.path))}::text[], ${param(moved.map(({ since }) => since))}::timestamptz[]) as m (path, since)
      where a.id = c.account_id and starts_with(a.path, m.path) and c.recorded_at < m.since)`);
  return conditions;
}

/** Of the record `c` itself. `isIndexed`: where days that are over have an index of their numbers. */
export function questionConditions(asked: CallQuestion, param: Param, { isIndexed = false } = {}): string[] {
  const conditions = ['c.leg = 0'];
  if (asked.outcome !== undefined) conditions.push(`c.outcome = ${param(asked.outcome)}`);
  if (asked.direction !== undefined) conditions.push(`c.direction = ${param(asked.direction)}`);
  if (asked.reasons === null) conditions.push('c.reason is null');
  else if (asked.reasons !== undefined) conditions.push(`c.reason = any(${param(asked.reasons)}::text[])`);
  if (asked.attemptId !== undefined) conditions.push(`c.attempt_id = ${param(asked.attemptId)}`);
  if (asked.gatewayIds === null) conditions.push('c.gateway_id is null');
  else if (asked.gatewayIds !== undefined)
    conditions.push(`c.gateway_id = any(${param(asked.gatewayIds)}::bigint[])`);
  if (asked.prefix !== undefined)
    conditions.push(`starts_with(c.destination_number, ${param(asked.prefix)}::text)`);
  if (asked.ratePrefix !== undefined)
    conditions.push(`coalesce(c.rate_prefix, '') = ${param(asked.ratePrefix)}`);
  if (asked.chargeMicrosMin !== undefined)
    conditions.push(`c.charge_micros >= ${param(asked.chargeMicrosMin)}`);
  if (asked.losingFor !== undefined) conditions.push(losingCondition(asked.losingFor, param));
  if (asked.from !== undefined) conditions.push(`c.started_at >= ${param(asked.from)}`);
  if (asked.to !== undefined) conditions.push(`c.started_at < ${param(asked.to)}`);
  // Digits, * and # only: nothing in them means anything to "like".
  const like = (pattern: string) =>
    `${NUMBERS.replaceAll(/\b(?=dialled|destination|caller|given)/g, 'c.')} like ${pattern}`;
  if (asked.prefix !== undefined && isIndexed)
    conditions.push(like(`'% ' || ${param(asked.prefix)}::text || '%'`));
  if (asked.number !== undefined) {
    const number = `${param(asked.number)}::text`;
    const anywhere = ['dialled_number', 'destination_number', 'caller_number', 'given_number'].map(
      (column) => `strpos(c.${column}, ${number}) > 0`,
    );
    conditions.push(isIndexed ? like(`'%' || ${number} || '%'`) : `(${anywhere.join(' or ')})`);
  }
  return conditions;
}

/** The clock of a switch, which is in the id, may be wrong: a day before and after are looked at. */
export function idBounds({ from, to }: CallQuestion): Readonly<{ lowest: string; above: string }> {
  return {
    lowest: from === undefined ? '00000000-0000-0000-0000-000000000000' : idADayFrom(from, -1),
    above: to === undefined ? 'ffffffff-ffff-ffff-ffff-ffffffffffff' : idADayFrom(to, 1),
  };
}
