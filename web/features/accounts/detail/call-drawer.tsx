import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { durationText, moneyText, timeText, zoneText } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Fact, Facts } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { RowDrawer } from '../../../ui/row-drawer.tsx';
import { callQuery, type Call } from './calls-api.ts';
import { OutcomeTag, useReasonText } from './call-outcome.tsx';
import { Trace } from './trace.tsx';

type Props = Readonly<{
  sessionId: string;
  /** Of the calls beside it in the list. */
  keys: readonly string[];
  timezone: string;
  onTurn: (sessionId: string) => void;
  onClose: () => void;
}>;

/** One call: how it ended, each check that was made, and its price as arithmetic. */
export function CallDrawer({ sessionId, keys, timezone, onTurn, onClose }: Props) {
  const { t } = useTranslation();
  const call = useQuery(callQuery(sessionId));
  return (
    <RowDrawer title={t('calls.one')} keys={keys} openKey={sessionId} onTurn={onTurn} onClose={onClose}>
      {call.isPending && <Loading height={200} />}
      {call.isError && <ProblemAlert error={call.error} onRetry={() => void call.refetch()} />}
      {call.data !== undefined && <CallStory call={call.data} timezone={timezone} />}
    </RowDrawer>
  );
}

function CallStory({ call, timezone }: { call: Call; timezone: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const reasonText = useReasonText();
  return (
    <div className="tb-story">
      <p className="tb-story-head">
        <span className="tb-mono">
          {call.destinationNumber === null ? call.dialledNumber : `+${call.destinationNumber}`}
        </span>{' '}
        <OutcomeTag call={call} />
      </p>
      {call.reason !== null && <p>{reasonText(call.reason)}</p>}
      <Facts>
        <Fact name={t('calls.startedAt')}>{timeText(call.startedAt, timezone, language)}</Fact>
        <Fact name={t('calls.endedAt')}>{timeText(call.endedAt, timezone, language)}</Fact>
        <Fact name={t('calls.dialled')}>
          <span className="tb-mono">{call.dialledNumber}</span>
        </Fact>
        <Fact name={t('calls.from')}>
          <span className="tb-mono">{call.callerNumber ?? t('form.none')}</span>
        </Fact>
        {call.outcome === 'answered' && (
          <>
            <Fact name={t('calls.talk')}>{durationText(call.talkMs / 1000)}</Fact>
            <Fact name={t('calls.billed')}>{durationText(call.billedSeconds)}</Fact>
            {call.currency !== null && (
              <Fact name={t('calls.charge')}>{moneyText(call.charge, call.currency, language)}</Fact>
            )}
          </>
        )}
        {call.sipStatus !== null && <Fact name={t('calls.sipStatus')}>{call.sipStatus}</Fact>}
        {call.endedBy !== null && (
          <Fact name={t('calls.endedBy')}>
            {t(`calls.endedByWhom.${call.endedBy}`, { defaultValue: call.endedBy })}
          </Fact>
        )}
      </Facts>
      <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(timezone, language) })}</p>
      {call.arithmetic.length > 0 && (
        <>
          <h3>{t('calls.price')}</h3>
          <ul className="tb-arithmetic">
            {call.arithmetic.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      {call.trace.length > 0 && (
        <>
          <h3>{t('calls.trace')}</h3>
          <Trace steps={call.trace} />
        </>
      )}
    </div>
  );
}
