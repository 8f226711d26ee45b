/** One card payment at the side of the list. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../../ui/loading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { RowDrawer } from '../../ui/row-drawer.tsx';
import { cardPaymentQuery } from './api.ts';
import { CardPaymentStory } from './card-payment-story.tsx';

type Props = Readonly<{
  id: string;
  /** Of the payments beside it in the list. */
  keys: readonly string[];
  zone: string;
  onTurn: (id: string) => void;
  onClose: () => void;
}>;

export function CardPaymentDrawer({ id, keys, zone, onTurn, onClose }: Props) {
  const { t } = useTranslation();
  const found = useQuery(cardPaymentQuery(id));
  const [isCovered, setCovered] = useState(false);
  return (
    <RowDrawer
      title={t('cardStaff.one')}
      keys={keys}
      openKey={id}
      onTurn={onTurn}
      onClose={onClose}
      isBelow={isCovered}
    >
      {found.isPending && <Loading height={320} />}
      {found.isError && <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <CardPaymentStory key={id} payment={found.data} zone={zone} onCovered={setCovered} />
      )}
    </RowDrawer>
  );
}
