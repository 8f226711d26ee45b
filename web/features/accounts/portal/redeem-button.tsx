/** Opens the box for the code of a coupon. */
import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadTexts } from '../../../app/i18n.ts';
import type { Account } from '../api.ts';

const RedeemDialog = lazy(async () => {
  const [{ RedeemDialog: component }] = await Promise.all([
    import('../detail/redeem-dialog.tsx'),
    loadTexts('redeem'),
  ]);
  return { default: component };
});

export function RedeemButton({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (account.status === 'closed') return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('portal.redeem')}
      </Button>
      {isOpen && (
        <Suspense>
          <RedeemDialog account={account} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
