import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isStaff } from '../../../../src/domain/accounts/actor.ts';
import { actorQuery } from '../../../api/actor.ts';
import { useMay } from '../../../api/may.ts';
import { Loading } from '../../../ui/loading.tsx';
import { EmptyState } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { defaultsQuery, type CreatedAccount } from '../api.ts';
import type { AccountForm } from '../form/form-values.ts';
import { kindsBelow, NEW_KINDS, type NewKind } from '../search.ts';
import { templatesQuery } from './api.ts';
import { likeIt } from './carried.ts';
import { draftOfTab, keepInTab, type Groups, type KeptDraft } from './draft.ts';
import { Drafts } from './drafts.tsx';
import { NewAccountForm } from './new-account-form.tsx';

const ResultCard = lazy(async () => ({ default: (await import('./result-card.tsx')).ResultCard }));

/** What the card after saving shows once: the answer, and the password the browser proposed; null where an invitation was sent. */
export type Result = Readonly<{
  created: CreatedAccount;
  password: string | null;
  pin: string;
  /** What was typed, for another one like it. */
  form: AccountForm;
}>;

export function NewAccountPage() {
  const { t } = useTranslation();
  const { kind, parentId = null } = useSearch({ from: '/signed-in/accounts/new' });
  const kinds = useKinds();
  const may = useMay();
  // Providers are made among the carriers; whoever looks for that form here is led there.
  if (kind === 'provider' && may('carriers:read'))
    return <Navigate to="/carriers" search={{ tab: 'providers', new: '1' }} replace />;
  if (kind !== 'unknown' && kind !== 'provider' && kinds.includes(kind))
    return <NewAccount kind={kind} parentId={parentId} kinds={kinds} />;
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('newAccount.choose')}</h1>
        <Kinds kinds={kinds} parentId={parentId} />
      </div>
      <EmptyState title={t('newAccount.unknownKind')}>{t('newAccount.unknownKindText')}</EmptyState>
    </>
  );
}

/** The kinds that whoever is signed in can make. */
function useKinds(): readonly NewKind[] {
  const { data: actor } = useQuery(actorQuery);
  const may = useMay();
  if (actor === undefined || actor === null) return [];
  const below = kindsBelow(actor.kind);
  return NEW_KINDS.filter(
    (kind) => below.includes(kind) && may(isStaff({ kind }) ? 'staff:edit' : 'accounts:create'),
  );
}

type KindsProps = Readonly<{
  kinds: readonly NewKind[];
  parentId: string | null;
  current?: NewKind;
  onLeave?: (to: NewKind) => void;
}>;

function Kinds({ kinds, parentId, current, onLeave }: KindsProps) {
  const { t } = useTranslation();
  return (
    <nav className="tb-kinds" aria-label={t('accounts.column.kind')}>
      {kinds.map((value) => (
        <Link
          key={value}
          to="/accounts/new"
          search={{ kind: value, ...(parentId === null ? {} : { parentId }) }}
          aria-current={value === current ? 'page' : undefined}
          onClick={() => value !== current && onLeave?.(value)}
        >
          {t(`kind.${value}`)}
        </Link>
      ))}
    </nav>
  );
}

type Props = Readonly<{ kind: NewKind; parentId: string | null; kinds: readonly NewKind[] }>;

function NewAccount({ kind, parentId, kinds }: Props) {
  const { t } = useTranslation();
  const defaults = useQuery(defaultsQuery(kind, parentId));
  const templates = useQuery(templatesQuery(kind));
  const [result, setResult] = useState<Result | null>(null);
  const [round, setRound] = useState(1);
  const [carried, setCarried] = useState<Groups | null>(null);
  const typedRef = useRef<((to: NewKind) => Groups) | null>(null);
  const draft = useMemo(() => draftAt(kind, round), [kind, round]);
  if (result !== null) {
    const another = () => {
      setCarried(likeIt(kind, result.form));
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
        <Kinds
          kinds={kinds}
          parentId={parentId}
          current={kind}
          onLeave={(to) => setCarried(typedRef.current?.(to) ?? null)}
        />
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
              setCarried(null);
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
            carried={carried}
            typedRef={typedRef}
            onCreated={setResult}
            onDiscarded={() => {
              setCarried(null);
              setRound(round + 1);
            }}
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
