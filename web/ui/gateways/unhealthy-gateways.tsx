import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { gatewayPage } from '../../../src/schemas/routing/routes.ts';
import { get } from '../../api/client.ts';
import { ProblemAlert } from '../problem-alert.tsx';
import { HealthText } from './gateway-state.tsx';

/** Health is noted each second; nobody looks that closely. */
export const HEALTH_POLL_MS = 10_000;
const SHOWN_MAX = 20;

const unhealthyQuery = queryOptions({
  queryKey: ['trunks', 'unhealthy'],
  queryFn: ({ signal }) =>
    get<z.output<typeof gatewayPage>>('/gateways', {
      query: { health: 'unhealthy', limit: SHOWN_MAX },
      signal,
    }),
  refetchInterval: HEALTH_POLL_MS,
});

/** Said until no gateway in service is unhealthy, and when nobody knows. */
export function UnhealthyGateways({ zone }: Readonly<{ zone: string }>) {
  const { t } = useTranslation();
  const { data, isError, error, refetch } = useQuery(unhealthyQuery);
  if (isError)
    return <ProblemAlert title={t('gatewayHealth.unread')} error={error} onRetry={() => void refetch()} />;
  if (data === undefined || data.items.length === 0) return null;
  return (
    <div className="tb-notice" data-tone="warn" role="alert">
      <div>
        <strong>{t('gatewayHealth.title')}</strong>
        <ul>
          {data.items.map(({ id, name, trunkId, trunkName, health }) => (
            <li key={id}>
              <Link to="/carriers/trunks/$id" params={{ id: trunkId }} className="tb-link">
                <bdi>{trunkName}</bdi>
                {' – '}
                <bdi>{name}</bdi>
              </Link>{' '}
              <HealthText health={health} zone={zone} />
            </li>
          ))}
          {data.nextCursor !== null && (
            <li>
              <Link to="/carriers" className="tb-link">
                {t('gatewayHealth.more')}
              </Link>
            </li>
          )}
        </ul>
        <p>{t('gatewayHealth.text')}</p>
      </div>
    </div>
  );
}
