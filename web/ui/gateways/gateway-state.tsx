import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { SILENT_STATUS } from '../../../src/domain/routing/gateway-health.ts';
import type { gateway } from '../../../src/schemas/routing/routes.ts';
import { useLanguage } from '../../app/use-language.ts';
import { timeText } from '../format.ts';
import { useClock } from '../live/use-live-calls.ts';
import { Tag } from '../tag.tsx';

export type Gateway = z.output<typeof gateway>;

/** In service, out of it by hand, or left out because calls fail there; and what is known of that. */
export function GatewayState({ gateway, zone }: Readonly<{ gateway: Gateway; zone: string }>) {
  const { t } = useTranslation();
  const { status, inactiveReason, health, registers, registration } = gateway;
  if (status === 'inactive')
    return (
      <>
        <Tag tone="mute">{t('record.status.inactive')}</Tag>
        {inactiveReason !== '' && (
          <small className="tb-reason">
            <bdi>{inactiveReason}</bdi>
          </small>
        )}
      </>
    );
  const isUnhealthy = health.state === 'unhealthy';
  return (
    <>
      <Tag tone={isUnhealthy ? 'bad' : 'good'}>
        {t(isUnhealthy ? 'gatewayHealth.unhealthy' : 'record.status.active')}
      </Tag>
      {health.lastFailure !== null && (
        <small className="tb-reason">
          <HealthText health={health} zone={zone} />
        </small>
      )}
      {registers && (
        <small className="tb-reason">
          <RegistrationText registration={registration} zone={zone} />
        </small>
      )}
    </>
  );
}

/** Since when, the last failure, and when it is tried again. */
export function HealthText({ health, zone }: Readonly<{ health: Gateway['health']; zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { state, failures, lastFailure, unhealthySince, retryAt, recoveredAt } = health;
  const now = useClock(0, retryAt !== null);
  const time = (at: string) => timeText(at, zone, language);
  const sentences = [
    unhealthySince !== null && t('gatewayHealth.since', { at: time(unhealthySince) }),
    state === 'healthy' && failures > 0 && t('gatewayHealth.row', { failures }),
    lastFailure !== null &&
      t('gatewayHealth.lastFailure', { at: time(lastFailure.at), what: saidText(lastFailure.sipStatus) }),
    retryAt !== null &&
      (Date.parse(retryAt) > now.getTime()
        ? t('gatewayHealth.retryAt', { at: time(retryAt) })
        : t('gatewayHealth.retryNext')),
    failures === 0 && recoveredAt !== null && t('gatewayHealth.recovered', { at: time(recoveredAt) }),
  ];
  return <>{sentences.filter((sentence) => sentence !== false).join(' ')}</>;

  function saidText(status: number | null): string {
    if (status === null) return t('gatewayHealth.untold');
    return status === SILENT_STATUS ? t('gatewayHealth.silent') : t('gatewayHealth.said', { status });
  }
}

function RegistrationText({
  registration,
  zone,
}: Readonly<{ registration: Gateway['registration']; zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (registration === null) return <>{t('gatewayHealth.registrationUnknown')}</>;
  const { isRegistered, since } = registration;
  const key = isRegistered ? 'gatewayHealth.registered' : 'gatewayHealth.notRegistered';
  return <>{t(key, { at: timeText(since, zone, language) })}</>;
}
