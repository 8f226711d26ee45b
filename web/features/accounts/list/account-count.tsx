import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { countQuery } from '../api.ts';
import type { ListSearch } from '../search.ts';

/**
 * How many accounts the list has, told also to whoever does not see it. Asked for once the rows are there, and not at
 * all when they are all on one page: `shown` is their number then, else null.
 */
export function AccountCount({
  search,
  shown,
  isReady,
}: Readonly<{ search: ListSearch; shown: number | null; isReady: boolean }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const counted = useQuery({ ...countQuery(search), enabled: isReady && shown === null });
  const result = shown === null ? counted.data : { count: shown, isMore: false };
  return (
    <p className="tb-list-count" aria-live="polite">
      {isReady &&
        result !== undefined &&
        // An empty list says so itself.
        result.count > 0 &&
        t(result.isMore ? 'accounts.countedMore' : 'accounts.counted', {
          count: result.count,
          accounts: new Intl.NumberFormat(language).format(result.count),
        })}
    </p>
  );
}
