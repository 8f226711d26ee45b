import { useTranslation } from 'react-i18next';
import { Chips, SearchBox } from '../../../ui/filters.tsx';
import { LIST_KINDS, LIST_STATUSES, type ListSearch } from '../search.ts';

type Change = { [K in keyof ListSearch]?: ListSearch[K] | undefined };

export function AccountFilters({
  search,
  onChange,
}: {
  search: ListSearch;
  onChange: (change: Change) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="tb-filters">
      <SearchBox
        label={t('accounts.search')}
        hint={t('accounts.searchHint')}
        asked={search.q ?? ''}
        onAsk={(q) => onChange({ q })}
      />
      <Chips
        label={t('accounts.column.kind')}
        values={LIST_KINDS}
        chosen={search.kind}
        text={(kind) => t(`kinds.${kind}`)}
        onChange={(kind) => onChange({ kind })}
      />
      <Chips
        label={t('accounts.column.status')}
        values={LIST_STATUSES}
        chosen={search.status}
        text={(status) => t(`status.${status}`)}
        onChange={(status) => onChange({ status })}
      />
    </div>
  );
}
