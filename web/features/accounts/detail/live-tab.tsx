/** Calls that go on, of an account and everybody below it; they can be ended here. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../../../api/client.ts';
import { useMay } from '../../../api/may.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { durationText, figureText, numberText, timeText, zoneText } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import { toast } from '../../../ui/toast.ts';
import type { Account } from '../api.ts';
import { liveCallsQuery, type LiveCall } from './calls-api.ts';

const NO_CALLS: readonly LiveCall[] = [];

export function LiveTab({ account }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  const [ending, setEnding] = useState<LiveCall | null>(null);
  const live = useQuery(liveCallsQuery(account.id));
  const { timezone } = account.profile;
  const total = live.data?.total;
  useFreshHead(account, total);
  const columns = useLiveColumns(account, live.data?.currency ?? '', live.dataUpdatedAt, setEnding);
  const items = live.data?.items ?? NO_CALLS;
  return (
    <>
      <div className="tb-filters">
        <p className="tb-field-help">
          {total !== undefined && total > items.length
            ? t('usage.live.more', { shown: items.length, count: total })
            : t('usage.live.refreshed')}{' '}
          {t('common.timesIn', { zone: zoneText(timezone, language) })}
        </p>
      </div>
      {live.isError && <ProblemAlert error={live.error} onRetry={() => void live.refetch()} />}
      {live.isSuccess && items.length === 0 ? (
        <EmptyState title={t('usage.live.empty')}>{t('usage.live.emptyText')}</EmptyState>
      ) : (
        <DataTable
          label={t('usage.liveCalls')}
          columns={columns}
          rows={items}
          rowKey={({ sessionId }) => sessionId}
          isLoading={live.isPending}
          mayAct={may('calls:hang_up')}
        />
      )}
      {ending !== null && <HangUpDialog call={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

/** The head counts calls, too: it is read again when their number has changed. */
function useFreshHead({ id, wallet }: Account, total: number | undefined) {
  const queryClient = useQueryClient();
  const shown = wallet?.liveCalls;
  useEffect(() => {
    if (total === undefined || total === shown) return;
    void queryClient.invalidateQueries({ queryKey: ['accounts', 'one', id], exact: true });
    void queryClient.invalidateQueries({ queryKey: ['accounts', 'one', id, 'guards'] });
    // Only when the list changes: a head that counts otherwise, as of a commission reseller, is not asked for ever.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [queryClient, id, total]);
}

/** Seconds since what is shown was read. */
function useSecondsSince(readAtMs: number): number {
  const [nowMs, setNowMs] = useState(readAtMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, (nowMs - readAtMs) / 1000);
}

function Elapsed({ call, readAtMs }: Readonly<{ call: LiveCall; readAtMs: number }>) {
  const { t } = useTranslation();
  const since = useSecondsSince(readAtMs);
  if (call.talkSeconds === null) return t('usage.live.rings');
  return durationText(call.talkSeconds + since);
}

function useLiveColumns(
  account: Account,
  currency: string,
  readAtMs: number,
  onEnd: (call: LiveCall) => void,
): readonly Column<LiveCall>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id } = account;
  const { timezone } = account.profile;
  return useMemo(
    () => [
      {
        id: 'to',
        header: t('calls.to'),
        isHead: true,
        cell: ({ destinationNumber }) => <span className="tb-mono">{numberText(destinationNumber)}</span>,
      },
      {
        id: 'who',
        header: t('usage.live.who'),
        cell: ({ accountId, accountName, callerNumber }) => (
          <>
            {accountId === id ? (
              <bdi>{accountName}</bdi>
            ) : (
              <Link to="/accounts/$id" params={{ id: accountId }} search={{ tab: 'live' }}>
                <bdi>{accountName}</bdi>
              </Link>
            )}
            {callerNumber !== null && <small className="tb-reason tb-mono">+{callerNumber}</small>}
          </>
        ),
      },
      {
        id: 'since',
        header: t('calls.startedAt'),
        cell: ({ startedAt }) => <time dateTime={startedAt}>{timeText(startedAt, timezone, language)}</time>,
      },
      {
        id: 'elapsed',
        header: t('calls.talk'),
        isNumeric: true,
        cell: (call) => <Elapsed call={call} readAtMs={readAtMs} />,
      },
      {
        id: 'held',
        header: t('usage.live.held'),
        isNumeric: true,
        amountOf: ({ held }) => held,
        cell: ({ held }, places) => (held === null ? '–' : figureText(held, currency, language, places)),
      },
      {
        id: 'end',
        header: t('usage.live.hangUp'),
        isActions: true,
        cell: (call) =>
          call.canHangUp ? (
            <Button variant="default" size="xs" onClick={() => onEnd(call)}>
              {t('usage.live.hangUp')}
            </Button>
          ) : (
            <small className="tb-none">{t('usage.live.cannot')}</small>
          ),
      },
    ],
    [t, language, timezone, id, currency, readAtMs, onEnd],
  );
}

function HangUpDialog({ call, onClose }: Readonly<{ call: LiveCall; onClose: () => void }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return (
    <FormDialog
      title={t('usage.live.hangUpTitle', { number: numberText(call.destinationNumber) })}
      submit={t('usage.live.hangUp')}
      fields={[{ name: 'reason', input: 'text', isRequired: true, isWide: true }]}
      words="usage.live.field"
      record={{ reason: '' }}
      zone="UTC"
      schema={async () => (await import('../../../../src/schemas/charging/live-calls.ts')).hangUp}
      save={(body) => post<{ ok: true }>(`/calls/${encodeURIComponent(call.sessionId)}/hang-up`, body)}
      onSaved={async () => {
        toast(t('usage.live.ended'));
        onClose();
        await queryClient.invalidateQueries({ queryKey: ['accounts'] });
      }}
      onClose={onClose}
      below={() => <p className="tb-list-help">{t('usage.live.hangUpHelp')}</p>}
    />
  );
}
