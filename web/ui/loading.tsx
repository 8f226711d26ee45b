import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The place of what is still fetched, as high as that will be (px); said to who cannot see it. */
export function Loading({ height }: { height: number }) {
  const { t } = useTranslation();
  return <Skeleton height={height} role="status" aria-label={t('common.loading')} />;
}
