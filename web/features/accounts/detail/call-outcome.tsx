import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { audienceOf } from '../../../../src/domain/accounts/actor.ts';
import { isReason, isToldWhatFailed } from '../../../../src/domain/charging/reasons.ts';
import { actorQuery } from '../../../api/actor.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { Tag, type Tone } from '../../../ui/tag.tsx';
import type { Call, CallSummary } from './calls-api.ts';

const TONES: Readonly<Record<CallSummary['outcome'], Tone>> = {
  answered: 'good',
  unanswered: 'mute',
  refused: 'bad',
};

export function OutcomeTag({ call }: { call: Pick<CallSummary, 'outcome'> }) {
  const { t } = useTranslation();
  return <Tag tone={TONES[call.outcome]}>{t(`calls.outcomes.${call.outcome}`)}</Tag>;
}

/** The same of a call that may go on. */
export function StateTag({ call: { state, outcome } }: { call: Pick<Call, 'state' | 'outcome'> }) {
  const { t } = useTranslation();
  if (outcome !== null) return <OutcomeTag call={{ outcome }} />;
  const tone = state === 'answered' ? 'good' : state === 'ending' ? 'warn' : 'mute';
  return <Tag tone={tone}>{t(`usage.calls.state.${state ?? 'ringing'}`)}</Tag>;
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

/**
 * In the viewer's language what failed, or what a caller may be told, whichever is the viewer's to know; a reason older than the program
 * shows its code.
 */
export function useReasonText(): (reason: string) => string {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
  const audience = actor ? audienceOf(actor.kind) : null;
  return useCallback(
    (reason) => {
      const isTold = isReason(reason) && isToldWhatFailed(reason, audience);
      return t(`remark.${isTold ? 'failed' : 'reason'}.${reason}`, {
        defaultValue: reason.replaceAll('_', ' '),
      });
    },
    [t, audience],
  );
}

/** The same, and the code by which logs of switches, the API and sheets name it; customers are not shown codes. */
export function Reason({ reason }: { reason: string }) {
  const reasonText = useReasonText();
  const { data: actor } = useQuery(actorQuery);
  return (
    <>
      {reasonText(reason)}
      {actor?.kind !== 'customer' && (
        <>
          {' '}
          <code>{reason}</code>
        </>
      )}
    </>
  );
}
