import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../../../api/client.ts';
import type { StartedJob } from '../../../api/jobs.ts';
import { useMay } from '../../../api/may.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { timeText } from '../../../ui/format.ts';
import { ConfirmDialog } from '../../../ui/record/confirm-dialog.tsx';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { toast } from '../../../ui/toast.ts';
import { RATES_AT_ONCE, rateImportsQuery, type RateGroup, type RateImportVersion } from '../api.ts';

const TONES = { scheduled: 'warn', applied: 'good', cancelled: 'mute', undone: 'mute' } as const;
const KINDS = ['new', 'raised', 'lowered', 'changed', 'closed'] as const;

/** The imports of a price list, the newest first, which can be undone. Nothing is shown before the first. */
export function VersionsOfGroup({ group, zone }: { group: RateGroup; zone: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState<RateImportVersion | null>(null);
  const list = useQuery(rateImportsQuery(group.id, cursors.at(-1)));
  if (list.data === undefined || (list.data.items.length === 0 && cursors.length === 0)) return null;
  const count = new Intl.NumberFormat(language);
  const at = (moment: string) => timeText(moment, zone, language);
  const isScheduled = asked?.status === 'scheduled';
  const isLong = asked !== null && ratesOf(asked) > RATES_AT_ONCE && may('jobs:read');
  const columns: Column<RateImportVersion>[] = [
    {
      id: 'number',
      header: t('rates.version.number'),
      isHead: true,
      cell: ({ number, fileName }) => (
        <>
          <div>{count.format(number)}</div>
          {fileName !== '' && (
            <bdi className="tb-muted" title={fileName}>
              {fileName}
            </bdi>
          )}
        </>
      ),
    },
    {
      id: 'status',
      header: t('rates.version.status'),
      cell: ({ status }) => <Tag tone={TONES[status]}>{t(`rates.version.is.${status}`)}</Tag>,
    },
    {
      id: 'imported',
      header: t('rates.version.imported'),
      cell: ({ importedAt, importedBy, undoneAt, undoneBy }) => (
        <>
          <div>{by(t, at(importedAt), importedBy)}</div>
          {undoneAt !== null && (
            <div className="tb-muted">
              {t('rates.version.undoneAt', { when: by(t, at(undoneAt), undoneBy) })}
            </div>
          )}
        </>
      ),
    },
    {
      id: 'validFrom',
      header: t('rates.rate.field.validFrom.label'),
      cell: ({ validFrom, lastValidFrom }) =>
        validFrom === lastValidFrom
          ? at(validFrom)
          : t('rates.between', { from: at(validFrom), to: at(lastValidFrom) }),
    },
    {
      id: 'rows',
      header: t('rates.version.rows'),
      cell: ({ read, imported, rejectedRows, skipped }) =>
        t('rates.version.rowSum', {
          read: count.format(read),
          imported: count.format(imported),
          rejected: count.format(rejectedRows),
          skipped: count.format(skipped),
        }),
    },
    {
      id: 'changes',
      header: t('rates.version.changes'),
      cell: ({ changes, keptPrefixes }) => (
        <>
          {KINDS.filter((kind) => changes[kind] > 0)
            .map((kind) => `${t(`sheet.rateChange.${kind}`)} ${count.format(changes[kind])}`)
            .join(' · ') || t('rates.version.nothing')}
          {keptPrefixes !== null && keptPrefixes > 0 && (
            <div className="tb-muted">
              {t('rates.version.kept', { count: keptPrefixes, prefixes: count.format(keptPrefixes) })}
            </div>
          )}
        </>
      ),
    },
    {
      id: 'undo',
      header: '',
      isActions: true,
      cell: (version) =>
        version.canUndo && (
          <Button variant="default" size="compact-sm" onClick={() => setAsked(version)}>
            {t(version.status === 'scheduled' ? 'rates.version.cancelShort' : 'rates.version.undo')}
          </Button>
        ),
    },
  ];
  return (
    <section className="tb-versions" aria-label={t('rates.version.title')}>
      <h2>{t('rates.version.title')}</h2>
      <DataTable
        label={t('rates.version.title')}
        columns={columns}
        rows={list.data.items}
        rowKey={({ id }) => id}
        mayAct={may('rates:import')}
      />
      {(cursors.length > 0 || list.data.nextCursor !== null) && (
        <div className="tb-record-foot">
          <Button
            variant="default"
            disabled={cursors.length === 0}
            onClick={() => setCursors(cursors.slice(0, -1))}
          >
            {t('rates.version.newer')}
          </Button>
          <Button
            variant="default"
            disabled={list.data.nextCursor === null}
            onClick={() => list.data.nextCursor !== null && setCursors([...cursors, list.data.nextCursor])}
          >
            {t('rates.version.older')}
          </Button>
        </div>
      )}
      {asked !== null && (
        <ConfirmDialog
          title={t(isScheduled ? 'rates.version.cancelTitle' : 'rates.version.undoTitle', {
            number: count.format(asked.number),
          })}
          text={t(isScheduled ? 'rates.version.cancelText' : 'rates.version.undoText')}
          submit={t(isScheduled ? 'rates.version.cancel' : 'rates.version.undo')}
          act={() =>
            post<RateImportVersion | StartedJob>(
              `/rate-groups/${group.id}/imports/${asked.id}/undo`,
              {},
              isLong ? { query: { inBackground: 'true' } } : {},
            )
          }
          onDone={async (undone) => {
            setAsked(null);
            if ('jobId' in undone) {
              await queryClient.invalidateQueries({ queryKey: ['jobs'] });
              await navigate({ to: '/jobs/$id', params: { id: undone.jobId } });
              return;
            }
            toast(t('record.saved'));
            await queryClient.invalidateQueries({ queryKey: ['rate-groups'] });
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

function ratesOf({ changes }: RateImportVersion): number {
  return KINDS.reduce((sum, kind) => sum + changes[kind], 0);
}

function by(t: ReturnType<typeof useTranslation>['t'], when: string, who: string | null): string {
  return who === null ? when : t('rates.version.by', { when, who });
}
