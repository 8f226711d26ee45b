/** Orders a product for an account. What it costs, now and later, is shown before anything is charged. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../../../api/client.ts';
import { useMay } from '../../../api/may.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { currencyDigits, trimmed } from '../../../../src/domain/money.ts';
import { decimalMarkOf, shownDecimal } from '../../../ui/decimal.ts';
import { isZero, moneyText } from '../../../ui/format.ts';
import { productsQuery, type Offered, type Product } from '../../../ui/products/api.ts';
import { usePriceWords } from '../../../ui/products/price-words.ts';
import { RecordDialog } from '../../../ui/record/record-dialog.tsx';
import { bodyOf, type RecordField } from '../../../ui/record/record.ts';
import { useRecordForm, type RecordForm } from '../../../ui/record/use-record-form.ts';
import { toast } from '../../../ui/toast.ts';
import type { Account } from '../api.ts';
import { refreshAfter, type Ordered } from './api.ts';
import { OrderPreview, type Total } from './order-preview.tsx';

const rules = () => import('../../../../src/schemas/products/subscriptions.ts');

type Props = Readonly<{
  account: Account;
  offered: readonly Offered[];
  /** Nobody gives itself prices. */
  isOwn: boolean;
  onClose: () => void;
}>;

export function OrderDialog({ account, offered, isOwn, onClose }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [only] = offered.length === 1 ? offered : [];
  const [chosen, setChosen] = useState<Offered | undefined>(only);
  const [total, setTotal] = useState<Total | null>(null);
  const fields = useOrderFields(offered, chosen, isOwn);
  const zone = account.profile.timezone;
  const form = useRecordForm<Ordered>({
    words: 'subscriptions.field',
    fields,
    record: { quantity: 1, productId: only?.id ?? '' },
    zone,
    schema: async () => (await rules()).orderProduct,
    save: async (body, idempotencyKey) => {
      const order = total === null ? body : { ...body, expected: total.total };
      try {
        return await post<Ordered>(`/accounts/${account.id}/subscriptions`, order, { idempotencyKey });
      } catch (error) {
        // What it costs may be another amount now.
        await queryClient.invalidateQueries({ queryKey: ['subscriptions', 'preview'] });
        throw error;
      }
    },
    onSaved: async ({ amount, currency }) => {
      const what = chosen?.name ?? '';
      toast(
        isZero(amount)
          ? t('subscriptions.orderedFree', { what })
          : t('subscriptions.ordered', { what, amount: moneyText(amount, currency, language) }),
      );
      onClose();
      await refreshAfter(queryClient);
    },
  });
  const set: RecordForm['set'] = (name, value) => {
    form.set(name, value);
    if (name !== 'productId') return;
    setChosen(offered.find(({ id }) => id === value));
    form.set('didId', '');
    // The input comes with the product, so that it was not there when the form began.
    form.set('quantity', '1');
  };
  const order = bodyOf(form.fields, form.values, zone);
  return (
    <RecordDialog
      title={isOwn ? t('subscriptions.order') : t('subscriptions.orderOf', { name: account.displayName })}
      form={{ ...form, set }}
      submit={
        total === null
          ? t('subscriptions.submit')
          : t('subscriptions.submitFor', { amount: moneyText(total.total, total.currency, language) })
      }
      onClose={onClose}
    >
      {chosen !== undefined && chosen.description !== '' && (
        <p className="tb-prose">
          <bdi>{chosen.description}</bdi>
        </p>
      )}
      <OrderPreview account={account} chosen={chosen} order={order} isOwn={isOwn} onTotal={setTotal} />
    </RecordDialog>
  );
}

function useOrderFields(
  offered: readonly Offered[],
  chosen: Offered | undefined,
  isOwn: boolean,
): readonly RecordField[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const priceWords = usePriceWords();
  const may = useMay();
  // Own prices are in the currency of the product, which may be another than the account's.
  const products = useQuery({ ...productsQuery, enabled: !isOwn && may('products:read') });
  const product = products.data?.items.find(({ id }) => id === chosen?.id);
  return useMemo(() => {
    const fields: readonly (RecordField | false)[] = [
      {
        name: 'productId',
        input: 'choice',
        isRequired: true,
        isWide: true,
        options: offered.map((each) => ({ value: each.id, label: `${each.name} · ${priceWords(each)}` })),
      },
      chosen?.isForDid === true && {
        name: 'didId',
        input: 'choice',
        empty: 'omitted',
        none: t('subscriptions.cheapest'),
        options: chosen.numbers.map(({ id, number }) => ({ value: id, label: `+${number}` })),
        ...(chosen.numbers.length === 0 && {
          help: `${t('subscriptions.noNumbers')} ${isOwn ? '' : t('subscriptions.giveNumbers')}`,
        }),
      },
      chosen?.isSingle === false && { name: 'quantity', input: 'whole', isRequired: true },
      chosen !== undefined &&
        !isOwn && { name: 'fee', input: 'decimal', empty: 'omitted', ...placeOf(product, 'fee', language) },
      chosen !== undefined &&
        !isOwn && {
          name: 'setup',
          input: 'decimal',
          empty: 'omitted',
          ...placeOf(product, 'setup', language),
        },
    ];
    return fields.filter((field) => field !== false);
  }, [t, language, priceWords, offered, chosen, product, isOwn]);
}

/** What an empty input means, and in which currency the price is. */
function placeOf(
  product: Product | undefined,
  field: 'setup' | 'fee',
  language: string,
): Partial<RecordField> {
  if (product === undefined) return {};
  const price = trimmed(product[field], currencyDigits(product.currency));
  return { none: shownDecimal(price, decimalMarkOf(language)), unit: product.currency };
}
