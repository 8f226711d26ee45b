/** Says loudly that money came which could not be credited, and what to do. Nothing where there is none. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/may.ts';
import { Icon } from '../../ui/icons.tsx';
import { heldPaymentsQuery } from './api.ts';

export function HeldNotice({ isShown }: Readonly<{ isShown: boolean }>) {
  const { t } = useTranslation();
  const may = useMay();
  const { data } = useQuery(heldPaymentsQuery);
  const count = data?.items.length ?? 0;
  if (data === undefined || count === 0) return null;
  return (
    <div className="tb-notice" data-tone="bad" role="alert">
      <Icon name="warning" />
      <div>
        <strong>
          {data.nextCursor === null
            ? t('cardStaff.held.title', { count })
            : t('cardStaff.held.title_more', { count })}
        </strong>
        <p>{t('cardStaff.held.text')}</p>
        <span className="tb-row-actions">
          {!isShown && (
            <Button
              size="xs"
              variant="default"
              renderRoot={(props) => <Link {...props} to="/card-payments" search={{ state: 'held' }} />}
            >
              {t('cardStaff.held.show')}
            </Button>
          )}
          {may('rates:read') && (
            <Button
              size="xs"
              variant="default"
              renderRoot={(props) => <Link {...props} to="/rates" search={{ tab: 'exchange' }} />}
            >
              {t('cardStaff.held.rates')}
            </Button>
          )}
        </span>
      </div>
    </div>
  );
}
