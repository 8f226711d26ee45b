/** Imports, many accounts at once, and their undoing: what runs, what ran, and how it ended. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { jobsQuery, type JobSummary } from '../../api/jobs.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../ui/data-table.tsx';
import { timeText, zoneText } from '../../ui/format.ts';
import { PagedList } from '../../ui/record/paged-list.tsx';
import { Tag } from '../../ui/tag.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { jobTitle, TONES } from './job-text.ts';

export function JobsPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { cursor } = useSearch({ from: '/signed-in/jobs' });
  const navigate = useNavigate({ from: '/jobs' });
  const { data: actor } = useQuery(actorQuery);
  const zone = actor?.timezone ?? 'UTC';
  const jobs = useQuery(jobsQuery(cursor));
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('jobs.title')}</h1>
      </div>
      <PagedList
        words="jobs"
        list={jobs}
        columns={useJobColumns(zone)}
        rowKey={(row) => row.id}
        search={{ cursor }}
        hasSearch={false}
        onSearch={({ cursor: next }) => void navigate({ search: next === undefined ? {} : { cursor: next } })}
        emptyAction={
          <Button component={Link} to="/accounts/import">
            {t('jobs.first')}
          </Button>
        }
      />
      <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
    </>
  );
}

function useJobColumns(zone: string): readonly Column<JobSummary>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(
    () => [
      {
        id: 'job',
        header: t('jobs.one'),
        isHead: true,
        cell: (row) => (
          <Link to="/jobs/$id" params={{ id: row.id }} className="tb-row-link">
            <bdi>{jobTitle(row, t)}</bdi>
          </Link>
        ),
      },
      {
        id: 'status',
        header: t('jobs.status'),
        cell: (row) => <Tag tone={TONES[row.status]}>{t(`jobs.statuses.${row.status}`)}</Tag>,
      },
      { id: 'progress', header: t('jobs.progress'), cell: (row) => <JobProgress job={row} /> },
      { id: 'by', header: t('jobs.startedBy'), cell: (row) => <bdi>{row.startedBy.displayName}</bdi> },
      {
        id: 'at',
        header: t('jobs.createdAt'),
        cell: (row) => <time dateTime={row.createdAt}>{timeText(row.createdAt, zone, language)}</time>,
      },
    ],
    [t, zone, language],
  );
}
