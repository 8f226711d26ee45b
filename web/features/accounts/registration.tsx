/** Whether a phone is there, and if not, why not: as switches tell it. */
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/may.ts';
import { useLanguage } from '../../app/use-language.ts';
import { timeText } from '../../ui/format.ts';
import type { SipDevice } from './api.ts';

type Props = Readonly<{
  device: SipDevice | undefined;
  zone: string;
  /** False where no switch is connected: then there is nothing to wait for. */
  canRegister?: boolean | undefined;
}>;

/** A lamp and a sentence. A phone that was refused while another one is there is told of below. */
export function RegistrationState({ device, zone, canRegister = true }: Props) {
  const { t } = useTranslation();
  const isStaff = useMay()('switches:read');
  const language = useLanguage();
  if (device === undefined) return <span className="tb-lamp">{t('sip.waiting')}</span>;
  if (!canRegister && device.registration.status !== 'registered')
    return (
      <span className="tb-lamp" data-status="failed">
        {t(isStaff ? 'sip.noSwitch' : 'sip.noSwitchSafe')}
      </span>
    );
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
