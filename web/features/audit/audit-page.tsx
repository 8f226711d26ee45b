/** Who did what to whom, when, from where and why: of everybody below the reader. */
import { Button, Menu } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { download } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import { zoneText } from '../../ui/format.ts';
import { Icon } from '../../ui/icons.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { PagedList } from '../../ui/record/paged-list.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { defined } from '../../ui/search-params.ts';
import { toast } from '../../ui/toast.ts';
import { auditQuery, queryOf, type FoundEvent } from './api.ts';
import { useAuditColumns } from './audit-columns.tsx';
import { AuditFilters } from './audit-filters.tsx';
import type { AuditSearch } from './search.ts';

type Change = { [K in keyof AuditSearch]?: AuditSearch[K] | undefined };

export function AuditPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const zone = actor?.timezone ?? 'UTC';
  const search = useSearch({ from: '/signed-in/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const list = useQuery(auditQuery(search, zone));
  const change = (next: Change) =>
    void navigate({
      search: (now) => defined({ ...now, cursor: undefined, ...next }) as AuditSearch,
      replace: next.q !== undefined && search.q !== undefined,
    });
  const { q: _q, cursor: _cursor, ...filters } = search;
  const { cursor: _page, ...shown } = queryOf(search, zone);
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('audit.title')}</h1>
        <ExportMenu search={search} zone={zone} />
      </div>
      <p className="tb-list-help">{t('audit.help')}</p>
      <PagedList<FoundEvent>
        words="audit"
        list={list}
        columns={useAuditColumns(zone)}
        rowKey={(row) => row.id}
        search={search}
        onSearch={change}
        isFiltered={Object.keys(filters).length > 0}
        onClear={() => void navigate({ search: {} })}
        filters={<AuditFilters search={search} onChange={change} />}
        emptyAction={<></>}
        askCount={{ area: 'audit', path: '/audit', query: shown }}
      />
      <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
    </>
  );
}

function ExportMenu({ search, zone }: Readonly<{ search: AuditSearch; zone: string }>) {
  const { t } = useTranslation();
  const exporting = useMutation({
    mutationFn: async (format: 'csv' | 'xlsx') => {
      const { cursor: _page, ...shown } = queryOf(search, zone);
      const file = await download('/audit/export', { query: { ...shown, format, timezone: zone } });
      saveFile(file, `audit-${new Date().toISOString().slice(0, 10)}.${format}`);
    },
    onSuccess: () => toast(t('audit.export.done')),
    onError: (error) => toast(problemText(error, t)),
  });
  return (
    <Menu position="bottom-end" withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" loading={exporting.isPending} rightSection={<Icon name="down" size={14} />}>
          {t('audit.export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => exporting.mutate('xlsx')}>{t('audit.export.xlsx')}</Menu.Item>
        <Menu.Item onClick={() => exporting.mutate('csv')}>{t('audit.export.csv')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
