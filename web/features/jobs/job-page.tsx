/** One job: how far it is, how it ended, and what can still be done with what it made. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { post } from '../../api/client.ts';
import type { Permission } from '../../../src/domain/access/catalogue.ts';
import { isOpen, jobQuery, type Job } from '../../api/jobs.ts';
import { useLanguage } from '../../app/use-language.ts';
import { timeText, zoneText } from '../../ui/format.ts';
import { Icon } from '../../ui/icons.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { fieldText } from '../../ui/problem-text.ts';
import { ConfirmDialog } from '../../ui/record/confirm-dialog.tsx';
import { Tag } from '../../ui/tag.tsx';
import { Credentials } from './credentials.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { JobResult } from './job-result.tsx';
import { jobTitle, TONES } from './job-text.ts';
import { UndoDialog } from './undo-dialog.tsx';
import { useMay } from '../../api/may.ts';
import { NotShown } from '../../ui/not-shown.tsx';

/** How long after its end a job can be undone; the server has the last word. */
const UNDO_MS = 24 * 3600 * 1000;

export function JobPage() {
  const { id } = useParams({ from: '/signed-in/jobs/$id' });
  const job = useQuery(jobQuery(id));
  if (job.isPending) return <Loading height={220} />;
  if (job.data === undefined) return <NotShown query={job} />;
  return (
    <>
      {job.isError && <ProblemAlert error={job.error} onRetry={() => void job.refetch()} />}
      <OneJob job={job.data} />
    </>
  );
}

function OneJob({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
  const isOwn = job.startedBy.id === actor?.id;
  useRefreshedAccounts(job);
  return (
    <>
      <nav className="tb-owner-path" aria-label={t('record.path')}>
        <Link to="/jobs" search={{}}>
          {t('jobs.title')}
        </Link>
      </nav>
      <div className="tb-page-head">
        <h1>
          <bdi>{jobTitle(job, t)}</bdi>
        </h1>
        <JobActions job={job} />
      </div>
      {job.error !== null && (
        <div className="tb-notice" data-tone="bad" role="alert">
          <Icon name="warning" />
          <p>{fieldText(job.error)}</p>
        </div>
      )}
      {job.hasCredentials && !isOpen(job) && <Credentials job={job} isOwn={isOwn} />}
      <Panel
        title={t('jobs.progress')}
        aside={<Tag tone={TONES[job.status]}>{t(`jobs.statuses.${job.status}`)}</Tag>}
      >
        <div className="tb-record">
          <JobProgress job={job} />
          {job.status === 'queued' && <p className="tb-field-help">{t('jobs.queuedText')}</p>}
          {job.status === 'running' && job.isCancelRequested && (
            <p role="status">{t('jobs.isBeingCancelled')}</p>
          )}
          <JobFacts job={job} zone={actor?.timezone ?? 'UTC'} />
        </div>
      </Panel>
      {job.result !== null && <JobResult job={job} result={job.result} />}
    </>
  );
}

function JobFacts({ job, zone }: { job: Job; zone: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const time = (at: string) => <time dateTime={at}>{timeText(at, zone, language)}</time>;
  return (
    <>
      <Facts>
        <Fact name={t('jobs.startedBy')}>
          <bdi>{job.startedBy.displayName}</bdi>
        </Fact>
        <Fact name={t('jobs.createdAt')}>{time(job.createdAt)}</Fact>
        {job.finishedAt !== null && <Fact name={t('jobs.finishedAt')}>{time(job.finishedAt)}</Fact>}
        {job.undoes !== null && (
          <Fact name={t('jobs.undoes')}>
            <Link to="/jobs/$id" params={{ id: job.undoes }}>
              {t('jobs.undoesLink')}
            </Link>
          </Fact>
        )}
      </Facts>
      <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
    </>
  );
}

function JobActions({ job }: { job: Job }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const may = useMay();
  const [asked, setAsked] = useState<'cancel' | 'undo' | null>(null);
  const close = () => setAsked(null);
  if (!may(permissionFor(job))) return null;
  return (
    <div className="tb-filters-end">
      {isOpen(job) && !job.isCancelRequested && (
        <Button variant="default" onClick={() => setAsked('cancel')}>
          {t('jobs.cancel')}
        </Button>
      )}
      {mayBeUndone(job) && (permissionFor(job) === 'accounts:change_many' || may('accounts:close')) && (
        <Button variant="default" onClick={() => setAsked('undo')}>
          {t('jobs.undo')}
        </Button>
      )}
      {asked === 'cancel' && (
        <ConfirmDialog
          title={t('jobs.cancelTitle')}
          text={t('jobs.cancelText')}
          submit={t('jobs.cancel')}
          act={() => post<Job>(`/jobs/${job.id}/cancel`, undefined)}
          onDone={async (cancelled) => {
            queryClient.setQueryData(jobQuery(job.id).queryKey, cancelled);
            close();
            await queryClient.invalidateQueries({ queryKey: ['jobs'] });
          }}
          onClose={close}
        />
      )}
      {asked === 'undo' && (
        <UndoDialog
          job={job}
          onStarted={async ({ jobId }) => {
            close();
            await queryClient.invalidateQueries({ queryKey: ['jobs'] });
            await navigate({ to: '/jobs/$id', params: { id: jobId } });
          }}
          onClose={close}
        />
      )}
    </div>
  );
}

function permissionFor({ kind }: Job): Permission {
  if (kind === 'preview_billing') return 'documents:issue';
  if (kind === 'make_coupons') return 'coupons:edit';
  if (kind === 'import_rates' || kind === 'undo_rates') return 'rates:import';
  return kind === 'change_accounts' || kind === 'undo_changes' ? 'accounts:change_many' : 'accounts:import';
}

function mayBeUndone({ result, finishedAt }: Job): boolean {
  const hasMade = result !== null && 'created' in result && result.created > 0;
  const hasChanged = result !== null && 'changed' in result && result.changed > 0;
  const isRecent = finishedAt !== null && Date.now() - Date.parse(finishedAt) < UNDO_MS;
  return (hasMade || hasChanged) && isRecent;
}

/** Lists of accounts that were read while the job ran are out of date once it is over. */
function useRefreshedAccounts(job: Job): void {
  const queryClient = useQueryClient();
  const isOver = !isOpen(job);
  useEffect(() => {
    if (!isOver) return;
    void queryClient.invalidateQueries({ queryKey: ['accounts'] });
    void queryClient.invalidateQueries({ queryKey: ['rate-groups'] });
    void queryClient.invalidateQueries({ queryKey: ['jobs', 'newest'] });
  }, [isOver, queryClient]);
}
