import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LiveCallFacts } from '../../../src/schemas/charging/live-calls.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../data-table.tsx';
import { clockText, durationText, moneyText, numberText, timeText } from '../format.ts';
import { Tag } from '../tag.tsx';
import type { LiveRow } from './live-figures.ts';

type Options = Readonly<{
  accountId: string | undefined;
  timezone: string;
  onEnd: (call: LiveCallFacts) => void;
}>;

/** `isShown`: left out where no row has anything to say there. */
export type LiveColumn = Column<LiveRow> & Readonly<{ isShown?: (row: LiveRow) => boolean }>;

export function useLiveColumns({ accountId, timezone, onEnd }: Options): readonly LiveColumn[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return [
    {
      id: 'to',
      header: t('calls.to'),
      isHead: true,
      cell: ({ call }) => (
        <>
          <Link
            to="/accounts/$id"
            params={{ id: call.accountId }}
            search={{ tab: 'calls', call: call.sessionId }}
            title={t('live.checks')}
          >
            <span className="tb-mono">{calledText(call.destinationNumber)}</span>
          </Link>
          {call.callerNumber !== null && (
            <small className="tb-reason">
              {t('live.from')} <span className="tb-mono">+{call.callerNumber}</span>
            </small>
          )}
        </>
      ),
    },
    {
      id: 'who',
      header: t('usage.live.who'),
      // Whose page it is stands above: of its own calls only the phone says something.
      isShown: ({ call }) => call.accountId !== accountId || call.device !== null,
      cell: ({ call }) =>
        call.accountId === accountId ? (
          <span className="tb-mono">{call.device ?? '–'}</span>
        ) : (
          <>
            <Link to="/accounts/$id" params={{ id: call.accountId }} search={{ tab: 'live' }}>
              <bdi>{call.accountName}</bdi>
            </Link>
            {call.device !== null && <small className="tb-reason tb-mono">{call.device}</small>}
          </>
        ),
    },
    {
      id: 'started',
      header: t('calls.startedAt'),
      sorts: ['started', '-started'],
      cell: ({ call }) => (
        <>
          <time dateTime={call.startedAt} title={timeText(call.startedAt, timezone, language)}>
            {clockText(call.startedAt, timezone, language)}
          </time>
          {/* A column of its own would be the one too many at 1440 px. */}
          <div>
            <CallState call={call} />
          </div>
        </>
      ),
    },
    {
      id: 'elapsed',
      header: t('calls.talk'),
      isNumeric: true,
      cell: ({ elapsedSeconds }) => (elapsedSeconds === null ? '–' : durationText(elapsedSeconds)),
    },
    {
      id: 'cost',
      header: t('live.cost'),
      isNumeric: true,
      sorts: ['cost', '-cost'],
      cell: ({ cost, margin, call }) =>
        cost === null ? (
          t(call.isEmergency ? 'live.free' : 'live.notPaid')
        ) : (
          <>
            {moneyText(cost.amount, cost.currency, language)}
            {margin !== null && (
              <small className="tb-reason">
                {t('live.margin', {
                  amount: moneyText(margin, call.levels.at(-1)?.currency ?? cost.currency, language),
                })}
              </small>
            )}
          </>
        ),
    },
    {
      id: 'left',
      header: t('live.left'),
      isNumeric: true,
      sorts: ['left', '-left'],
      cell: ({ call, secondsLeft, ending, limitSeconds }) => (
        <>
          {durationText(secondsLeft)}
          <small className="tb-reason">{t(`live.ending.${ending}`)}</small>
          {call.answeredAt !== null && limitSeconds < secondsLeft && (
            <small className="tb-reason">{t('live.limit', { left: durationText(limitSeconds) })}</small>
          )}
        </>
      ),
    },
    {
      id: 'held',
      header: t('live.held'),
      isNumeric: true,
      // Whose money it is is plain on the page of an account only.
      isShown: ({ call }) => accountId !== undefined && call.levels.length > 0,
      cell: ({ call: { levels } }) => {
        const level = levels.find((each) => each.accountId === accountId) ?? levels[0];
        return level === undefined ? '–' : moneyText(level.held, level.currency, language);
      },
    },
    {
      id: 'route',
      header: t('live.trunk'),
      isShown: ({ call }) => call.carrier !== null,
      cell: ({ call: { carrier } }) =>
        carrier === null ? (
          '–'
        ) : (
          <>
            <bdi>{carrier.trunk}</bdi>
            <small className="tb-reason tb-mono">{carrier.gateway}</small>
          </>
        ),
    },
    {
      id: 'end',
      header: t('live.hangUp'),
      isActions: true,
      cell: ({ call }) =>
        call.canHangUp ? (
          <Button variant="default" size="xs" onClick={() => onEnd(call)}>
            {t('live.hangUp')}
          </Button>
        ) : (
          <small className="tb-none">{t(call.isEmergency ? 'live.emergency' : 'live.cannot')}</small>
        ),
    },
  ];
}

/** A local call goes to the name of a device. */
function calledText(destination: string): string {
  return /^\d+$/.test(destination) ? numberText(destination) : destination;
}

function CallState({ call }: Readonly<{ call: LiveCallFacts }>) {
  const { t } = useTranslation();
  if (call.switchUnknownSince !== null)
    return (
      <span title={t('live.unknownHelp')}>
        <Tag tone="bad">{t('live.unknown')}</Tag>
      </span>
    );
  const tone = call.state === 'answered' ? 'good' : call.state === 'ending' ? 'warn' : 'mute';
  return <Tag tone={tone}>{t(`live.call.${call.state}`)}</Tag>;
}
