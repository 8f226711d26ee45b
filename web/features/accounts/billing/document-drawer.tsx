import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useState } from 'react';
import { Loading } from '../../../ui/loading.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { RowDrawer } from '../../../ui/row-drawer.tsx';
import { documentQuery } from './api.ts';
import { DocumentStory } from './document-story.tsx';

type Props = Readonly<{
  id: string;
  /** Of the documents beside it in the list. */
  keys: readonly string[];
  onTurn: (id: string) => void;
  onClose: () => void;
}>;

/** One document at the side of the list. */
export function DocumentDrawer({ id, keys, onTurn, onClose }: Props) {
  const { t } = useTranslation();
  const found = useQuery(documentQuery(id));
  const [isCovered, setCovered] = useState(false);
  return (
    <RowDrawer
      title={t('billing.one')}
      keys={keys}
      openKey={id}
      onTurn={onTurn}
      onClose={onClose}
      isBelow={isCovered}
    >
      {found.isPending && <Loading height={320} />}
      {found.isError && <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <DocumentStory key={id} document={found.data} onOther={onTurn} onCovered={setCovered} />
      )}
    </RowDrawer>
  );
}
