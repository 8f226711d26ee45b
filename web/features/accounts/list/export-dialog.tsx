/** The list as a file: its search, filters and order, all its pages. */
import { Button, SegmentedControl } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exportedColumns } from '../../../../src/domain/accounts/list-columns.ts';
import { TIMEZONES } from '../../../../src/domain/accounts/places.ts';
import { actorQuery } from '../../../api/actor.ts';
import { download } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { toast } from '../../../ui/toast.ts';
import { listOf, shownColumns, type ListSearch } from '../search.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { TypeAhead } from '../../../ui/type-ahead.tsx';

const FORMATS = ['xlsx', 'csv', 'jsonl'] as const;
type Format = (typeof FORMATS)[number];

export function ExportDialog({ search, onClose }: { search: ListSearch; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const [format, setFormat] = useState<Format>('xlsx');
  const [columns, setColumns] = useState<'all' | 'list'>('list');
  const [zone, setZone] = useState(actor?.timezone ?? 'UTC');
  const [bytes, setBytes] = useState(0);
  const stopping = useRef<AbortController | null>(null);
  const { columns: _shown, ...filters } = listOf(search);
  const exporting = useMutation({
    mutationFn: () => {
      setBytes(0);
      stopping.current = new AbortController();
      return download('/accounts/export', {
        query: {
          ...filters,
          // The list leaves it out, too.
          ownAccount: 'left_out',
          format,
          timezone: zone,
          // "All" is also what an import takes back.
          columns: columns === 'all' ? undefined : exportedColumns(shownColumns(search)).join(),
        },
        signal: stopping.current.signal,
        onBytes: setBytes,
      });
    },
    onSuccess: (file) => {
      saveFile(file, `accounts-${new Date().toISOString().slice(0, 10)}.${format}`);
      toast(t('export.saved'));
      onClose();
    },
  });
  const close = () => {
    stopping.current?.abort();
    onClose();
  };
  const isFiltered = Boolean(search.q ?? search.kind ?? search.status);
  return (
    <Dialog onClose={close} title={t('export.title')}>
      <form
        className="tb-record"
        onSubmit={(event) => {
          event.preventDefault();
          exporting.mutate();
        }}
      >
        <p className="tb-list-help">{t(isFiltered ? 'export.filtered' : 'export.everything')}</p>
        {exporting.isError && <ProblemAlert error={exporting.error} />}
        <Choice
          label={t('export.format')}
          value={format}
          values={FORMATS}
          text={(value) => t(`export.formats.${value}`)}
          onChange={setFormat}
        />
        <Choice
          label={t('export.columns')}
          value={columns}
          values={['list', 'all']}
          text={(value) => t(`export.columnsOf.${value}`)}
          onChange={setColumns}
        />
        <TypeAhead
          label={t('field.profile.timezone.label')}
          description={t('export.zoneHelp')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          data={[...TIMEZONES]}
          value={zone}
          onChange={(chosen) => chosen !== null && setZone(chosen)}
        />
        <div className="tb-record-foot">
          {exporting.isPending && (
            <p role="status">{t('export.received', { size: sizeText(bytes, language) })}</p>
          )}
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={exporting.isPending}>
            {t('export.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Choice<Value extends string>(
  props: Readonly<{
    label: string;
    value: Value;
    values: readonly Value[];
    text: (value: Value) => string;
    onChange: (value: Value) => void;
  }>,
) {
  const { label, value, values, text, onChange } = props;
  return (
    <fieldset className="tb-one-of">
      <legend>{label}</legend>
      <SegmentedControl
        aria-label={label}
        data={values.map((each) => ({ value: each, label: text(each) }))}
        value={value}
        onChange={onChange}
      />
    </fieldset>
  );
}

/** "1.2 MB". */
function sizeText(bytes: number, language: string): string {
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'megabyte',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return format.format(bytes / 1_000_000);
}
