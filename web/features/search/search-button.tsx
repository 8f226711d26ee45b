import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadTexts } from '../../app/i18n.ts';
import { Icon } from '../../ui/icons.tsx';

const SearchDialog = lazy(async () => {
  const [{ SearchDialog: component }] = await Promise.all([
    import('./search-dialog.tsx'),
    loadTexts('search'),
  ]);
  return { default: component };
});

/** Opens the search over everything, also by Ctrl+K (⌘K), wherever one is typing. */
export function SearchButton() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  useHotkeys([['mod+K', () => setOpen(true)]], []);
  return (
    <>
      <button
        type="button"
        className="tb-find"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen(true)}
      >
        <Icon name="search" size={16} /> <span>{t('shell.search')}</span>
        <kbd aria-hidden="true">{isApple() ? '⌘K' : t('shell.searchKey')}</kbd>
      </button>
      {isOpen && (
        <Suspense>
          <SearchDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
