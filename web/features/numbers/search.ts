/** What the address of the page of numbers may carry. */
import { isCountry } from '../../../src/domain/accounts/places.ts';
import { defined, oneOf, pageSearch, textParam } from '../../ui/search-params.ts';

export const NUMBER_TABS = ['dids', 'access', 'cards', 'pins'] as const;
export const USES = ['free', 'account', 'access_number'] as const;
const SORTS = ['number', '-number', 'createdAt', '-createdAt'] as const;

/** `new` = the form for a new one is open, the one for a range, or the import of a sheet. */
export type NumbersSearch = {
  tab?: (typeof NUMBER_TABS)[number];
  q?: string;
  cursor?: string;
  use?: (typeof USES)[number];
  country?: string;
  sort?: (typeof SORTS)[number];
  new?: 'one' | 'range' | 'import';
};

export function numbersSearch(raw: Record<string, unknown>): NumbersSearch {
  const country = textParam(raw.country, 2);
  return defined({
    ...pageSearch(raw),
    tab: oneOf(NUMBER_TABS, raw.tab),
    use: oneOf(USES, raw.use),
    country: country !== undefined && isCountry(country) ? country : undefined,
    sort: oneOf(SORTS, raw.sort),
    new: oneOf(['one', 'range', 'import'] as const, raw.new),
  });
}
