import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { patch, post } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import { KeyDialog } from '../../ui/key-dialog.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { timeText, zoneText } from '../../ui/format.ts';
import { ConfirmDialog } from '../../ui/record/confirm-dialog.tsx';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import { PagedList } from '../../ui/record/paged-list.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import { toast } from '../../ui/toast.ts';
import { RejectedEvents } from './rejected-events.tsx';
import { switchesQuery, type Switch, type SwitchWithKey } from './api.ts';
import { SwitchState } from './switch-state.tsx';
import { useCarriersSearch } from './use-carriers-search.ts';

const KINDS = ['kamailio', 'freeswitch', 'asterisk', 'other'] as const;

type Asked = Readonly<{ what: 'edit' | 'key'; of: Switch }>;

/** The SIP servers that ask before each call. A key is shown by the action that makes it, and never again. */
export function SwitchesTab() {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { data: actor } = useQuery(actorQuery);
  const { search, change } = useCarriersSearch();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [made, setMade] = useState<SwitchWithKey | null>(null);
  const list = useQuery(switchesQuery({ cursor: search.cursor }));
  const zone = actor?.timezone ?? 'UTC';
  const columns = useSwitchColumns(zone, setAsked);
  const close = () => {
    setAsked(null);
    if (search.new !== undefined) change({ new: undefined });
  };
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['switches'] });
  return (
    <>
      <p className="tb-list-help">{t('carriers.switches.help')}</p>
      <PagedList
        words="carriers.switches"
        needs="switches:edit"
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        search={{ cursor: search.cursor }}
        onSearch={change}
        hasSearch={false}
        action={<Button onClick={() => change({ new: '1' })}>{t('carriers.switches.add')}</Button>}
      />
      {list.data !== undefined && list.data.items.length > 0 && (
        <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
      )}
      <RejectedEvents zone={zone} />
      {(search.new !== undefined || asked?.what === 'edit') && (
        <SwitchDialog
          edited={asked?.of ?? null}
          onSaved={async (saved) => {
            close();
            if ('key' in saved) setMade(saved);
            else toast(t('record.saved'));
            await refresh();
          }}
          onClose={close}
        />
      )}
      {asked?.what === 'key' && (
        <ConfirmDialog
          title={t('carriers.switches.newKey')}
          text={t('carriers.switches.newKeyText', { name: asked.of.name })}
          submit={t('carriers.switches.newKey')}
          act={() => post<SwitchWithKey>(`/switches/${asked.of.id}/key`, undefined)}
          onDone={async (renewed) => {
            close();
            setMade(renewed);
            await refresh();
          }}
          onClose={close}
        />
      )}
      {made !== null && (
        <KeyDialog
          title={t('carriers.switches.keyTitle')}
          text={t('carriers.switches.keyText', { name: made.name })}
          value={made.key}
          what={t('carriers.switches.key')}
          onClose={() => setMade(null)}
        />
      )}
    </>
  );
}

function SwitchDialog({
  edited,
  onSaved,
  onClose,
}: Readonly<{
  edited: Switch | null;
  onSaved: (saved: Switch | SwitchWithKey) => unknown;
  onClose: () => void;
}>) {
  const { t } = useTranslation();
  const fields = useMemo((): readonly RecordField[] => {
    const all: readonly (RecordField | false)[] = [
      { name: 'name', input: 'text', isRequired: true },
      {
        name: 'kind',
        input: 'choice',
        options: KINDS.map((value) => ({ value, label: t(`carriers.switches.kind.${value}`) })),
      },
      { name: 'controlUrl', input: 'text', isMono: true, inputMode: 'url', empty: 'null' },
      { name: 'controlKey', input: 'secret', empty: 'omitted' },
      edited !== null && {
        name: 'status',
        input: 'choice',
        options: (['active', 'inactive'] as const).map((value) => ({
          value,
          label: t(`record.status.${value}`),
        })),
      },
    ];
    return all.filter((field) => field !== false);
  }, [t, edited]);
  return (
    <FormDialog
      title={t(edited === null ? 'carriers.switches.add' : 'carriers.switches.edit')}
      submit={t(edited === null ? 'carriers.switches.add' : 'record.save')}
      words="carriers.switches.field"
      zone="UTC"
      record={edited ?? { kind: 'other' }}
      fields={fields}
      schema={async () => {
        const rules = await import('../../../src/schemas/routing/routes.ts');
        return edited === null ? rules.createSwitch : rules.changeSwitch;
      }}
      isChange={edited !== null}
      save={(body) =>
        edited === null
          ? post<SwitchWithKey>('/switches', body)
          : patch<Switch>(`/switches/${edited.id}`, body)
      }
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

function useSwitchColumns(zone: string, onAsk: (asked: Asked) => void): readonly Column<Switch>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('carriers.switches.field.name.label'),
        isHead: true,
        cell: (row) => <bdi>{row.name}</bdi>,
      },
      {
        id: 'kind',
        header: t('carriers.switches.field.kind.label'),
        cell: (row) => (
          <div className="tb-cell-text">
            {t(`carriers.switches.kind.${row.kind}`)}
            <div className="tb-none">{abilitiesText(row.can, t)}</div>
          </div>
        ),
      },
      {
        id: 'control',
        header: t('carriers.switches.field.controlUrl.label'),
        cell: (row) => (row.controlUrl === null ? '–' : <span className="tb-mono">{row.controlUrl}</span>),
      },
      {
        id: 'seen',
        header: t('carriers.switches.lastSeen'),
        cell: (row) =>
          row.lastSeenAt === null ? (
            t('carriers.switches.neverSeen')
          ) : (
            <time dateTime={row.lastSeenAt}>{timeText(row.lastSeenAt, zone, language)}</time>
          ),
      },
      {
        id: 'status',
        header: t('accounts.column.status'),
        cell: (row) => <SwitchState of={row} zone={zone} />,
      },
      {
        id: 'actions',
        header: t('record.actions'),
        isActions: true,
        cell: (row) => (
          <span className="tb-row-actions">
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('record.editWhat', { what: row.name })}
              onClick={() => onAsk({ what: 'edit', of: row })}
            >
              {t('record.edit')}
            </Button>
            <Button variant="default" size="compact-sm" onClick={() => onAsk({ what: 'key', of: row })}>
              {t('carriers.switches.newKey')}
            </Button>
          </span>
        ),
      },
    ],
    [t, language, zone, onAsk],
  );
}

/** What it can be told and asked, in words; what it lacks is what calls there do without. */
function abilitiesText(can: Switch['can'], t: TFunction): string {
  const words = (['push', 'ask', 'play'] as const).filter((each) => can[each]);
  return words.length === 0
    ? t('carriers.switches.can.nothing')
    : words.map((word) => t(`carriers.switches.can.${word}`)).join(' · ');
}
