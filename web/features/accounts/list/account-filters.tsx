import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { Chips, SearchBox } from '../../../ui/filters.tsx';
import { kindsBelow, LIST_STATUSES, type ListSearch } from '../search.ts';

type Change = { [K in keyof ListSearch]?: ListSearch[K] | undefined };

export function AccountFilters({
  search,
  onChange,
}: {
  search: ListSearch;
  onChange: (change: Change) => void;
}) {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
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
        values={actor ? kindsBelow(actor.kind) : []}
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
