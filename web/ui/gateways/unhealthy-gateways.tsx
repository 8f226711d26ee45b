import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { gatewayPage } from '../../../src/schemas/routing/routes.ts';
import { get } from '../../api/client.ts';
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

/** Said until no gateway in service is unhealthy. */
export function UnhealthyGateways({ zone }: Readonly<{ zone: string }>) {
  const { t } = useTranslation();
  const { data } = useQuery(unhealthyQuery);
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
        </ul>
        <p>{t('gatewayHealth.text')}</p>
      </div>
    </div>
  );
}
