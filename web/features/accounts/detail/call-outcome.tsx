import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../../../ui/tag.tsx';
import type { CallSummary } from './calls-api.ts';

const TONES: Readonly<Record<CallSummary['outcome'], Tone>> = {
  answered: 'good',
  unanswered: 'mute',
  refused: 'bad',
};

export function OutcomeTag({ call }: { call: CallSummary }) {
  const { t } = useTranslation();
  return <Tag tone={TONES[call.outcome]}>{t(`calls.outcomes.${call.outcome}`)}</Tag>;
}

/** Which way a call went, where it did not go out. */
export function DirectionTag({ call: { direction } }: { call: Pick<CallSummary, 'direction'> }) {
  const { t } = useTranslation();
  if (direction === 'outbound') return null;
  return <Tag tone="mute">{t(`calls.directions.${direction}`)}</Tag>;
}

/** What a caller may be told, in the viewer's language; a reason older than the program shows its code. */
export function useReasonText(): (reason: string) => string {
  const { t } = useTranslation();
  return (reason) => t(`remark.reason.${reason}`, { defaultValue: reason.replaceAll('_', ' ') });
}
