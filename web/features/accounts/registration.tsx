/** Whether a phone is there, and if not, why not: as switches tell it. */
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/use-language.ts';
import { timeText } from '../../ui/format.ts';
import type { SipDevice } from './api.ts';

/** A lamp and a sentence. A phone that was refused while another one is there is told of below. */
export function RegistrationState({ device, zone }: { device: SipDevice | undefined; zone: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (device === undefined) return <span className="tb-lamp">{t('sip.waiting')}</span>;
  const { status, at, from, userAgent, failure } = device.registration;
  const time = (instant: string) => timeText(instant, zone, language);
  const refusal =
    failure === null
      ? null
      : t('sip.refused', {
          reason: t(`sip.refusal.${failure.reason}`),
          from: failure.from,
          at: time(failure.at),
        });
  const isNewer = failure !== null && at !== null && failure.at > at;
  return (
    <span className="tb-registration">
      <span className="tb-lamp" data-status={status}>
        {status === 'waiting' && t('sip.waiting')}
        {status === 'failed' && refusal}
        {status === 'registered' &&
          t('sip.registered', { from: from ?? '?', at: at === null ? '?' : time(at) })}
        {status === 'expired' && t('sip.expired', { from: from ?? '?', at: at === null ? '?' : time(at) })}
      </span>
      {status === 'registered' && userAgent !== null && (
        <small>
          <bdi>{userAgent}</bdi>
        </small>
      )}
      {status !== 'failed' && isNewer && <small data-tone="warn">{refusal}</small>}
    </span>
  );
}
