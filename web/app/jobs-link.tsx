import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../api/actor.ts';
import { isOpen, newestJobsQuery } from '../api/jobs.ts';
import { Icon } from '../ui/icons.tsx';

/** The way to the jobs, and how many of one's own are at work. */
export function JobsLink() {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
  const newest = useQuery(newestJobsQuery);
  const count = newest.data?.items.filter((job) => isOpen(job) && job.startedBy.id === actor?.id).length ?? 0;
  return (
    <Link className="tb-rail-link" to="/jobs" search={{}} activeOptions={{ includeSearch: false }}>
      <Icon name="refresh" /> <span>{t('shell.jobs')}</span>
      {count > 0 && (
        <span className="tb-rail-count" role="status" aria-label={t('shell.jobsRunning', { count })}>
          {count}
        </span>
      )}
    </Link>
  );
}
