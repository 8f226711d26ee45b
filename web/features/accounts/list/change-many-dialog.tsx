/** One change of many accounts: chosen, looked at, and then put into the queue as a job. */
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../../../api/client.ts';
import { newIdempotencyKey } from '../../../api/idempotency-key.ts';
import { useMay } from '../../../api/may.ts';
import type { StartedJob } from '../../../api/jobs.ts';
import { useWrite } from '../../../api/use-write.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { ListSearch } from '../search.ts';
import { ChangeManyForm, changeOf, firstDraft, type Draft } from './change-many-form.tsx';
import { ChangeManyPreview, type Preview } from './change-many-preview.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

export type Chosen =
  | Readonly<{ accountIds: readonly string[] }>
  | Readonly<{ filter: Pick<ListSearch, 'q' | 'kind' | 'status'> }>;

export function ChangeManyDialog({ chosen, onClose }: { chosen: Chosen; onClose: () => void }) {
  const { t } = useTranslation();
  const count = new Intl.NumberFormat(useLanguage());
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const may = useMay();
  const [draft, setDraft] = useState<Draft>(() => firstDraft(may));
  const [idempotencyKey] = useState(newIdempotencyKey);
  const change = changeOf(draft);
  const looking = useMutation({
    mutationFn: () => post<Preview>('/accounts/change-many/preview', { ...chosen, change }),
  });
  const changing = useWrite({
    mutationFn: (accountIds: readonly string[]) =>
      post<StartedJob>(
        '/accounts/change-many',
        { accountIds, change, ...(draft.reason.trim() === '' ? {} : { reason: draft.reason }) },
        { idempotencyKey },
      ),
    onSuccess: async ({ jobId }) => {
      await queryClient.invalidateQueries({ queryKey: ['jobs'] });
      await navigate({ to: '/jobs/$id', params: { id: jobId } });
    },
  });
  const preview = looking.data;
  const ids = preview?.items.flatMap(({ accountId, outcome }) => (outcome === 'changes' ? [accountId] : []));
  return (
    <Dialog size="xl" onClose={onClose} title={t('bulk.title')}>
      <form
        className="tb-record"
        onSubmit={(event) => {
          event.preventDefault();
          if (ids === undefined) looking.mutate();
          else changing.mutate(ids);
        }}
      >
        {looking.isError && <ProblemAlert error={looking.error} />}
        {changing.isError && <ProblemAlert error={changing.error} />}
        {preview === undefined ? (
          <ChangeManyForm draft={draft} onChange={(next) => setDraft((now) => ({ ...now, ...next }))} />
        ) : (
          <>
            <p>{t('bulk.previewText')}</p>
            <ChangeManyPreview preview={preview} />
          </>
        )}
        <div className="tb-record-foot">
          {preview === undefined ? (
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
          ) : (
            <Button variant="default" onClick={() => looking.reset()}>
              {t('bulk.back')}
            </Button>
          )}
          {ids === undefined ? (
            <Button type="submit" disabled={change === null} loading={looking.isPending}>
              {t('bulk.look')}
            </Button>
          ) : (
            <Button type="submit" disabled={ids.length === 0} loading={changing.isPending}>
              {t('bulk.submit', { count: ids.length, accounts: count.format(ids.length) })}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
