/** What a billing day would issue, before it does. */
import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../../../api/client.ts';
import { newIdempotencyKey } from '../../../api/idempotency-key.ts';
import { isOpen, jobQuery, type Job, type StartedJob } from '../../../api/jobs.ts';
import { useWrite } from '../../../api/use-write.ts';
import { dayAfter, startOfDay } from '../../../ui/format.ts';
import { JobProgress } from '../../../ui/job-progress.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { DryRunResult } from './dry-run-result.tsx';

export function DryRunPanel({ zone }: Readonly<{ zone: string }>) {
  const { t } = useTranslation();
  const { dryRun } = useSearch({ from: '/signed-in/billing-runs' });
  const navigate = useNavigate({ from: '/billing-runs' });
  const [day, setDay] = useState('');
  const [wasSubmitted, setSubmitted] = useState(false);
  const starting = useWrite({
    mutationFn: (until: string) =>
      post<StartedJob>(
        '/billing/dry-runs',
        { at: startOfDay(dayAfter(until), zone) },
        { idempotencyKey: newIdempotencyKey() },
      ),
    onSuccess: ({ jobId }) => void navigate({ search: { dryRun: jobId }, resetScroll: false }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (day !== '' && !starting.isPending) starting.mutate(day);
  };
  return (
    <Panel title={t('billing.dryRun.title')}>
      <div className="tb-record">
        <p className="tb-field-help">{t('billing.dryRun.help')}</p>
        <form className="tb-filters" data-labelled onSubmit={submit} noValidate>
          <TextInput
            type="date"
            size="xs"
            label={t('billing.dryRun.until')}
            value={day}
            error={wasSubmitted && day === '' && t('billing.dryRun.wrongDay')}
            onChange={(event) => {
              setDay(event.currentTarget.value);
              starting.reset();
            }}
          />
          <Button type="submit" size="xs" variant="default" loading={starting.isPending}>
            {t('billing.dryRun.start')}
          </Button>
        </form>
        {starting.isError && <ProblemAlert error={starting.error} />}
        {dryRun !== undefined && <OneDryRun id={dryRun} zone={zone} />}
      </div>
    </Panel>
  );
}

function OneDryRun({ id, zone }: Readonly<{ id: string; zone: string }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const job = useQuery(jobQuery(id));
  const stopping = useWrite({
    mutationFn: () => post<Job>(`/jobs/${encodeURIComponent(id)}/cancel`, undefined),
    onSuccess: (stopped) => queryClient.setQueryData(jobQuery(id).queryKey, stopped),
  });
  if (job.isPending) return <Loading height={60} />;
  if (job.isError) return <ProblemAlert error={job.error} onRetry={() => void job.refetch()} />;
  const { result } = job.data;
  if (isOpen(job.data))
    return (
      <div className="tb-panel-row" role="status">
        <JobProgress job={job.data} />
        <Button variant="default" size="xs" loading={stopping.isPending} onClick={() => stopping.mutate()}>
          {t('billing.dryRun.cancel')}
        </Button>
      </div>
    );
  if (result === null || !('totals' in result))
    return <p className="tb-none">{t('billing.dryRun.failed')}</p>;
  return <DryRunResult dryRun={result} zone={zone} />;
}
