import { Button } from '@mantine/core';
import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <main className="tb-lonely">
      <EmptyState
        title={t('problem.page_not_found')}
        action={
          <Button component={Link} to="/">
            {t('common.toStart')}
          </Button>
        }
      />
    </main>
  );
}

export function PageFailure({ error, reset }: ErrorComponentProps) {
  return (
    <main className="tb-lonely">
      <ProblemAlert error={error} onRetry={reset} />
    </main>
  );
}
