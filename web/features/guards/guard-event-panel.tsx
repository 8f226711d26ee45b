import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/may.ts';
import { useLanguage } from '../../app/use-language.ts';
import { moneyText, timeText } from '../../ui/format.ts';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { GuardEvent } from './api.ts';

type Props = Readonly<{ event: GuardEvent; zone: string; onRelease: () => void }>;

/** One event: what was seen, what was done, and the calls that prove it. */
export function GuardEventPanel({ event, zone, onRelease }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  const { account, step, isBlocking, released } = event;
  const time = (at: string) => <time dateTime={at}>{timeText(at, zone, language)}</time>;
  const canBlock = step === 'block' || step === 'hang_up';
  return (
    <Panel
      title={
        <Link to="/accounts/$id" params={{ id: account.id }} search={{}}>
          <bdi>{account.displayName}</bdi> <span className="tb-mono">{account.number}</span>
        </Link>
      }
      aside={
        isBlocking &&
        may('guards:edit') && (
          <Button variant="default" size="xs" onClick={onRelease}>
            {t('guardEvents.release')}
          </Button>
        )
      }
    >
      <Facts>
        <Fact name={t('guardEvents.happened')}>{time(event.happenedAt)}</Fact>
        <Fact name={t('guardEvents.seen')}>
          <What event={event} />
        </Fact>
        <Fact name={t('guardEvents.done')}>
          {t(`guardEvents.step.${step}`)}{' '}
          {canBlock && (
            <Tag tone={isBlocking ? 'bad' : 'good'}>
              {t(`guardEvents.${isBlocking ? 'blocking' : 'released'}`)}
            </Tag>
          )}
        </Fact>
        {released !== null && (
          <Fact name={t('guardEvents.released')}>
            {time(released.at)}
            {released.by !== null && (
              <>
                {' · '}
                <span className="tb-mono">{released.by}</span>
              </>
            )}
            {released.reason !== null && (
              <div className="tb-none">
                <bdi>{released.reason}</bdi>
              </div>
            )}
          </Fact>
        )}
      </Facts>
      <details>
        <summary>{t('guardEvents.calls', { count: event.calls.length })}</summary>
        <ul className="tb-guard-calls">
          {event.calls.map((call) => (
            <li key={call.sessionId}>
              <Link
                to="/accounts/$id"
                params={{ id: account.id }}
                search={{ tab: 'calls', call: call.sessionId }}
              >
                {time(call.at)}
              </Link>
              {call.prefix !== null && <span className="tb-mono"> +{call.prefix}…</span>}{' '}
              {!call.isGranted && <Tag tone="mute">{t('guardEvents.refused')}</Tag>}
            </li>
          ))}
        </ul>
      </details>
    </Panel>
  );
}

function What({ event: { riskyPrefixes, spendCap } }: Readonly<{ event: GuardEvent }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (spendCap !== null)
    return t(`guardEvents.cap.${spendCap.cap}`, {
      used: moneyText(spendCap.used, spendCap.currency, language),
      max: moneyText(spendCap.max, spendCap.currency, language),
    });
  if (riskyPrefixes === null) return null;
  return (
    <>
      {t('guardEvents.prefixes', { tried: riskyPrefixes.tried, max: riskyPrefixes.max })}
      <div className="tb-none">
        {riskyPrefixes.prefixes.map(({ prefix, class: name }) => (
          <div key={prefix}>
            <span className="tb-mono">+{prefix}</span> · {t(`guardEvents.class.${name}`)}
          </div>
        ))}
      </div>
    </>
  );
}
