/** How a webhook does, in a word and a sentence. */
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/use-language.ts';
import { timeText } from '../../ui/format.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import type { Delivery, Webhook } from './api.ts';

export function Health({ webhook, zone }: Readonly<{ webhook: Webhook; zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { status, pauseReason, failingSince, lastDeliveredAt } = webhook;
  if (status === 'paused' && pauseReason !== null)
    return (
      <>
        <Tag tone={pauseReason === 'by_hand' ? 'mute' : 'bad'}>{t('webhooks.paused')}</Tag>
        <small className="tb-reason">{t(`webhooks.pausedBecause.${pauseReason}`)}</small>
      </>
    );
  if (failingSince !== null)
    return (
      <>
        <Tag tone="warn">{t('webhooks.failing')}</Tag>
        <small className="tb-reason">
          {t('webhooks.failingSince', { at: timeText(failingSince, zone, language) })}
        </small>
      </>
    );
  if (lastDeliveredAt === null) return <Tag tone="mute">{t('webhooks.unused')}</Tag>;
  return (
    <>
      <Tag tone="good">{t('webhooks.works')}</Tag>
      <small className="tb-reason">
        {t('webhooks.lastDelivered', { at: timeText(lastDeliveredAt, zone, language) })}
      </small>
    </>
  );
}

const TONES = { queued: 'mute', delivered: 'good', failed: 'bad' } as const satisfies Record<
  Delivery['state'],
  Tone
>;

export function StateTag({ state }: Readonly<{ state: Delivery['state'] }>) {
  const { t } = useTranslation();
  return <Tag tone={TONES[state]}>{t(`webhooks.state.${state}`)}</Tag>;
}
