import { useTranslation } from 'react-i18next';
import { Tag } from '../../ui/tag.tsx';
import type { Trunk } from './api.ts';

/** In service or not, and how many of its gateways calls go past: one word in the list and on its page. */
export function TrunkState({
  trunk: { status, gateways, unhealthyGateways: unhealthy },
}: Readonly<{ trunk: Trunk }>) {
  const { t } = useTranslation();
  if (status !== 'active' || unhealthy === 0)
    return <Tag tone={status === 'active' ? 'good' : 'mute'}>{t(`record.status.${status}`)}</Tag>;
  return (
    <>
      <Tag tone={unhealthy < gateways ? 'warn' : 'bad'}>{t('gatewayHealth.unhealthy')}</Tag>
      <small className="tb-reason">{t('gatewayHealth.some', { unhealthy, gateways })}</small>
    </>
  );
}
