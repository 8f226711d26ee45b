/** Templates for new accounts: renamed, made the default, deleted. They are made beside the form they fill. */
import { Button } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { templateList } from '../../../src/schemas/accounts/templates.ts';
import { get, put, remove } from '../../api/client.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState, Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ConfirmDialog } from '../../ui/record/confirm-dialog.tsx';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import type { Schema } from '../../ui/record/record.ts';
import { Tag } from '../../ui/tag.tsx';
import { toast } from '../../ui/toast.ts';
import { SETTINGS_TIMELINE } from './api.ts';
import { useMay } from '../../api/may.ts';

type Template = z.output<typeof templateList>['items'][number];

const templatesQuery = queryOptions({
  queryKey: ['account-templates', 'all'],
  queryFn: ({ signal }) => get<z.output<typeof templateList>>('/account-templates', { signal }),
});

/** The name is required here already; how long it may be is said by the server. */
const NO_RULES: Schema = { safeParse: () => ({}) };

export function TemplatesPanel() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const may = useMay();
  const templates = useQuery(templatesQuery);
  const [edited, setEdited] = useState<Template | null>(null);
  const [removed, setRemoved] = useState<Template | null>(null);
  const done = async () => {
    setEdited(null);
    setRemoved(null);
    toast(t('record.saved'));
    await queryClient.invalidateQueries({ queryKey: ['account-templates'] });
    await queryClient.invalidateQueries(SETTINGS_TIMELINE);
  };
  const columns = useMemo(
    (): readonly Column<Template>[] => [
      {
        id: 'name',
        header: t('templates.name'),
        isHead: true,
        cell: ({ name, isDefault }) => (
          <>
            <bdi>{name}</bdi> {isDefault && <Tag tone="good">{t('templates.defaultTag')}</Tag>}
          </>
        ),
      },
      { id: 'kind', header: t('templates.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
      {
        id: 'actions',
        header: t('record.actions'),
        isActions: true,
        cell: (template) => (
          <span className="tb-row-actions">
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('record.editWhat', { what: template.name })}
              onClick={() => setEdited(template)}
            >
              {t('record.edit')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('record.removeWhat', { what: template.name })}
              onClick={() => setRemoved(template)}
            >
              {t('record.remove')}
            </Button>
          </span>
        ),
      },
    ],
    [t],
  );
  const items = templates.data?.items ?? [];
  return (
    <Panel title={t('templates.title')}>
      <p className="tb-list-help">{t('templates.help')}</p>
      {templates.isError && <ProblemAlert error={templates.error} onRetry={() => void templates.refetch()} />}
      {templates.isSuccess && items.length === 0 ? (
        <EmptyState title={t('templates.empty')}>{t('templates.emptyText')}</EmptyState>
      ) : (
        <DataTable
          label={t('templates.title')}
          columns={columns}
          rows={items}
          rowKey={({ id }) => id}
          isLoading={templates.isPending}
          mayAct={may('templates:edit')}
        />
      )}
      {edited !== null && (
        <FormDialog
          title={t('templates.edit')}
          submit={t('record.save')}
          words="templates.field"
          zone="UTC"
          record={edited}
          fields={[
            { name: 'name', input: 'text', isRequired: true, isWide: true },
            { name: 'isDefault', input: 'check', isWide: true },
          ]}
          schema={async () => NO_RULES}
          save={(body) => {
            const { kind, values } = edited;
            return put(`/account-templates/${edited.id}`, { kind, values, ...body });
          }}
          onSaved={done}
          onClose={() => setEdited(null)}
        />
      )}
      {removed !== null && (
        <ConfirmDialog
          title={t('templates.remove')}
          text={t('templates.removeText', { name: removed.name })}
          submit={t('templates.remove')}
          act={() => remove(`/account-templates/${removed.id}`)}
          onDone={done}
          onClose={() => setRemoved(null)}
        />
      )}
    </Panel>
  );
}
