import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { undoPreview } from '../../../src/schemas/accounts/many-accounts.ts';
import { get, post } from '../../api/client.ts';
import { newIdempotencyKey } from '../../api/idempotency-key.ts';
import type { Job, StartedJob } from '../../api/jobs.ts';
import { useWrite } from '../../api/use-write.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Loading } from '../../ui/loading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ClosedAccounts } from './closed-accounts.tsx';
import { RefusedAccounts } from './refused-accounts.tsx';
import { Dialog } from '../../ui/dialog.tsx';

type Preview = z.output<typeof undoPreview>;
type Props = Readonly<{ job: Job; onStarted: (started: StartedJob) => unknown; onClose: () => void }>;

const previewQuery = (jobId: string) =>
  queryOptions({
    queryKey: ['jobs', 'one', jobId, 'undo'],
    queryFn: ({ signal }) => get<Preview>(`/jobs/${jobId}/undo`, { signal }),
    // What happened meanwhile counts.
    staleTime: 0,
    gcTime: 0,
  });

/** Says what would be removed and what could only be closed, and then does it. */
export function UndoDialog({ job, onStarted, onClose }: Props) {
  const { t } = useTranslation();
  const count = new Intl.NumberFormat(useLanguage());
  const [idempotencyKey] = useState(newIdempotencyKey);
  const preview = useQuery(previewQuery(job.id));
  const undoing = useWrite({
    mutationFn: () => post<StartedJob>(`/jobs/${job.id}/undo`, undefined, { idempotencyKey }),
    onSuccess: onStarted,
  });
  const { removable = 0, toClose = 0, toCloseAccounts = [] } = preview.data ?? {};
  const { restorable = 0, keptAccounts = [] } = preview.data ?? {};
  return (
    <Dialog size="lg" onClose={onClose} title={t('jobs.undoTitle')}>
      <div className="tb-record">
        {preview.isPending && <Loading height={80} />}
        {preview.isError && <ProblemAlert error={preview.error} />}
        {undoing.isError && <ProblemAlert error={undoing.error} />}
        {preview.data !== undefined && job.kind === 'change_accounts' && (
          <p className="tb-confirm">
            {t('jobs.undoChanges', { count: restorable, accounts: count.format(restorable) })}
          </p>
        )}
        {preview.data !== undefined && job.kind !== 'change_accounts' && (
          <>
            <p className="tb-confirm">
              {t('jobs.undoText', { count: removable, accounts: count.format(removable) })}
            </p>
            {toClose > 0 && (
              <>
                <p>{t('jobs.undoCloses', { count: toClose, accounts: count.format(toClose) })}</p>
                <ClosedAccounts accounts={toCloseAccounts} />
              </>
            )}
          </>
        )}
        {keptAccounts.length > 0 && (
          <>
            <p>{t('jobs.kept')}:</p>
            <RefusedAccounts accounts={keptAccounts} />
          </>
        )}
        <div className="tb-record-foot">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          {preview.data !== undefined && (
            <Button loading={undoing.isPending} onClick={() => undoing.mutate()}>
              {t('jobs.undoSubmit')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
