import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { durationText, moneyText, numberText, timeText, zoneText } from '../../../ui/format.ts';
import { Fact, Facts } from '../../../ui/panel.tsx';
import { DirectionTag, MoreLikeIt, OutcomeTag, Reason, StateTag } from './call-outcome.tsx';
import type { Call } from './calls-api.ts';
import { Arithmetic, Trace } from './trace.tsx';

/** How a call ended or that it goes on, each check that was made, and its price as arithmetic. */
export function CallStory({
  call,
  accountId,
  timezone,
}: Readonly<{ call: Call; accountId: string; timezone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="tb-story">
      <p className="tb-story-head">
        <span className="tb-mono">
          {call.destinationNumber === null ? call.dialledNumber : numberText(call.destinationNumber)}
        </span>{' '}
        <StateTag call={call} /> <DirectionTag call={call} />
      </p>
      {call.state !== null && <p role="status">{t('usage.calls.goesOn')}</p>}
      {call.reason !== null && (
        <p>
          <Reason reason={call.reason} /> <MoreLikeIt call={call} />
        </p>
      )}
      <Facts>
        {call.accountId !== accountId && (
          <Fact name={t('usage.live.who')}>
            <bdi>{call.accountName}</bdi> <span className="tb-mono">{call.accountNumber}</span>
          </Fact>
        )}
        <Fact name={t('calls.startedAt')}>{timeText(call.startedAt, timezone, language)}</Fact>
        {call.endedAt !== null && (
          <Fact name={t('calls.endedAt')}>{timeText(call.endedAt, timezone, language)}</Fact>
        )}
        <Fact name={t('calls.dialled')}>
          <span className="tb-mono">{call.dialledNumber}</span>
        </Fact>
        <Fact name={t('calls.from')}>
          <span className="tb-mono">
            {call.callerNumber === null ? t('form.none') : numberText(call.callerNumber)}
          </span>
        </Fact>
        {call.givenNumber !== null && (
          <Fact name={t('usage.calls.given')}>
            <span className="tb-mono">{call.givenNumber}</span>
          </Fact>
        )}
        {call.outcome === 'answered' && (
          <>
            <Fact name={t('calls.talk')}>{durationText((call.talkMs ?? 0) / 1000)}</Fact>
            <Fact name={t('calls.billed')}>{durationText(call.billedSeconds ?? 0)}</Fact>
            {call.freeSeconds !== null && call.freeSeconds > 0 && (
              <Fact name={t('calls.free')}>{durationText(call.freeSeconds)}</Fact>
            )}
            {call.charge !== null && call.currency !== null && (
              <Fact name={t('calls.charge')}>{moneyText(call.charge, call.currency, language)}</Fact>
            )}
          </>
        )}
        {call.continues !== null && (
          <Fact name={t('usage.calls.continues')}>
            <LinkTo call={call.continues} />
          </Fact>
        )}
        {call.onward.length > 0 && (
          <Fact name={t('usage.calls.onward')}>
            {call.onward.map((each) => (
              <LinkTo key={each.sessionId} call={each} />
            ))}
          </Fact>
        )}
        {call.sipStatus !== null && <Fact name={t('calls.sipStatus')}>{call.sipStatus}</Fact>}
        {call.endedBy !== null && (
          <Fact name={t('calls.endedBy')}>
            {t(`calls.endedByWhom.${call.endedBy}`, { defaultValue: call.endedBy })}
          </Fact>
        )}
        {call.hungUp !== null && call.hungUp.note !== '' && (
          <Fact name={t('calls.hangUpNote')}>
            <bdi>{call.hungUp.note}</bdi>
          </Fact>
        )}
      </Facts>
      <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(timezone, language) })}</p>
      <Arithmetic lines={call.arithmeticRemarks} timezone={timezone} />
      {(call.trace.length > 0 || call.hasTraceEnded) && (
        <>
          <h3>{t('calls.trace')}</h3>
          {call.hasTraceEnded && <p className="tb-none">{t('calls.traceEnded')}</p>}
          {call.trace.length > 0 && <Trace steps={call.trace} timezone={timezone} />}
        </>
      )}
    </div>
  );
}

/** Another call of the same conversation, on the page of its account. */
function LinkTo({ call }: Readonly<{ call: Call['onward'][number] }>) {
  const { sessionId, accountId, accountName, accountNumber } = call;
  return (
    <span className="tb-linked-call">
      <Link to="/accounts/$id" params={{ id: accountId }} search={{ tab: 'calls', call: sessionId }}>
        <bdi>{accountName}</bdi> <span className="tb-mono">{accountNumber}</span>
      </Link>{' '}
      <OutcomeTag call={call} />
    </span>
  );
}
