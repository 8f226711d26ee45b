/** Ends a subscription, at once or at the end of what is paid, and says before what that means. */
import { Button, Radio, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../../../api/client.ts';
import { useWrite } from '../../../api/use-write.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { dayText, isZero, moneyText } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { Subscription } from '../../../ui/products/api.ts';
import { toast } from '../../../ui/toast.ts';
import { newIdempotencyKey } from '../form/form-values.ts';
import { chargesQuery, refreshAfter } from './api.ts';
import { unusedOf } from './unused.ts';

type When = 'now' | 'period_end';
type Props = Readonly<{ subscription: Subscription; zone: string; onClose: () => void }>;

export function CancelDialog({ subscription, zone, onClose }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { id, product, did, packageName, status, renewsAt, endsAt, creditsUnused } = subscription;
  const mayEndLater = status === 'active' && renewsAt !== null && endsAt === null;
  const [when, setWhen] = useState<When>(mayEndLater ? 'period_end' : 'now');
  const [now] = useState(() => new Date());
  const [keys] = useState(() => ({ now: newIdempotencyKey(), period_end: newIdempotencyKey() }));
  const charges = useQuery({ ...chargesQuery(id), enabled: creditsUnused && status === 'active' });
  const what = product.name;
  const cancelling = useWrite({
    mutationFn: () =>
      post<{ credited: string; subscription: Subscription }>(
        `/subscriptions/${id}/cancel`,
        { when },
        { idempotencyKey: keys[when] },
      ),
    onSuccess: async ({ credited, subscription: after }) => {
      const at = after.endsAt === null ? '' : dayText(after.endsAt, zone, language);
      const currency = unused?.currency ?? '';
      toast(
        after.status !== 'ended'
          ? t('subscriptions.cancel.doneLater', { what, at })
          : isZero(credited) || currency === ''
            ? t('subscriptions.cancel.doneNowFree', { what })
            : t('subscriptions.cancel.doneNow', { what, amount: moneyText(credited, currency, language) }),
      );
      onClose();
      await refreshAfter(queryClient);
    },
  });
  if (charges.isLoading)
    return (
      <Dialog onClose={onClose} title={t('subscriptions.cancel.title', { what })}>
        <Loading height={160} />
      </Dialog>
    );
  const unused = charges.data && unusedOf(subscription, charges.data.items, { now, zone });
  const nowText =
    status === 'unpaid'
      ? t('subscriptions.cancel.nowUnpaid')
      : unused === undefined || isZero(unused.amount)
        ? t('subscriptions.cancel.nowNoCredit')
        : t('subscriptions.cancel.nowCredit', {
            amount: moneyText(unused.amount, unused.currency, language),
          });
  return (
    <Dialog onClose={onClose} title={t('subscriptions.cancel.title', { what })}>
      <Stack>
        {cancelling.isError && <ProblemAlert error={cancelling.error} />}
        {mayEndLater ? (
          <Radio.Group
            label={t('subscriptions.cancel.when')}
            value={when}
            onChange={(value) => setWhen(value as When)}
          >
            <Stack gap="sm" mt="xs">
              <Radio
                value="period_end"
                data-autofocus
                label={t('subscriptions.cancel.periodEnd', { at: dayText(renewsAt, zone, language) })}
                description={t('subscriptions.cancel.periodEndHelp')}
              />
              <Radio value="now" label={t('subscriptions.cancel.now')} description={nowText} />
            </Stack>
          </Radio.Group>
        ) : (
          <p className="tb-confirm">
            {t('subscriptions.cancel.now')}. {nowText}
          </p>
        )}
        {did !== null && (
          <p className="tb-summary-note" data-tone="warn">
            <span>{t('subscriptions.cancel.losesDid', { number: `+${did.number}` })}</span>
          </p>
        )}
        {packageName !== null && <p>{t('subscriptions.cancel.losesMinutes', { name: packageName })}</p>}
        <div className="tb-record-foot">
          <Button variant="default" onClick={onClose}>
            {t('subscriptions.cancel.keep')}
          </Button>
          <Button
            data-autofocus={mayEndLater ? undefined : true}
            loading={cancelling.isPending}
            onClick={() => cancelling.mutate()}
          >
            {t('subscriptions.cancel.submit')}
          </Button>
        </div>
      </Stack>
    </Dialog>
  );
}
