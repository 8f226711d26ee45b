/** What the chosen taxes make of ten units: beside the form, before anybody is billed by them. */
import { ppmOfPercent } from '../../../../src/domain/accounts/new-account.ts';
import {
  taxesOn,
  taxesWithin,
  type TaxedAmount,
  type TaxTerms,
} from '../../../../src/domain/billing/taxes.ts';
import { parseMoney } from '../../../../src/domain/money.ts';
import type { AccountDefaults } from '../api.ts';

type Of = Readonly<{
  taxIds: readonly string[];
  currency: string;
  accountType: 'prepaid' | 'postpaid';
  prepaidTax: AccountDefaults['rules']['prepaidTax'];
}>;

/**
 * added: an invoice of that amount; top_up: what is paid for as much credit; within: what is used for that amount. Null
 * where no tax counts.
 */
export type TaxExample = Readonly<{ way: 'added' | 'top_up' | 'within'; taxed: TaxedAmount }>;

const TEN = 10_000_000n;

export function taxExample(offered: AccountDefaults['taxes'], of: Of): TaxExample | null {
  const { taxIds, currency, accountType, prepaidTax } = of;
  const terms = taxIds
    .flatMap((id) => offered.find((tax) => tax.id === id) ?? [])
    .filter((tax) => tax.currency === null || tax.currency === currency)
    .map(termsOf);
  if (terms.length === 0) return null;
  if (accountType === 'postpaid') return { way: 'added', taxed: taxesOn(TEN, terms, currency) };
  if (prepaidTax === 'on_usage') return { way: 'within', taxed: taxesWithin(TEN, terms, currency) };
  const added = terms.map((tax) => ({ ...tax, isInclusive: false }));
  const { totalMicros } = taxesOn(TEN, added, currency);
  return { way: 'top_up', taxed: taxesWithin(totalMicros, terms, currency) };
}

function termsOf(tax: AccountDefaults['taxes'][number]): TaxTerms {
  const { id, name, kind, percent, amount, isCompound, isInclusive } = tax;
  return {
    taxId: id,
    name,
    jurisdiction: '',
    kind,
    ratePpm: ppmOfPercent(percent ?? '0'),
    fixedMicros: parseMoney(amount ?? '0') ?? 0n,
    isCompound,
    isInclusive,
  };
}
