import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { defaultsQuery, type CreatedAccount } from '../api.ts';
import { NEW_KINDS } from '../search.ts';
import { NewAccountForm } from './new-account-form.tsx';

const ResultCard = lazy(async () => ({ default: (await import('./result-card.tsx')).ResultCard }));

/** What the card after saving shows once: the answer, and the password the browser proposed; null where an invitation was sent. */
export type Result = Readonly<{ created: CreatedAccount; password: string | null; pin: string }>;

export function NewAccountPage() {
  const { t } = useTranslation();
  const { kind, parentId = null } = useSearch({ from: '/signed-in/accounts/new' });
  const defaults = useQuery(defaultsQuery(kind, parentId));
  const [result, setResult] = useState<Result | null>(null);
  const [round, setRound] = useState(1);
  if (result !== null) {
    const another = () => {
      setResult(null);
      setRound(round + 1);
    };
    return (
      <Suspense fallback={<Skeleton height={420} />}>
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
      {defaults.isPending && <Skeleton height={420} />}
      {defaults.data !== undefined && defaults.data.kind === kind && (
        <NewAccountForm
          key={`${kind} ${round}`}
          kind={kind}
          parentId={parentId}
          defaults={defaults.data}
          onCreated={setResult}
        />
      )}
    </>
  );
}
