import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadTexts } from '../../../app/i18n.ts';
import { useLanguage } from '../../../app/use-language.ts';
import type { ListSearch } from '../search.ts';

const ChangeManyDialog = lazy(async () => {
  const [{ ChangeManyDialog: component }] = await Promise.all([
    import('./change-many-dialog.tsx'),
    loadTexts('bulk'),
    loadTexts('usage'),
  ]);
  return { default: component };
});

type Props = Readonly<{
  search: ListSearch;
  selected: ReadonlySet<string>;
  onClear: () => void;
}>;

/** What can be done with the rows that are selected, or with all that the list finds. */
export function SelectionBar({ search, selected, onClear }: Props) {
  const { t } = useTranslation();
  const count = new Intl.NumberFormat(useLanguage());
  const [isChanging, setChanging] = useState<'selected' | 'all' | null>(null);
  const { q, kind, status } = search;
  const filter = {
    ...(q === undefined ? {} : { q }),
    ...(kind === undefined ? {} : { kind }),
    ...(status === undefined ? {} : { status }),
  };
  return (
    <div className="tb-selection" role="region" aria-label={t('accounts.selection')}>
      <p role="status">
        {t('accounts.selected', { count: selected.size, accounts: count.format(selected.size) })}
      </p>
      <Button size="xs" onClick={() => setChanging('selected')}>
        {t('accounts.changeSelected')}
      </Button>
      <Button size="xs" variant="default" onClick={() => setChanging('all')}>
        {t('accounts.changeAll')}
      </Button>
      <Button size="xs" variant="default" onClick={onClear}>
        {t('accounts.clearSelection')}
      </Button>
      {isChanging !== null && (
        <Suspense>
          <ChangeManyDialog
            chosen={isChanging === 'all' ? { filter } : { accountIds: [...selected] }}
            onClose={() => setChanging(null)}
          />
        </Suspense>
      )}
    </div>
  );
}
