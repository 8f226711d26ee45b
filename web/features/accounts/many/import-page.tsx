/** A sheet of accounts: sent, its columns named, checked without making anything, and then imported by a job. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { uploadedSheet } from '../../../../src/schemas/accounts/many-accounts.ts';
import { upload } from '../../../api/client.ts';
import { DropZone } from '../../../ui/drop-zone.tsx';
import { FileProblem } from '../../../ui/file-problem.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { defaultsQuery } from '../api.ts';
import { templatesQuery } from '../create/api.ts';
import { ImportSheet } from './import-sheet.tsx';
import { SheetEncoding, SHEETS_ACCEPTED } from '../../../ui/sheet-encoding.tsx';

export type UploadedSheet = z.output<typeof uploadedSheet>;

/** What the server takes in one request. */
const BYTES_MAX = 10 * 1024 * 1024;
/** A header that is understood as it is, and two rows, to be copied. */
const EXAMPLE = `Account number,First name,E-mail,Rate group,Currency
70000001,Zoë,zoe@example.com,Retail,EUR
,محمد,,Retail,EUR`;

export function ImportAccountsPage() {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [parentId, setParentId] = useState<string | null>(null);
  const defaults = useQuery(defaultsQuery('customer', parentId));
  const templates = useQuery(templatesQuery('customer'));
  const sending = useMutation({
    mutationFn: ({ sheet, encoding }: Readonly<{ sheet: File; encoding?: string }>) =>
      upload<UploadedSheet>('/account-imports', sheet, {
        contentType: 'application/octet-stream',
        query: { fileName: sheet.name.slice(0, 200), encoding },
      }),
  });
  const choose = (chosen: File) => {
    setFile(chosen);
    sending.reset();
    if (chosen.size <= BYTES_MAX) sending.mutate({ sheet: chosen });
  };
  return (
    <>
      <nav className="tb-owner-path" aria-label={t('record.path')}>
        <Link to="/accounts" search={{}}>
          {t('accounts.title')}
        </Link>
      </nav>
      <div className="tb-page-head">
        <h1>{t('many.import.title')}</h1>
      </div>
      <Panel title={t('many.import.sheet')}>
        <div className="tb-record">
          <DropZone
            label={t('many.import.file')}
            title={t('many.import.drop')}
            fileName={file?.name ?? null}
            status={t(sending.isPending ? 'many.import.reading' : 'many.import.nothingYet')}
            accept={SHEETS_ACCEPTED}
            onFile={choose}
          />
          {file !== null && file.size > BYTES_MAX && (
            <p className="tb-field-error" role="alert">
              {t('many.import.tooLarge')}
            </p>
          )}
          {sending.isError && <FileProblem error={sending.error} />}
          {sending.data?.format === 'csv' && file !== null && (
            <div className="tb-fields">
              <SheetEncoding
                detected={sending.data.encoding}
                onChange={(encoding) => sending.mutate({ sheet: file, encoding })}
              />
            </div>
          )}
          {sending.data === undefined && (
            <div>
              <p className="tb-field-help">{t('many.import.columns')}</p>
              <pre className="tb-example">{EXAMPLE}</pre>
            </div>
          )}
        </div>
      </Panel>
      {defaults.isError && <ProblemAlert error={defaults.error} onRetry={() => void defaults.refetch()} />}
      {sending.data !== undefined && defaults.isPending && <Loading height={220} />}
      {sending.data !== undefined && defaults.data !== undefined && !templates.isPending && (
        <ImportSheet
          key={sending.data.uploadId}
          sheet={sending.data}
          defaults={defaults.data}
          templates={templates.data?.items ?? []}
          parentId={parentId}
          onParent={setParentId}
        />
      )}
    </>
  );
}
