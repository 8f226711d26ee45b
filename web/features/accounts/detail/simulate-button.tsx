import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../api/may.ts';
import { loadTexts } from '../../../app/i18n.ts';
import type { Account } from '../api.ts';

const SimulateDialog = lazy(async () => {
  const [{ SimulateDialog: component }] = await Promise.all([
    import('./simulate-dialog.tsx'),
    loadTexts('simulate'),
    loadTexts('remarks'),
  ]);
  return { default: component };
});

/** Only customers call. */
export function SimulateButton({ account }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (account.kind !== 'customer' || !may('calls:read')) return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('usage.simulate')}
      </Button>
      {isOpen && (
        <Suspense>
          <SimulateDialog account={account} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
