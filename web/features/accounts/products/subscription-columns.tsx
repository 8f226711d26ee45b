import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { patch } from '../../../api/client.ts';
import { useWrite } from '../../../api/use-write.ts';
import { useLanguage } from '../../../app/use-language.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { dayText } from '../../../ui/format.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { Subscription } from '../../../ui/products/api.ts';
import {
  NextOf,
  SubscribedProduct,
  SubscriptionPrice,
  SubscriptionStatus,
} from '../../../ui/products/subscription-words.tsx';
import { toast } from '../../../ui/toast.ts';
import type { Account } from '../api.ts';
import { refreshAfter } from './api.ts';

/** What opens a dialog. */
export type Act = 'pay' | 'change' | 'cancel' | 'charges';

export function useSubscriptionColumns({
  account: { profile },
  onOpen,
}: Readonly<{
  account: Account;
  onOpen: (act: Act, subscription: Subscription) => void;
}>): readonly Column<Subscription>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const { timezone } = profile;
  return useMemo(
    () => [
      {
        id: 'product',
        header: t('subscriptions.column.product'),
        isHead: true,
        cell: (row) => <SubscribedProduct subscription={row} />,
      },
      {
        id: 'price',
        header: t('subscriptions.column.price'),
        cell: (row) => (
          <>
            <SubscriptionPrice subscription={row} />
            {row.hasOwnPrices && <small className="tb-reason">{t('subscriptions.ownPrice')}</small>}
          </>
        ),
      },
      {
        id: 'status',
        header: t('subscriptions.column.status'),
        cell: (row) => <SubscriptionStatus subscription={row} />,
      },
      {
        id: 'next',
        header: t('subscriptions.column.next'),
        cell: (row) => <NextOf subscription={row} zone={timezone} />,
      },
      {
        id: 'ordered',
        header: t('subscriptions.column.ordered'),
        cell: ({ orderedAt }) => dayText(orderedAt, timezone, language),
      },
      {
        id: 'actions',
        header: t('subscriptions.column.actions'),
        isActions: true,
        cell: (row) => <Actions subscription={row} onOpen={(act) => onOpen(act, row)} />,
      },
    ],
    [t, language, timezone, onOpen],
  );
}

function Actions({
  subscription,
  onOpen,
}: Readonly<{ subscription: Subscription; onOpen: (act: Act) => void }>) {
  const { t } = useTranslation();
  const { status, endsAt, mayChange, mayPrice, product, did, packageName } = subscription;
  const what = did === null ? product.name : `${product.name} +${did.number}`;
  const button = (act: Act) => (
    <Button
      variant={act === 'pay' ? 'filled' : 'default'}
      size="compact-sm"
      aria-label={t(`subscriptions.act.${act}What`, { what })}
      onClick={() => onOpen(act)}
    >
      {t(`subscriptions.act.${act}`)}
    </Button>
  );
  const isOpen = status !== 'ended' && mayChange;
  // What has a number or free minutes is one thing.
  const isSingle = did !== null || packageName !== null;
  return (
    <span className="tb-row-actions">
      {isOpen && status === 'unpaid' && button('pay')}
      {isOpen && endsAt !== null && <GoOn subscription={subscription} what={what} />}
      {isOpen && subscription.interval !== 'once' && (mayPrice || !isSingle) && button('change')}
      {isOpen && button('cancel')}
      {button('charges')}
    </span>
  );
}

/** Takes an end back: nothing is charged for it. */
function GoOn({ subscription: { id }, what }: Readonly<{ subscription: Subscription; what: string }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const acting = useWrite({
    mutationFn: () => patch(`/subscriptions/${id}`, { endsAt: null }),
    onSuccess: async () => {
      toast(t('subscriptions.goesOn', { what }));
      await refreshAfter(queryClient);
    },
  });
  return (
    <>
      {acting.isError && <ProblemAlert error={acting.error} />}
      <Button
        variant="default"
        size="compact-sm"
        loading={acting.isPending}
        aria-label={t('subscriptions.act.goOnWhat', { what })}
        onClick={() => acting.mutate()}
      >
        {t('subscriptions.act.goOn')}
      </Button>
    </>
  );
}
