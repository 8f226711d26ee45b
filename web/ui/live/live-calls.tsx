/** A list of live calls that moves by itself; calls can be chosen and ended. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { useMay } from '../../api/may.ts';
import { useLanguage } from '../../app/use-language.ts';
import { DataTable } from '../data-table.tsx';
import { zoneText } from '../format.ts';
import { EmptyState } from '../panel.tsx';
import { ProblemAlert } from '../problem-alert.tsx';
import { Tag, type Tone } from '../tag.tsx';
import { useLiveColumns } from './live-columns.tsx';
import { callsFound, liveRowOf, sortLive, type LiveRow, type LiveSort } from './live-figures.ts';
import { useClock, type LiveCalls as Live, type LiveState } from './use-live-calls.ts';

const HangUpDialog = lazy(async () => ({ default: (await import('./hang-up-dialog.tsx')).HangUpDialog }));

type Props = Readonly<{
  live: Live;
  /** Whose page it is: its name is no link there, and it is whose money is held. */
  accountId?: string;
  timezone: string;
  isPaused: boolean;
  onPause: (isPaused: boolean) => void;
  sort: LiveSort | undefined;
  onSort: (sort: LiveSort) => void;
  /** Filters, before the state of the connection. */
  children?: ReactNode;
  isFiltered?: boolean;
  /** Of those that came, the calls with this in the name, the number of the account or the SIP user; '' = all. */
  find?: string;
}>;

export function LiveCalls(props: Props) {
  const {
    live,
    accountId,
    timezone,
    isPaused,
    onPause,
    sort,
    onSort,
    children,
    isFiltered = false,
    find = '',
  } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay()('calls:hang_up');
  const { data: actor } = useQuery(actorQuery);
  const now = useClock(live.aheadMs, live.state === 'live' || live.state === 'reconnecting');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [ending, setEnding] = useState<readonly string[] | null>(null);
  const columns = useLiveColumns({ accountId, timezone, onEnd: (call) => setEnding([call.sessionId]) });
  const found = callsFound(live.calls.values(), find);
  const rows = sortLive(
    found.map((call) => liveRowOf(call, now, actor?.id ?? '')),
    sort,
  );
  const keyOf = ({ call }: LiveRow) => call.sessionId;
  // Those that ended meanwhile are chosen no more.
  const mayEnd = ({ call }: LiveRow) => call.canHangUp;
  const stillChosen = new Set(
    rows
      .filter(mayEnd)
      .map(keyOf)
      .filter((id) => chosen.has(id)),
  );
  const select = (keys: readonly string[], isOn: boolean) => {
    const next = new Set(stillChosen);
    for (const key of keys) {
      if (isOn) next.add(key);
      else next.delete(key);
    }
    setChosen(next);
  };
  const isThere = live.state !== 'connecting' && live.state !== 'refused';
  const visible = columns.filter(({ isShown }) => isShown === undefined || rows.some(isShown));
  return (
    <>
      <div className="tb-filters" data-labelled={children !== undefined || undefined}>
        {children}
        <div className="tb-live-state">
          <Connection state={live.state} />
          <Button variant="default" size="xs" aria-pressed={isPaused} onClick={() => onPause(!isPaused)}>
            {t(isPaused ? 'live.goOn' : 'live.pause')}
          </Button>
        </div>
      </div>
      {live.problem !== null && <ProblemAlert error={live.problem} onRetry={live.retry} />}
      {isThere && (
        <p className="tb-list-count">
          {live.total > live.calls.size
            ? t('live.more', { shown: live.calls.size, count: live.total })
            : t('live.count', { count: live.total })}{' '}
          {find !== '' && t('live.found', { count: rows.length, text: find })}{' '}
          {t('common.timesIn', { zone: zoneText(timezone, language) })}
        </p>
      )}
      {may && stillChosen.size > 0 && (
        <div className="tb-selection" role="region" aria-label={t('accounts.selection')}>
          <p role="status">{t('live.chosen', { count: stillChosen.size })}</p>
          <Button size="xs" onClick={() => setEnding([...stillChosen])}>
            {t('live.hangUpChosen')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setChosen(new Set())}>
            {t('accounts.clearSelection')}
          </Button>
        </div>
      )}
      {isThere && rows.length === 0 ? (
        <EmptyState title={t(isFiltered ? 'live.noneFound' : 'live.empty')}>
          {t(isFiltered ? 'live.noneFoundText' : 'live.emptyText')}
        </EmptyState>
      ) : (
        live.state !== 'refused' && (
          <DataTable
            label={t('usage.liveCalls')}
            columns={visible}
            rows={rows}
            rowKey={keyOf}
            isLoading={!isThere}
            mayAct={may}
            {...(sort === undefined ? {} : { sort })}
            onSort={(asked) => onSort(asked as LiveSort)}
            {...(may && {
              selection: {
                selected: stillChosen,
                onSelect: select,
                mayChoose: mayEnd,
                allLabel: t('live.all'),
                labelOf: ({ call }: LiveRow) => t('live.one', { number: call.destinationNumber }),
              },
            })}
          />
        )
      )}
      {ending !== null && (
        <Suspense>
          <HangUpDialog
            rows={rows.filter((row) => ending.includes(keyOf(row)))}
            gone={ending.filter((id) => !live.calls.has(id)).length}
            onClose={() => setEnding(null)}
            onDone={() => setChosen(new Set())}
          />
        </Suspense>
      )}
    </>
  );
}

const TONES: Readonly<Record<LiveState, Tone>> = {
  connecting: 'mute',
  live: 'good',
  reconnecting: 'warn',
  paused: 'mute',
  refused: 'bad',
};

function Connection({ state }: Readonly<{ state: LiveState }>) {
  const { t } = useTranslation();
  return (
    <span role="status" title={t(`live.stateHelp.${state}`)}>
      <Tag tone={TONES[state]}>{t(`live.state.${state}`)}</Tag>
    </span>
  );
}
