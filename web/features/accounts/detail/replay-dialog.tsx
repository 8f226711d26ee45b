/** What the last calls of an account would have cost by another rate group. */
import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/problem.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { fieldText } from '../../../ui/problem-text.ts';
import { LookupSelect } from '../../../ui/record/lookup-select.tsx';
import { ReplayedCalls } from '../../../ui/replayed-calls.tsx';
import type { Account } from '../api.ts';
import { lookForRateGroups, replayedCallsQuery } from './calls-api.ts';

export function ReplayDialog({ account, onClose }: Readonly<{ account: Account; onClose: () => void }>) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const replay = useQuery({ ...replayedCallsQuery(account.id, asked ?? ''), enabled: asked !== null });
  const refused =
    replay.error instanceof ApiProblem && asked === chosen
      ? replay.error.errors.find(({ field }) => field === 'rateGroupId')?.message
      : undefined;
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setMissing(chosen === null);
    if (chosen === null) return;
    // Calls go on: the same question again is asked anew.
    if (chosen === asked) void replay.refetch();
    else setAsked(chosen);
  };
  return (
    <Dialog onClose={onClose} size="xl" title={t('replay.title', { name: account.displayName })}>
      <form onSubmit={ask} noValidate>
        <Stack>
          <p className="tb-list-help">{t('replay.help')}</p>
          <LookupSelect
            data-autofocus
            label={t('replay.rateGroup')}
            description={t('replay.rateGroupHelp')}
            error={isMissing ? t('replay.choose') : refused === undefined ? undefined : fieldText(refused)}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            lookup={{ key: ['rate-groups', 'replay-choices'], find: lookForRateGroups }}
            value={chosen}
            onChange={(id) => {
              setChosen(id);
              setMissing(false);
            }}
          />
          <div className="tb-record-foot">
            <Button variant="default" onClick={onClose}>
              {t('common.close')}
            </Button>
            <Button type="submit" loading={replay.isFetching}>
              {t('replay.ask')}
            </Button>
          </div>
        </Stack>
      </form>
      <div role="status" className="tb-simulated">
        {replay.isError && refused === undefined && <ProblemAlert error={replay.error} />}
        {replay.isLoading && <Loading height={160} />}
        {replay.data !== undefined && (
          <ReplayedCalls replay={replay.data} timezone={account.profile.timezone} />
        )}
      </div>
    </Dialog>
  );
}
