import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/use-language.ts';
import { timeText } from '../../ui/format.ts';
import { Tag } from '../../ui/tag.tsx';
import type { Switch } from './api.ts';

/** So far apart two clocks may be before calls are priced at another moment than they were made. */
const CLOCK_OFF_MS = 2000;

/** Whether it may ask, and how the event socket of a FreeSWITCH does: what that means, and what to do. */
export function SwitchState({ of, zone }: Readonly<{ of: Switch; zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { status, health } = of;
  if (status !== 'active' || health === null)
    return (
      <>
        <Tag tone={status === 'active' ? 'good' : 'mute'}>{t(`record.status.${status}`)}</Tag>
        {status === 'active' && of.kind === 'freeswitch' && of.controlUrl === null && (
          <small className="tb-reason">{t('carriers.switches.health.noSocket')}</small>
        )}
      </>
    );
  const at = timeText(health.since, zone, language);
  if (!health.isConnected)
    return (
      <>
        <Tag tone="bad">{t('carriers.switches.health.away')}</Tag>
        <small className="tb-reason">
          {t('carriers.switches.health.since', { at })}{' '}
          {t(`carriers.switches.health.trouble.${health.trouble ?? 'unwatched'}`)}{' '}
          {t('carriers.switches.health.meanwhile')}
        </small>
      </>
    );
  return (
    <>
      <Tag tone="good">{t('carriers.switches.health.connected')}</Tag>
      <small className="tb-reason">
        {t('carriers.switches.health.since', { at })} <Figures of={health} zone={zone} />
      </small>
    </>
  );
}

function Figures({ of, zone }: Readonly<{ of: NonNullable<Switch['health']>; zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { version, sessions, sessionsMax, idleCpuPercent, startedAt, clockAheadMs } = of;
  if (sessions === null || startedAt === null) return t('carriers.switches.health.noBeat');
  const started = timeText(startedAt, zone, language);
  const seconds = Math.round(Math.abs(clockAheadMs ?? 0) / 1000);
  const percent = new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(idleCpuPercent ?? 0);
  return (
    <>
      {version !== null && <bdi>{t('carriers.switches.health.version', { version })}</bdi>}{' '}
      {t('carriers.switches.health.figures', { sessions, sessionsMax, started })}{' '}
      {/* A machine that cannot measure it says 0. */}
      {(idleCpuPercent ?? 0) > 0 && t('carriers.switches.health.processor', { percent })}
      {Math.abs(clockAheadMs ?? 0) > CLOCK_OFF_MS && (
        <strong>
          {' '}
          {t(`carriers.switches.health.clock.${(clockAheadMs ?? 0) > 0 ? 'ahead' : 'behind'}`, { seconds })}
        </strong>
      )}
    </>
  );
}
