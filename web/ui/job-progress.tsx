import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JobSummary } from '../api/jobs.ts';
import { useLanguage } from '../app/use-language.ts';

/** A bar, and the figures that it stands for. */
export function JobProgress({ job }: { job: JobSummary }) {
  const { t } = useTranslation();
  const count = new Intl.NumberFormat(useLanguage());
  const { status, done, total, phase } = job;
  const percent = status === 'done' ? 100 : total === 0 ? 0 : Math.round((done / total) * 100);
  const figures = t('jobs.rows', { done: count.format(done), total: count.format(total) });
  const isRunning = status === 'running' && phase !== '';
  return (
    <div className="tb-job-progress">
      <Progress.Root>
        <Progress.Section
          value={percent}
          color={status === 'failed' ? 'red' : 'ledger'}
          aria-label={t('jobs.progress')}
          aria-valuetext={figures}
        />
      </Progress.Root>
      <small>
        {figures}
        {isRunning && ` · ${t(`jobs.phases.${phase}`, { defaultValue: phase })}`}
      </small>
    </div>
  );
}
