/** An invoice that is being written, and what it would be. */
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post, remove } from '../../../api/client.ts';
import { newIdempotencyKey } from '../../../api/idempotency-key.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { moneyText } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { NotShown } from '../../../ui/not-shown.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { ConfirmDialog } from '../../../ui/record/confirm-dialog.tsx';
import { toast } from '../../../ui/toast.ts';
import { draftQuery, previewQuery, type Draft, type Issued } from './api.ts';
import { DraftLines } from './draft-lines.tsx';
import { DraftPreview } from './draft-preview.tsx';
import { useDraft } from './use-draft.ts';

export function DraftPage() {
  const { id } = useParams({ from: '/signed-in/invoice-drafts/$id' });
  const draft = useQuery({ ...draftQuery(id), refetchOnWindowFocus: false });
  if (draft.isPending) return <Loading height={320} />;
  if (draft.data === undefined) return <NotShown query={draft} />;
  return <OneDraft key={id} draft={draft.data} />;
}

function OneDraft({ draft }: Readonly<{ draft: Draft }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [asked, setAsked] = useState<'issue' | 'remove' | null>(null);
  const [isShown, setShown] = useState(false);
  const form = useDraft(draft);
  const { account, currency } = draft;
  const preview = useQuery(previewQuery(draft.id, draft.changedAt));
  const isReady = form.isSaved && !form.isWrong && preview.isSuccess && !preview.isPlaceholderData;
  const isEmpty = preview.data?.lines.length === 0;
  const leave = async (doc?: string) => {
    await navigate({
      to: '/accounts/$id',
      params: { id: account.id },
      search: { tab: 'documents', ...(doc !== undefined && { doc }) },
    });
    queryClient.removeQueries({ queryKey: ['invoice-drafts', 'one', draft.id] });
    await queryClient.invalidateQueries({ queryKey: ['invoice-drafts'] });
  };
  const issue = () => {
    setShown(true);
    if (isReady && !isEmpty) setAsked('issue');
    else document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  };
  return (
    <>
      <nav className="tb-owner-path" aria-label={t('record.path')}>
        <Link to="/accounts/$id" params={{ id: account.id }} search={{ tab: 'documents' }}>
          <bdi>{account.displayName}</bdi>
        </Link>
      </nav>
      <div className="tb-page-head">
        <h1>{t('billing.draft.title')}</h1>
        <span className="tb-head-actions">
          <Button variant="default" onClick={() => setAsked('remove')}>
            {t('billing.draft.remove')}
          </Button>
          <Button onClick={issue}>{t('billing.draft.issue')}</Button>
        </span>
      </div>
      <p className="tb-list-help">{t('billing.draft.help')}</p>
      {form.saving.isError && <ProblemAlert error={form.saving.error} />}
      <div className="tb-columns">
        <div>
          <Panel
            title={t('billing.draft.lines')}
            aside={
              <span className="tb-field-help" role="status">
                {t(`billing.draft.${form.isSaved ? 'saved' : form.isWrong ? 'unfinished' : 'saving'}`)}
              </span>
            }
          >
            <DraftLines form={form} currency={currency} isShown={isShown} />
          </Panel>
          <Panel title={t('billing.draft.terms')}>
            <div className="tb-record">
              <Checkbox
                label={t('billing.draft.includesOpen')}
                description={t('billing.draft.includesOpenHelp')}
                checked={form.typed.includesOpen}
                onChange={(event) => form.change({ includesOpen: event.currentTarget.checked })}
              />
              <TextInput
                label={t('billing.draft.dueDays')}
                description={t('billing.draft.dueDaysHelp')}
                inputMode="numeric"
                value={form.typed.dueDays}
                error={form.isDueWrong && t('billing.draft.mistakes.dueDays')}
                onChange={(event) => form.change({ dueDays: event.currentTarget.value.trim() })}
              />
              <Textarea
                label={t('billing.note')}
                description={t('billing.draft.noteHelp')}
                autosize
                minRows={2}
                maxLength={500}
                value={form.typed.note}
                onChange={(event) => form.change({ note: event.currentTarget.value })}
              />
            </div>
          </Panel>
        </div>
        <DraftPreview preview={preview} isCurrent={form.isSaved} />
      </div>
      {asked === 'issue' && preview.data !== undefined && (
        <ConfirmDialog
          title={t('billing.draft.issueTitle')}
          text={t('billing.draft.issueText', {
            name: account.displayName,
            amount: moneyText(preview.data.total, currency, language),
          })}
          submit={t('billing.draft.issue')}
          act={() => post<Issued>(`/invoice-drafts/${draft.id}/issue`, undefined, { idempotencyKey })}
          onDone={async ({ id, number }) => {
            toast(t('billing.draft.issued', { number }));
            await queryClient.invalidateQueries({ queryKey: ['documents'] });
            await queryClient.invalidateQueries({ queryKey: ['accounts'] });
            await leave(id);
          }}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'remove' && (
        <ConfirmDialog
          title={t('billing.draft.removeTitle')}
          text={t('billing.draft.removeText')}
          submit={t('billing.draft.remove')}
          act={() => remove(`/invoice-drafts/${draft.id}`)}
          onDone={async () => {
            toast(t('billing.draft.removed'));
            await leave();
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
