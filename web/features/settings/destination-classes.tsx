/** Destinations that are closed until opened: the operator's list of prefixes. */
import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { DESTINATION_CLASSES } from '../../../src/domain/accounts/guards.ts';
import type { destinationClass } from '../../../src/schemas/accounts/guards.ts';
import { actorQuery } from '../../api/actor.ts';
import { get, patch, post, remove } from '../../api/client.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EditableList, type ListOf } from '../../ui/record/editable-list.tsx';
import { SETTINGS_TIMELINE } from './api.ts';

type Row = z.output<typeof destinationClass>;

const rules = () => import('../../../src/schemas/accounts/guards.ts');
const query = queryOptions({
  queryKey: ['settings', 'destination-classes'] as readonly unknown[],
  queryFn: ({ signal }) => get<{ items: Row[] }>('/destination-classes', { signal }),
});

/** Long and rarely changed: shown when it is asked for. */
export function DestinationClassesPanel() {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  const toggle = (
    <Button variant="default" size="xs" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
      {t(isShown ? 'destinations.hide' : 'destinations.show')}
    </Button>
  );
  if (isShown) {
    return (
      <>
        <DestinationClasses />
        <p>{toggle}</p>
      </>
    );
  }
  return (
    <Panel title={t('destinations.title')} aside={toggle}>
      <p className="tb-list-help">{t('destinations.help')}</p>
    </Panel>
  );
}

function DestinationClasses() {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
  const columns = useMemo(
    (): readonly Column<Row>[] => [
      {
        id: 'prefix',
        header: t('destinations.field.prefix.label'),
        isHead: true,
        cell: ({ prefix }) => (
          <bdi className="tb-mono" dir="ltr">
            +{prefix}
          </bdi>
        ),
      },
      {
        id: 'class',
        header: t('destinations.field.class.label'),
        cell: (row) => t(`destinations.class.${row.class}`),
      },
      { id: 'note', header: t('destinations.field.note.label'), cell: ({ note }) => <bdi>{note}</bdi> },
    ],
    [t],
  );
  const list = useMemo(
    (): ListOf<Row> => ({
      words: 'destinations',
      query,
      columns,
      fields: [
        { name: 'prefix', input: 'text', isRequired: true, isMono: true, inputMode: 'tel' },
        {
          name: 'class',
          input: 'choice',
          isRequired: true,
          options: DESTINATION_CLASSES.map((value) => ({ value, label: t(`destinations.class.${value}`) })),
        },
        { name: 'note', input: 'text' },
      ],
      schemaOfNew: async () => (await rules()).createDestinationClass,
      schemaOfChange: async () => (await rules()).changeDestinationClass,
      recordOf: (row) => ({ ...row, prefix: `+${row.prefix}` }),
      nameOf: ({ prefix }) => `+${prefix}`,
      add: (body, idempotencyKey) => post('/destination-classes', body, { idempotencyKey }),
      change: ({ id }, body) => patch(`/destination-classes/${id}`, body),
      remove: ({ id }) => remove(`/destination-classes/${id}`),
      touches: [SETTINGS_TIMELINE.queryKey],
    }),
    [columns, t],
  );
  const mayEdit = actor?.permissions.includes('destination_classes:edit') ?? false;
  return <EditableList list={list} mayEdit={mayEdit} zone="UTC" />;
}
