/** A carrier's sheet: read by the server without changing anything, its columns named, checked, and then imported. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { upload } from '../../../api/client.ts';
import { FileProblem } from '../../../ui/file-problem.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { NotShown } from '../../../ui/not-shown.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { rateGroupQuery, type RateGroup, type RateImportAnswer, type RateSheet } from '../api.ts';
import { ImportReport } from './import-report.tsx';
import { ImportSheet } from './import-sheet.tsx';
import { SheetDrop } from './sheet-drop.tsx';

/** What the server takes in one request. */
const BYTES_MAX = 64 * 1024 * 1024;

type Sent = Readonly<{ file: File; encoding?: string }>;

export function ImportPage() {
  const { id } = useParams({ from: '/signed-in/rates/$id/import' });
  const group = useQuery(rateGroupQuery(id));
  if (group.isPending) return <Loading height={220} />;
  if (group.isError) return <NotShown query={group} />;
  return <ImportInto group={group.data} />;
}

function ImportInto({ group }: { group: RateGroup }) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [imported, setImported] = useState<RateImportAnswer | null>(null);
  const looking = useMutation({
    mutationFn: async ({ file: sheet, encoding }: Sent) => ({
      file: sheet,
      look: await upload<RateSheet>(`/rate-groups/${group.id}/rates/import/look`, sheet, {
        contentType: 'application/octet-stream',
        query: { encoding },
      }),
    }),
  });
  const choose = (chosen: File) => {
    setFile(chosen);
    looking.reset();
    if (chosen.size <= BYTES_MAX) looking.mutate({ file: chosen });
  };
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
      {imported === null ? (
        <Panel title={t('rates.import.sheet')}>
          <div className="tb-record">
            <SheetDrop
              file={file}
              look={looking.data?.look}
              isBusy={looking.isPending}
              onFile={choose}
              onEncoding={(encoding) => file !== null && looking.mutate({ file, encoding })}
            />
            {file !== null && file.size > BYTES_MAX && (
              <p className="tb-field-error" role="alert">
                {t('rates.import.tooLarge')}
              </p>
            )}
            {looking.isError && <FileProblem error={looking.error} />}
          </div>
        </Panel>
      ) : (
        <Panel title={t('rates.import.done')}>
          <div className="tb-record">
            <ImportReport result={imported} group={group} />
            <div className="tb-record-foot">
              <Button
                variant="default"
                renderRoot={(props) => (
                  <Link {...props} to="/rates/$id" params={{ id: group.id }} search={{}} />
                )}
              >
                {t('rates.import.back')}
              </Button>
            </div>
          </div>
        </Panel>
      )}
      {imported === null && looking.data !== undefined && (
        <ImportSheet
          // Another file, or the same one read in other letters, begins anew.
          key={looking.submittedAt}
          group={group}
          file={looking.data.file}
          look={looking.data.look}
          onImported={setImported}
        />
      )}
    </>
  );
}
