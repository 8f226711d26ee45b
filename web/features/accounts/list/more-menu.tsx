import { Button, Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadTexts } from '../../../app/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import type { ListSearch } from '../search.ts';
import { useMay } from '../../../api/may.ts';

const ExportDialog = lazy(async () => {
  const [{ ExportDialog: component }] = await Promise.all([import('./export-dialog.tsx'), loadTexts('jobs')]);
  return { default: component };
});

/** What is done with many accounts at once. */
export function MoreMenu({ search }: { search: ListSearch }) {
  const { t } = useTranslation();
  const may = useMay();
  const [isExporting, setExporting] = useState(false);
  if (!may(['accounts:import', 'accounts:export'])) return null;
  return (
    <>
      <Menu position="bottom-end" withinPortal withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="default" rightSection={<Icon name="down" size={14} />}>
            {t('accounts.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {may('accounts:import') && (
            <>
              <Menu.Item component={Link} to="/accounts/import">
                {t('accounts.import')}
              </Menu.Item>
              <Menu.Item component={Link} to="/accounts/create-many">
                {t('accounts.createMany')}
              </Menu.Item>
            </>
          )}
          {may('accounts:export') && (
            <Menu.Item onClick={() => setExporting(true)}>{t('accounts.export')}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isExporting && (
        <Suspense>
          <ExportDialog search={search} onClose={() => setExporting(false)} />
        </Suspense>
      )}
    </>
  );
}
