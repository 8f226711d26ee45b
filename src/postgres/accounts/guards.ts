/** The guards that an account has of its own. */
import { NO_OWN_GUARDS, type OwnGuards } from '../../domain/accounts/guards.ts';
import type { Db, Tx } from '../pool.ts';

export type OwnGuardRow = Readonly<{
  spendHourMicros: bigint | null;
  spendDayMicros: bigint | null;
  callCostMicros: bigint | null;
  satelliteOpen: boolean | null;
  premiumOpen: boolean | null;
  highRiskOpen: boolean | null;
  riskyPrefixesMax: number | null;
  callSecondsMax: number | null;
}>;

/** Of `account_guards as own`. */
export const OWN_GUARDS = `own.spend_hour_micros as "spendHourMicros", own.spend_day_micros as "spendDayMicros",
       own.call_cost_micros as "callCostMicros", own.satellite_open as "satelliteOpen", own.premium_open as "premiumOpen",
       own.high_risk_open as "highRiskOpen", own.risky_prefixes_max as "riskyPrefixesMax",
       own.call_seconds_max as "callSecondsMax"`;

export function ownGuardsOf(row: OwnGuardRow): OwnGuards {
  const {
    satelliteOpen: satellite,
    premiumOpen: premium,
    highRiskOpen,
    riskyPrefixesMax,
    callSecondsMax,
  } = row;
  return {
    capMicros: {
      spendPerHour: row.spendHourMicros,
      spendPerDay: row.spendDayMicros,
      callCost: row.callCostMicros,
    },
    isOpen: { satellite, premium, high_risk: highRiskOpen },
    riskyPrefixesMax,
    callSecondsMax,
  };
}

export async function readOwnGuards(db: Db, accountId: bigint): Promise<OwnGuards> {
  const { rows } = await db.query<OwnGuardRow>(
    `select ${OWN_GUARDS} from account_guards own where account_id = $1`,
    [accountId],
  );
  return rows[0] === undefined ? NO_OWN_GUARDS : ownGuardsOf(rows[0]);
}

export async function storeOwnGuards(tx: Tx, accountId: bigint, guards: OwnGuards): Promise<void> {
  const { capMicros, isOpen, riskyPrefixesMax, callSecondsMax } = guards;
  await tx.query(
    `insert into account_guards (account_id, spend_hour_micros, spend_day_micros, call_cost_micros, satellite_open,
       premium_open, high_risk_open, risky_prefixes_max, call_seconds_max) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (account_id) do update set spend_hour_micros = excluded.spend_hour_micros,
       spend_day_micros = excluded.spend_day_micros, call_cost_micros = excluded.call_cost_micros,
       satellite_open = excluded.satellite_open, premium_open = excluded.premium_open,
       high_risk_open = excluded.high_risk_open, risky_prefixes_max = excluded.risky_prefixes_max,
       call_seconds_max = excluded.call_seconds_max`,
    [
      accountId,
      capMicros.spendPerHour,
      capMicros.spendPerDay,
      capMicros.callCost,
      isOpen.satellite,
      isOpen.premium,
      isOpen.high_risk,
      riskyPrefixesMax,
      callSecondsMax,
    ],
  );
}

export type Spending = Readonly<{
  currency: string;
  creditLimitMicros: bigint;
  heldMicros: bigint;
  spentHourMicros: bigint;
  spentDayMicros: bigint;
  spentAtMs: number;
}>;

/** What an account has spent on calls of late, and what is held; null when it has no wallet. */
export async function spendingOf(db: Db, accountId: bigint): Promise<Spending | null> {
  const { rows } = await db.query<Omit<Spending, 'spentAtMs'> & { spentAt: Date }>(
    `select currency, credit_limit_micros as "creditLimitMicros", held_micros as "heldMicros",
       spent_hour_micros as "spentHourMicros", spent_day_micros as "spentDayMicros", spent_at as "spentAt"
     from wallets where account_id = $1`,
    [accountId],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { spentAt, ...spending } = row;
  return { ...spending, spentAtMs: spentAt.getTime() };
}
