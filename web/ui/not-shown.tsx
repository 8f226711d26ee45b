/** In the place of a page whose thing could not be read: it is not there, or why it failed and the way to try again. */
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem.ts';
import { EmptyState } from './panel.tsx';
import { ProblemAlert } from './problem-alert.tsx';

export function NotShown({ query }: Readonly<{ query: Pick<UseQueryResult, 'error' | 'refetch'> }>) {
  const { t } = useTranslation();
  const { error, refetch } = query;
  if (error instanceof ApiProblem && error.status === 404)
    return <EmptyState title={t('problem.not_found')} />;
  return <ProblemAlert error={error} onRetry={() => void refetch()} />;
}
