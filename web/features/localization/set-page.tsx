/** One rule set: its lists in order, and a number to try them with before they are saved. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.ts';
import { Loading } from '../../ui/loading.tsx';
import { EmptyState } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { localizationQuery } from './api.ts';
import { SetEditor } from './set-editor.tsx';

export function LocalizationPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/signed-in/localizations/$id' });
  const set = useQuery(localizationQuery(id));
  if (set.isPending) return <Loading height={320} />;
  if (set.data === undefined) {
    return set.error instanceof ApiProblem && set.error.status === 404 ? (
      <EmptyState title={t('problem.not_found')} />
    ) : (
      <ProblemAlert error={set.error} onRetry={() => void set.refetch()} />
    );
  }
  return (
    <>
      <nav className="tb-owner-path" aria-label={t('record.path')}>
        <Link to="/localizations">{t('localization.title')}</Link>
      </nav>
      <SetEditor key={id} set={set.data} />
    </>
  );
}
