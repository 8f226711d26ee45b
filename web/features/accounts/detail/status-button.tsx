import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch } from '../../../api/client.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useMay } from '../../../api/may.ts';
import { useWrite } from '../../../api/use-write.ts';
import type { Account } from '../api.ts';
import { CallsThatEnd } from '../calls-that-end.tsx';
import { liveCallsQuery } from './calls-api.ts';

/** Suspends after a question, because calls stop; activates at once, because nothing can break. */
export function StatusButton({ account }: { account: Account }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const next = account.status === 'active' ? 'suspended' : 'active';
  const changing = useWrite({
    mutationFn: () =>
      patch<Account>(`/accounts/${account.id}`, {
        status: next,
        ...(isAsking && reason.trim() !== '' && { reason }),
      }),
    onSuccess: async (changed) => {
      setAsking(false);
      queryClient.setQueryData(['accounts', 'one', account.id], changed);
      await queryClient.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  const act = () => (next === 'active' ? changing.mutate() : setAsking(true));
  return (
    <>
      <Button variant="default" loading={changing.isPending} onClick={act}>
        {t(`account.status.${next}`)}
      </Button>
      {changing.isError && !isAsking && <ProblemAlert error={changing.error} />}
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('account.status.suspended')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Stack>
          {changing.isError && <ProblemAlert error={changing.error} />}
          <p>{t('account.status.suspendedText')}</p>
          {isAsking && <RunningCalls account={account} />}
          <TextInput
            label={t('account.status.reason')}
            description={t('account.status.reasonHelp')}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('common.cancel')}
            </Button>
            <Button loading={changing.isPending} onClick={() => changing.mutate()}>
              {t('account.status.suspended')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

function RunningCalls({ account }: { account: Account }) {
  const may = useMay();
  const live = useQuery({ ...liveCallsQuery(account.id), enabled: may('calls:read') });
  if (live.data === undefined) return null;
  return <CallsThatEnd calls={live.data.onSuspension} timezone={account.profile.timezone} />;
}
