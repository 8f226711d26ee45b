import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../../../ui/loading.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { defaultsQuery, type CreatedAccount } from '../api.ts';
import { NEW_KINDS, type NewKind } from '../search.ts';
import { templatesQuery } from './api.ts';
import { draftOfTab, keepInTab, type KeptDraft } from './draft.ts';
import { Drafts } from './drafts.tsx';
import { NewAccountForm } from './new-account-form.tsx';

const ResultCard = lazy(async () => ({ default: (await import('./result-card.tsx')).ResultCard }));

/** What the card after saving shows once: the answer, and the password the browser proposed; null where an invitation was sent. */
export type Result = Readonly<{ created: CreatedAccount; password: string | null; pin: string }>;

export function NewAccountPage() {
  const { t } = useTranslation();
  const { kind, parentId = null } = useSearch({ from: '/signed-in/accounts/new' });
  const defaults = useQuery(defaultsQuery(kind, parentId));
  const templates = useQuery(templatesQuery(kind));
  const [result, setResult] = useState<Result | null>(null);
  const [round, setRound] = useState(1);
  const draft = useMemo(() => draftAt(kind, round), [kind, round]);
  if (result !== null) {
    const another = () => {
      setResult(null);
      setRound(round + 1);
    };
    return (
      <Suspense fallback={<Loading height={420} />}>
        <ResultCard result={result} onAnother={another} />
      </Suspense>
    );
  }
  return (
    <>
      <div className="tb-page-head">
        <h1>{t(`newAccount.title.${kind}`)}</h1>
        <nav className="tb-kinds" aria-label={t('accounts.column.kind')}>
          {NEW_KINDS.map((value) => (
            <Link
              key={value}
              to="/accounts/new"
              search={{ kind: value, ...(parentId === null ? {} : { parentId }) }}
              aria-current={value === kind ? 'page' : undefined}
            >
              {t(`kind.${value}`)}
            </Link>
          ))}
        </nav>
      </div>
      {defaults.isError && <ProblemAlert error={defaults.error} onRetry={() => void defaults.refetch()} />}
      {(defaults.isPending || templates.isPending) && <Loading height={420} />}
      {defaults.data !== undefined && defaults.data.kind === kind && !templates.isPending && (
        <>
          <Drafts
            key={`drafts ${kind} ${round}`}
            kind={kind}
            openId={draft?.id ?? null}
            onContinue={({ id, form }) => {
              keepInTab(kind, { id, form });
              setRound(round + 1);
            }}
          />
          <NewAccountForm
            key={`${kind} ${round}`}
            kind={kind}
            parentId={parentId}
            defaults={defaults.data}
            templates={templates.data?.items ?? []}
            draft={draft}
            onCreated={setResult}
            onDiscarded={() => setRound(round + 1)}
          />
        </>
      )}
    </>
  );
}

/** What this tab has when a round of the form begins. */
function draftAt(kind: NewKind, _round: number): KeptDraft | null {
  return draftOfTab(kind);
}
