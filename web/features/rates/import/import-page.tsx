/** A carrier's sheet: read by the server without changing anything, shown, and then imported. */
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { upload } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { FileProblem } from '../../../ui/file-problem.tsx';
import { instantOf, zoneText } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { rateGroupQuery, type RateGroup, type RateImport } from '../api.ts';
import { SheetDrop } from './sheet-drop.tsx';
import { ImportReport } from './import-report.tsx';
import { NotShown } from '../../../ui/not-shown.tsx';

/** What the server takes in one request. */
const BYTES_MAX = 64 * 1024 * 1024;

export function ImportPage() {
  const { id } = useParams({ from: '/signed-in/rates/$id/import' });
  const group = useQuery(rateGroupQuery(id));
  if (group.isPending) return <Loading height={220} />;
  if (group.isError) return <NotShown query={group} />;
  return <ImportInto group={group.data} />;
}

function ImportInto({ group }: { group: RateGroup }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { data: actor } = useQuery(actorQuery);
  const zone = actor?.timezone ?? 'UTC';
  const [file, setFile] = useState<File | null>(null);
  const [validFrom, setValidFrom] = useState('');
  const send = (sheet: File, isDryRun: boolean) =>
    upload<RateImport>(`/rate-groups/${group.id}/rates/import`, sheet, {
      contentType: 'text/csv',
      query: {
        ...(validFrom === '' ? {} : { validFrom: instantOf(validFrom, zone) }),
        ...(isDryRun ? { dryRun: 'true' } : {}),
      },
    });
  const checking = useMutation({ mutationFn: (sheet: File) => send(sheet, true) });
  const importing = useMutation({
    mutationFn: (sheet: File) => send(sheet, false),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['rate-groups'] }),
  });
  const choose = (chosen: File) => {
    setFile(chosen);
    importing.reset();
    checking.reset();
    if (chosen.size <= BYTES_MAX) checking.mutate(chosen);
  };
  const count = new Intl.NumberFormat(language);
  const back = (
    <Button
      variant="default"
      renderRoot={(props) => <Link {...props} to="/rates/$id" params={{ id: group.id }} search={{}} />}
    >
      {t('rates.import.back')}
    </Button>
  );
  return (
    <>
      <nav className="tb-owner-path" aria-label={t('record.path')}>
        <Link to="/rates" search={{}}>
          {t('rates.title')}
        </Link>
        <span aria-hidden="true">/</span>
        <Link to="/rates/$id" params={{ id: group.id }} search={{}}>
          <bdi>{group.name}</bdi>
        </Link>
      </nav>
      <div className="tb-page-head">
        <h1>{t('rates.import.title')}</h1>
      </div>
      {importing.data === undefined && (
        <Panel title={t('rates.import.sheet')}>
          <div className="tb-record">
            <SheetDrop file={file} isBusy={checking.isPending} onFile={choose} />
            {file !== null && file.size > BYTES_MAX && (
              <p className="tb-field-error" role="alert">
                {t('rates.import.tooLarge')}
              </p>
            )}
            {checking.isError && <FileProblem error={checking.error} />}
            <div className="tb-fields">
              <TextInput
                type="datetime-local"
                label={t('rates.rate.field.validFrom.label')}
                description={`${t('rates.import.validFromHelp')} ${t('common.timesIn', { zone: zoneText(zone, language) })}.`}
                inputWrapperOrder={['label', 'input', 'error', 'description']}
                value={validFrom}
                onChange={(event) => setValidFrom(event.currentTarget.value)}
              />
            </div>
          </div>
        </Panel>
      )}
      {checking.data !== undefined && importing.data === undefined && file !== null && (
        <Panel title={t('rates.import.preview')}>
          <div className="tb-record">
            <ImportReport result={checking.data} />
            {importing.isError && <FileProblem error={importing.error} />}
            <div className="tb-record-foot">
              {back}
              {checking.data.imported > 0 && (
                <Button loading={importing.isPending} onClick={() => importing.mutate(file)}>
                  {t('rates.import.submit', {
                    count: checking.data.imported,
                    rates: count.format(checking.data.imported),
                  })}
                </Button>
              )}
            </div>
          </div>
        </Panel>
      )}
      {importing.data !== undefined && (
        <Panel title={t('rates.import.done')}>
          <div className="tb-record">
            <ImportReport result={importing.data} />
            <div className="tb-record-foot">{back}</div>
          </div>
        </Panel>
      )}
    </>
  );
}
