import { Button, type ButtonProps } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../api/may.ts';
import { loadTexts } from '../../../app/i18n.ts';
import type { Account } from '../api.ts';

const ReplayDialog = lazy(async () => {
  const [{ ReplayDialog: component }] = await Promise.all([
    import('./replay-dialog.tsx'),
    loadTexts('replay'),
    loadTexts('sheets'),
  ]);
  return { default: component };
});

/** For whoever sees price lists; only customers call. */
export function ReplayButton({
  account,
  ...props
}: Readonly<{ account: Account }> & Pick<ButtonProps, 'size'>) {
  const { t } = useTranslation();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (account.kind !== 'customer' || !may('calls:read') || !may('rates:read')) return null;
  return (
    <>
      <Button variant="default" {...props} onClick={() => setOpen(true)}>
        {t('usage.replay')}
      </Button>
      {isOpen && (
        <Suspense>
          <ReplayDialog account={account} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
