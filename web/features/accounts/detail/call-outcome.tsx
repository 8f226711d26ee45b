import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { Tag, type Tone } from '../../../ui/tag.tsx';
import type { CallSummary } from './calls-api.ts';

const TONES: Readonly<Record<CallSummary['outcome'], Tone>> = {
  answered: 'good',
  unanswered: 'mute',
  refused: 'bad',
};

export function OutcomeTag({ call }: { call: Pick<CallSummary, 'outcome'> }) {
  const { t } = useTranslation();
  return <Tag tone={TONES[call.outcome]}>{t(`calls.outcomes.${call.outcome}`)}</Tag>;
}

/** Which way a call went. */
export function DirectionTag({ call: { direction } }: { call: Pick<CallSummary, 'direction'> }) {
  const { t } = useTranslation();
  return <Tag tone="mute">{t(`usage.calls.directions.${direction}`)}</Tag>;
}

/** How many refusals like this one were only counted, because they came too fast. */
export function MoreLikeIt({ call: { moreLikeIt } }: { call: Pick<CallSummary, 'moreLikeIt'> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (moreLikeIt === null) return null;
  const count = new Intl.NumberFormat(language).format(moreLikeIt);
  return <small className="tb-reason">{t('calls.moreLikeIt', { n: count })}</small>;
}

/** What a caller may be told, in the viewer's language; a reason older than the program shows its code. */
export function useReasonText(): (reason: string) => string {
  const { t } = useTranslation();
  return (reason) => t(`remark.reason.${reason}`, { defaultValue: reason.replaceAll('_', ' ') });
}
