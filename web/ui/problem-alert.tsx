import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemText } from './problem-text.ts';
import { Icon } from './icons.tsx';

/** One clear sentence for a request that failed, with a way to try again where that helps. */
export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="tb-notice" data-tone="bad" role="alert">
      <Icon name="warning" />
      <div>
        <p>{problemText(error, t)}</p>
        {onRetry !== undefined && (
          <Button variant="default" size="xs" mt={8} onClick={onRetry}>
            {t('common.tryAgain')}
          </Button>
        )}
      </div>
    </div>
  );
}
