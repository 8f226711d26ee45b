import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch } from '../../../api/client.ts';
import { ConfirmDialog } from '../../../ui/record/confirm-dialog.tsx';
import { toast } from '../../../ui/toast.ts';
import type { Account } from '../api.ts';

/** Takes the PIN away after a question: whoever has the card can no longer call by its number. */
export function RemovePin({ account }: { account: Account }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button variant="default" size="compact-xs" onClick={() => setAsking(true)}>
        {t('account.pin.remove')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('account.pin.title', { name: account.displayName })}
          text={t('account.pin.text')}
          submit={t('account.pin.remove')}
          act={() => patch<Account>(`/accounts/${account.id}`, { panelAccess: { pin: '' } })}
          onDone={async (changed) => {
            setAsking(false);
            queryClient.setQueryData(['accounts', 'one', account.id], changed);
            toast(t('account.pin.removed'));
            await queryClient.invalidateQueries({ queryKey: ['accounts'] });
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
