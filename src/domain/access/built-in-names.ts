/** The roles that come with the program, by what names them for ever: apart, because every page may have to say one. */
export const BUILT_IN_NAMES = {
  full_access: 'Full access',
  support: 'Support',
  finance: 'Finance',
  finance_read_only: 'Finance, read only',
  rates_and_carriers: 'Rates and carriers',
  reseller_without_prices: 'Reseller without prices',
} as const;
export type BuiltInRole = keyof typeof BUILT_IN_NAMES;
