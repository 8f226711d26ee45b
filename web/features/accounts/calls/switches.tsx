/** When each switch was heard of. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { timeText } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { switchesQuery } from './api.ts';

export function Switches({ zone }: Readonly<{ zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const switches = useQuery(switchesQuery);
  if (switches.isError)
    return <ProblemAlert error={switches.error} onRetry={() => void switches.refetch()} />;
  const active = switches.data?.items.filter(({ status }) => status === 'active') ?? [];
  if (active.length === 0) return null;
  const title = t('traffic.dashboard.switches');
  return (
    <Panel
      title={title}
      aside={
        <Link to="/carriers" search={{ tab: 'switches' }}>
          {t('traffic.dashboard.all')}
        </Link>
      }
    >
      <DataTable
        label={title}
        rows={active}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'name',
            header: t('traffic.dashboard.switch'),
            isHead: true,
            cell: ({ name }) => <bdi>{name}</bdi>,
          },
          {
            id: 'seen',
            header: t('traffic.dashboard.lastSeen'),
            cell: ({ lastSeenAt }) =>
              lastSeenAt === null ? (
                <Tag tone="warn">{t('traffic.dashboard.neverSeen')}</Tag>
              ) : (
                <time dateTime={lastSeenAt}>{timeText(lastSeenAt, zone, language)}</time>
              ),
          },
        ]}
      />
    </Panel>
  );
}
