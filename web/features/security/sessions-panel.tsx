import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { remove } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { timeText, zoneText } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ConfirmDialog } from '../../ui/record/confirm-dialog.tsx';
import { Tag } from '../../ui/tag.tsx';
import { toast } from '../../ui/toast.ts';
import { sessionsQuery, type SignInSession } from './api.ts';
import { wordsOfUserAgent } from './user-agent.ts';

/** Where one is signed in, and the way to end it there. */
export function SessionsPanel({ zone }: { zone: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const [isEndingOthers, setEndingOthers] = useState(false);
  const refresh = () => queryClient.invalidateQueries(sessionsQuery);
  const ending = useMutation({
    mutationFn: ({ id }: SignInSession) => remove(`/me/sessions/${id}`),
    onSuccess: () => toast(t('security.sessions.ended')),
    onSettled: refresh,
  });
  const columns = useColumns(zone, ending.mutate);
  const items = sessions.data?.items ?? [];
  const endOthers = items.length > 1 && (
    <Button variant="default" size="xs" onClick={() => setEndingOthers(true)}>
      {t('security.sessions.endOthers')}
    </Button>
  );
  return (
    <Panel title={t('security.sessions.title')} aside={endOthers}>
      {sessions.isError && <ProblemAlert error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {ending.isError && <ProblemAlert error={ending.error} />}
      <DataTable
        label={t('security.sessions.title')}
        columns={columns}
        rows={items}
        rowKey={(row) => row.id}
        isLoading={sessions.isPending}
      />
      <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
      {isEndingOthers && (
        <ConfirmDialog
          title={t('security.sessions.endOthers')}
          text={t('security.sessions.endOthersText')}
          submit={t('security.sessions.endOthers')}
          act={() => remove('/me/sessions')}
          onDone={async () => {
            setEndingOthers(false);
            toast(t('security.sessions.othersEnded'));
            await refresh();
          }}
          onClose={() => setEndingOthers(false)}
        />
      )}
    </Panel>
  );
}

function useColumns(zone: string, onEnd: (session: SignInSession) => void): readonly Column<SignInSession>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(() => {
    const time = (at: string) => <time dateTime={at}>{timeText(at, zone, language)}</time>;
    const agent = ({ userAgent }: SignInSession) => {
      const { browser, system } = wordsOfUserAgent(userAgent);
      if (browser !== null && system !== null) return t('security.sessions.agent', { browser, system });
      return browser ?? system ?? t('security.sessions.program');
    };
    return [
      {
        id: 'agent',
        header: t('security.sessions.with'),
        isHead: true,
        cell: (row) => (
          <>
            <span title={row.userAgent}>{agent(row)}</span>
            {row.isCurrent && (
              <>
                {' '}
                <Tag tone="good">{t('security.sessions.current')}</Tag>
              </>
            )}
          </>
        ),
      },
      { id: 'address', header: t('security.sessions.from'), cell: (row) => <bdi>{row.address}</bdi> },
      { id: 'created', header: t('security.sessions.since'), cell: (row) => time(row.createdAt) },
      { id: 'seen', header: t('security.sessions.seen'), cell: (row) => time(row.lastSeenAt) },
      {
        id: 'actions',
        header: t('record.actions'),
        isActions: true,
        cell: (row) =>
          // The session one looks from is ended by signing out.
          row.isCurrent ? null : (
            <span className="tb-row-actions">
              <Button
                variant="default"
                size="compact-sm"
                aria-label={t('security.sessions.endWhat', { what: agent(row), address: row.address })}
                onClick={() => onEnd(row)}
              >
                {t('security.sessions.end')}
              </Button>
            </span>
          ),
      },
    ];
  }, [t, language, zone, onEnd]);
}
