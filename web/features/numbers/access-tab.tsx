import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../../src/domain/languages.ts';
import { actorQuery } from '../../api/actor.ts';
import { patch, post, remove } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../ui/data-table.tsx';
import { ConfirmDialog } from '../../ui/record/confirm-dialog.tsx';
import { useInboundPrice } from '../../ui/inbound-price.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import { PagedList } from '../../ui/record/paged-list.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import { Tag } from '../../ui/tag.tsx';
import { toast } from '../../ui/toast.ts';
import { AccessPriceDialog } from './access-price-dialog.tsx';
import { accessNumbersQuery, freeNumbersQuery, playingSwitchesQuery, type AccessNumber } from './api.ts';
import { useNumbersSearch } from './use-numbers-search.ts';

type Open = Readonly<{ kind: 'edit' | 'price' | 'remove'; row: AccessNumber }>;

/** Numbers that holders of calling cards call. */
export function AccessTab() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: actor } = useQuery(actorQuery);
  const { search, change, clear } = useNumbersSearch();
  const list = useQuery(accessNumbersQuery({ q: search.q, cursor: search.cursor }));
  const [open, setOpen] = useState<Open | null>(null);
  const columns = useAccessColumns(setOpen);
  const close = () => {
    setOpen(null);
    if (search.new !== undefined) change({ new: undefined });
  };
  const done = async (message: string) => {
    close();
    toast(message);
    await queryClient.invalidateQueries({ queryKey: ['dids'] });
  };
  const edited = open?.kind === 'edit' ? open.row : null;
  return (
    <>
      <p className="tb-list-help">{t('dids.access.help')}</p>
      <NobodyPlays />
      <PagedList
        words="dids.access"
        needs="access_numbers:edit"
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        search={search}
        onSearch={change}
        onClear={clear}
        action={<Button onClick={() => change({ new: 'one' })}>{t('dids.access.add')}</Button>}
      />
      {(search.new === 'one' || edited !== null) && (
        <AccessDialog
          row={edited}
          zone={actor?.timezone ?? 'UTC'}
          onSaved={() => void done(t('record.saved'))}
          onClose={close}
        />
      )}
      {open?.kind === 'price' && (
        <AccessPriceDialog
          row={open.row}
          zone={actor?.timezone ?? 'UTC'}
          onSaved={() => void done(t('record.saved'))}
          onClose={close}
        />
      )}
      {open?.kind === 'remove' && (
        <ConfirmDialog
          title={t('dids.access.remove')}
          text={t('dids.access.removeText', { what: `+${open.row.number}` })}
          submit={t('record.remove')}
          act={() => remove(`/access-numbers/${open.row.id}`)}
          onDone={() => done(t('record.removed', { what: `+${open.row.number}` }))}
          onClose={close}
        />
      )}
    </>
  );
}

/** Staff read that no switch can play and collect; who may not see switches, nothing. */
function NobodyPlays() {
  const { t } = useTranslation();
  const may = useMay();
  const mayRead = may('switches:read');
  const playing = useQuery({ ...playingSwitchesQuery, enabled: mayRead });
  if (!mayRead || playing.data === undefined || playing.data > 0) return null;
  return (
    <div className="tb-notice" data-tone="warn" role="status">
      <strong>{t('dids.access.nobodyPlays')}</strong>
      <p>{t('dids.access.nobodyPlaysText')}</p>
    </div>
  );
}

function AccessDialog({
  row,
  zone,
  onSaved,
  onClose,
}: Readonly<{ row: AccessNumber | null; zone: string; onSaved: () => void; onClose: () => void }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const free = useQuery({ ...freeNumbersQuery, enabled: row === null });
  const fields = useMemo((): readonly RecordField[] => {
    const names = new Intl.DisplayNames(language, { type: 'language' });
    const number = { name: 'number', input: 'choice', isRequired: true, options: free.data ?? [] } as const;
    return [
      ...(row === null ? [number] : []),
      {
        name: 'language',
        input: 'choice',
        isRequired: true,
        options: LANGUAGES.map((value) => ({ value, label: names.of(value) ?? value })),
      },
      { name: 'label', input: 'text', ...(row === null && { empty: 'omitted' as const }) },
      { name: 'isActive', input: 'check' },
    ];
  }, [language, row, free.data]);
  if (row === null && free.isPending) return null;
  return (
    <FormDialog
      title={row === null ? t('dids.access.add') : t('dids.access.edit', { what: `+${row.number}` })}
      submit={t(row === null ? 'dids.access.add' : 'record.save')}
      words="dids.access.field"
      zone={zone}
      record={row ?? { isActive: true }}
      fields={fields}
      schema={async () => {
        const rules = await import('../../../src/schemas/numbering/dids.ts');
        return row === null ? rules.createAccessNumber : rules.changeAccessNumber;
      }}
      isChange={row !== null}
      save={(body, idempotencyKey) =>
        row === null
          ? post<AccessNumber>('/access-numbers', body, { idempotencyKey })
          : patch<AccessNumber>(`/access-numbers/${row.id}`, body)
      }
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

function useAccessColumns(onOpen: (open: Open) => void): readonly Column<AccessNumber>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const priceOf = useInboundPrice();
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'language' });
    return [
      {
        id: 'number',
        header: t('dids.access.field.number.label'),
        isHead: true,
        cell: (row) => <span className="tb-mono">+{row.number}</span>,
      },
      {
        id: 'label',
        header: t('dids.access.field.label.label'),
        cell: (row) => (row.label === '' ? '–' : <bdi>{row.label}</bdi>),
      },
      {
        id: 'language',
        header: t('dids.access.field.language.label'),
        cell: (row) => names.of(row.language) ?? row.language,
      },
      { id: 'price', header: t('dids.access.price'), cell: ({ price }) => priceOf(price) },
      {
        id: 'owner',
        header: t('dids.field.ownerId.label'),
        cell: (row) => (row.isOwn ? t('dids.owner.you') : <bdi>{row.ownerName}</bdi>),
      },
      {
        id: 'status',
        header: t('dids.access.status'),
        cell: ({ isActive }) => (
          <Tag tone={isActive ? 'good' : 'mute'}>
            {t(`record.status.${isActive ? 'active' : 'inactive'}`)}
          </Tag>
        ),
      },
      {
        id: 'actions',
        header: t('record.actions'),
        isActions: true,
        cell: (row) => actions(row, t, onOpen),
      },
    ];
  }, [t, language, onOpen, priceOf]);
}

function actions(row: AccessNumber, t: TFunction, onOpen: (open: Open) => void) {
  const what = `+${row.number}`;
  return (
    <span className="tb-row-actions">
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('record.editWhat', { what })}
        onClick={() => onOpen({ kind: 'edit', row })}
      >
        {t('record.edit')}
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('dids.access.priceOf', { what })}
        onClick={() => onOpen({ kind: 'price', row })}
      >
        {t('dids.access.price')}
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('record.removeWhat', { what })}
        onClick={() => onOpen({ kind: 'remove', row })}
      >
        {t('record.remove')}
      </Button>
    </span>
  );
}
