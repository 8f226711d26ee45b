import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemText } from './problem-text.ts';
import { Icon } from './icons.tsx';

type Props = Readonly<{
  error: unknown;
  onRetry?: () => void;
  /** What is missing because of it, where that is not plain. */
  title?: string;
}>;

/** One clear sentence for a request that failed, with a way to try again where that helps. */
export function ProblemAlert({ error, onRetry, title }: Props) {
  const { t } = useTranslation();
  return (
    <div className="tb-notice" data-tone="bad" role="alert">
      <Icon name="warning" />
      <div>
        {title !== undefined && <strong>{title}</strong>}
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
