import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { loadTexts } from '../../../app/i18n.ts';
import { Loading } from '../../../ui/loading.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { RowDrawer } from '../../../ui/row-drawer.tsx';
import { callQuery } from './calls-api.ts';

const CallStory = lazy(async () => {
  const [{ CallStory: component }] = await Promise.all([import('./call-story.tsx'), loadTexts('remarks')]);
  return { default: component };
});

type Props = Readonly<{
  sessionId: string;
  /** Of the calls beside it in the list. */
  keys: readonly string[];
  /** Whose page it is. */
  accountId: string;
  timezone: string;
  onTurn: (sessionId: string) => void;
  onClose: () => void;
}>;

/** One call at the side of the list. */
export function CallDrawer({ sessionId, keys, accountId, timezone, onTurn, onClose }: Props) {
  const { t } = useTranslation();
  const call = useQuery(callQuery(sessionId));
  return (
    <RowDrawer title={t('calls.one')} keys={keys} openKey={sessionId} onTurn={onTurn} onClose={onClose}>
      {call.isPending && <Loading height={200} />}
      {call.isError && <ProblemAlert error={call.error} onRetry={() => void call.refetch()} />}
      {call.data !== undefined && (
        <Suspense fallback={<Loading height={200} />}>
          <CallStory call={call.data} accountId={accountId} timezone={timezone} />
        </Suspense>
      )}
    </RowDrawer>
  );
}
