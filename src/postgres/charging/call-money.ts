/**
 * What a call brings in and costs whoever asks. One definition for lists, filters and sums, of what the key of a record
 * carries: the rows of a figure add up to it.
 */
import type { Param } from './call-conditions.ts';

/**
 * Whose money it is. `top`: what the operator is paid, and what it pays carriers and commission resellers. `seller`: the same of a
 * distributor, which pays the level above. `agent`: what a commission reseller is credited. `caller`: what the callers pay. Wallets are all that
 * the reader has had: whoever was moved left some in former books.
 */
export type MoneyView =
  | Readonly<{ type: 'top'; hasCosts: boolean }>
  | Readonly<{ type: 'seller'; walletIds: readonly bigint[] }>
  | Readonly<{ type: 'agent'; walletIds: readonly bigint[] }>
  | Readonly<{ type: 'caller' }>;

/** Expressions on a record `c`; amounts may be null. */
export type MoneySql = Readonly<{
  /** Of the level that pays the reader, from 1; null or 0 where none does. */
  position: string;
  revenue: string;
  /** What the reader pays for the call, in `costCurrency`. */
  cost: string;
  costCurrency: string;
  /** Given, in the currency of the revenue; of a commission reseller what it gets, in `commissionCurrency`. */
  commission: string;
  /** Null: that of the revenue. */
  commissionCurrency: string;
  /** In the currency of the revenue; of what nobody pays for, in that of the cost. Null where the reader may not know, and where the two cannot be compared. */
  margin: string;
}>;

const NOTHING = { amount: 'null::bigint', currency: 'null::text' } as const;

export function moneyOf(view: MoneyView, param: Param): MoneySql {
  switch (view.type) {
    case 'caller':
      return {
        position: '1',
        revenue: 'c.level_charge_micros[1]',
        cost: NOTHING.amount,
        costCurrency: NOTHING.currency,
        commission: NOTHING.amount,
        commissionCurrency: NOTHING.currency,
        margin: NOTHING.amount,
      };
    case 'agent': {
      const { place, currency } = placeOf('c.commission_wallet_ids', view.walletIds, param);
      return {
        position: 'null::int',
        revenue: NOTHING.amount,
        cost: NOTHING.amount,
        costCurrency: NOTHING.currency,
        commission: `c.commission_micros[${place}]`,
        commissionCurrency: currency,
        margin: NOTHING.amount,
      };
    }
    case 'top': {
      const { hasCosts } = view;
      return sold('cardinality(c.level_wallet_ids)', {
        cost: hasCosts ? 'c.carrier_cost_micros' : NOTHING.amount,
        costCurrency: hasCosts ? 'c.carrier_currency' : NOTHING.currency,
        hasCosts,
      });
    }
    case 'seller': {
      const { place, currency } = placeOf('c.level_wallet_ids', view.walletIds, param);
      return sold(`(${place} - 1)`, {
        cost: `c.level_charge_micros[${place}]`,
        costCurrency: currency,
        hasCosts: true,
      });
    }
  }
}

function sold(
  position: string,
  { cost, costCurrency, hasCosts }: Readonly<{ cost: string; costCurrency: string; hasCosts: boolean }>,
): MoneySql {
  const revenue = `c.level_charge_micros[${position}]`;
  const commission = `coalesce(c.level_commission_micros[${position}], 0)`;
  // What nobody pays for has no currency to convert its cost to.
  const compared = `case when c.level_cost_micros is null or ${position} < 1 then coalesce(${cost}, 0) else c.level_cost_micros[${position}] end`;
  return {
    position,
    revenue,
    cost,
    costCurrency,
    commission,
    commissionCurrency: NOTHING.currency,
    margin: hasCosts ? `(coalesce(${revenue}, 0) - (${compared}) - ${commission})` : NOTHING.amount,
  };
}

/** Where one of these wallets stands, and its currency. */
function placeOf(column: string, walletIds: readonly bigint[], param: Param) {
  const wallets = walletIds.map((walletId) => {
    const id = `${param(walletId)}::bigint`;
    return { id, place: `array_position(${column}, ${id})` };
  });
  if (wallets.length === 0) return { place: 'null::int', currency: NOTHING.currency };
  const currencies = wallets.map(
    ({ id, place }) =>
      `when ${place} is not null then (select l.currency from ledger_accounts l where l.id = ${id})`,
  );
  return {
    place: `coalesce(${wallets.map(({ place }) => place).join(', ')})`,
    currency: `case ${currencies.join(' ')} end`,
  };
}

/** Answered, and it cost the reader more than it brought in. */
export function losingCondition(view: MoneyView, param: Param): string {
  return `c.outcome = 'answered' and ${moneyOf(view, param).margin} < 0`;
}

/** As one row has it; all null for a call that was not answered. */
export type MoneyOfRow = Readonly<{
  revenueMicros: bigint | null;
  revenueCurrency: string | null;
  costMicros: bigint | null;
  costCurrency: string | null;
  commissionMicros: bigint | null;
  commissionCurrency: string | null;
  marginMicros: bigint | null;
  marginCurrency: string | null;
}>;

/** What is selected of a record `c`. */
export function moneyColumns(view: MoneyView, param: Param): string {
  const { position, revenue, cost, costCurrency, commission, commissionCurrency, margin } = moneyOf(
    view,
    param,
  );
  const revenueCurrency = `case when ${position} = 1 then c.currency when ${position} > 1 then
    (select l.currency from ledger_accounts l where l.id = c.level_wallet_ids[${position}]) end`;
  const answered = (expression: string) => `case when c.outcome = 'answered' then ${expression} end`;
  return `${answered(revenue)} as "revenueMicros", ${answered(revenueCurrency)} as "revenueCurrency",
    ${answered(cost)} as "costMicros", ${answered(costCurrency)} as "costCurrency",
    ${answered(commission)} as "commissionMicros", ${answered(`coalesce(${commissionCurrency}, ${revenueCurrency})`)} as "commissionCurrency",
    ${answered(margin)} as "marginMicros", ${answered(`coalesce(${revenueCurrency}, ${costCurrency})`)} as "marginCurrency"`;
}
