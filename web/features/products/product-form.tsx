/** Makes a product, or changes one: what it is, what it costs, what it gives, and who may order it. */
import { Button, Group } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney, parseMoney } from '../../../src/domain/money.ts';
import { actorQuery } from '../../api/actor.ts';
import { patch, post } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { useLanguage } from '../../app/use-language.ts';
import { isNegative, moneyText } from '../../ui/format.ts';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import type { Product } from '../../ui/products/api.ts';
import { AskBeforeLeaving } from '../../ui/record/ask-before-leaving.tsx';
import { RecordFields } from '../../ui/record/record-fields.tsx';
import { useRecordForm, type RecordForm } from '../../ui/record/use-record-form.ts';
import { toast } from '../../ui/toast.ts';
import { packageChoicesQuery, proposedCurrencyQuery, resellableQuery, type Resellable } from './api.ts';
import { Example } from './example.tsx';
import type { Terms } from './first-periods.ts';
import { PROPOSED, recordOf, SECTIONS, useProductFields, type Section } from './product-fields.ts';

const rules = () => import('../../../src/schemas/products/products.ts');

type Props = Readonly<{ product: Product | null; onSaved: (product: Product) => void; onClose: () => void }>;

/** Waits for what may be chosen and proposed: what is typed before would be lost with it. */
export function ProductForm(props: Props) {
  const may = useMay();
  const { data: actor } = useQuery(actorQuery);
  const isReseller = actor?.kind === 'reseller';
  const packages = useQuery({ ...packageChoicesQuery, enabled: may('rates:read') });
  const resellable = useQuery({ ...resellableQuery, enabled: isReseller });
  const asksCurrency = props.product === null && actor?.currency === null && may('settings:read');
  const currency = useQuery({ ...proposedCurrencyQuery, enabled: asksCurrency });
  if (actor === undefined || packages.isLoading || resellable.isLoading || currency.isLoading)
    return <Loading height={420} />;
  return (
    <LoadedForm
      {...props}
      zone={actor?.timezone ?? 'UTC'}
      isReseller={isReseller}
      proposedCurrency={actor?.currency ?? currency.data ?? ''}
      packages={(packages.data?.items ?? [])
        .filter(({ status }) => status === 'active')
        .map(({ id, name }) => ({ value: id, label: name }))}
      resellable={resellable.data?.items ?? NONE}
    />
  );
}

const NONE: readonly never[] = [];

function LoadedForm({
  product,
  onSaved,
  onClose,
  zone,
  isReseller,
  proposedCurrency,
  packages,
  resellable,
}: Props &
  Readonly<{
    zone: string;
    isReseller: boolean;
    proposedCurrency: string;
    packages: readonly Readonly<{ value: string; label: string }>[];
    resellable: readonly Resellable[];
  }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const mayEdit = useMay()('products:edit');
  const sections = useProductFields({ product, packages, resellable, isReseller, mayEdit });
  const fields = useMemo(() => SECTIONS.flatMap((section) => sections[section]), [sections]);
  const [record] = useState(() =>
    product === null ? { ...PROPOSED, currency: proposedCurrency } : recordOf(product),
  );
  const form = useRecordForm<Product>({
    words: 'products.field',
    fields,
    record,
    zone,
    schema: async () => (product === null ? (await rules()).createProduct : (await rules()).changeProduct),
    isChange: product !== null,
    save: (body, idempotencyKey) =>
      product === null
        ? post<Product>('/products', body, { idempotencyKey })
        : patch<Product>(`/products/${product.id}`, body),
    onSaved: async (saved) => {
      toast(t('record.saved'));
      queryClient.setQueryData(['products', 'one', saved.id], saved);
      onSaved(saved);
      await queryClient.invalidateQueries({ queryKey: ['products'] });
    },
    onUnchanged: onClose,
  });
  const { values } = form;
  const resold = resellable.find(({ id }) => id === values.resellsId);
  const set: RecordForm['set'] = (name, value) => {
    form.set(name, value);
    const chosen = name === 'resellsId' ? resellable.find(({ id }) => id === value) : undefined;
    if (chosen === undefined) return;
    // Both are charged for the same intervals, and come with the same.
    form.set('interval', chosen.interval);
    form.set('isForDid', chosen.isForDid);
    if (values.name === '') form.set('name', chosen.name);
    if (values.currency === '') form.set('currency', chosen.currency);
  };
  const part = (section: Section): RecordForm => ({
    ...form,
    set,
    fields: form.fields.filter(({ name }) => sections[section].some((field) => field.name === name)),
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
      }}
    >
      <AskBeforeLeaving isUnsaved={form.isUnsaved} />
      {!mayEdit && <p className="tb-list-help">{t('record.readOnly')}</p>}
      {product?.isFixed === true && mayEdit && <p className="tb-list-help">{t('products.fixed')}</p>}
      {form.problem !== null && <ProblemAlert error={form.problem} />}
      <Panel title={t('products.section.what')}>
        <RecordFields form={part('what')} />
      </Panel>
      <Panel title={t('products.section.price')}>
        <RecordFields form={part('price')} />
        {resold !== undefined && <Margin resold={resold} terms={termsOf(form)} />}
        <Example terms={termsOf(form)} zone={zone} />
      </Panel>
      {values.interval !== 'once' && (
        <Panel title={t('products.section.noMoney')}>
          <RecordFields form={part('noMoney')} />
          <p className="tb-field-help">{t(`products.noMoneyText.${String(values.noMoney)}`)}</p>
        </Panel>
      )}
      <Panel title={t('products.section.gives')}>
        <RecordFields form={part('gives')} />
      </Panel>
      <Panel title={t('products.section.who')}>
        <p className="tb-list-help">{t('products.whoHelp')}</p>
        <RecordFields form={part('who')} />
      </Panel>
      {mayEdit && (
        <Group className="tb-sticky-save">
          <Button type="submit" loading={form.isSaving}>
            {t(product === null ? 'products.add' : 'record.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </Group>
      )}
    </form>
  );
}

function termsOf({ values }: RecordForm): Terms {
  const { setup = '', fee = '', currency = '' } = values;
  return {
    setup: String(setup),
    fee: String(fee),
    currency: String(currency),
    interval: values.interval as Terms['interval'],
    anchor: values.anchor as Terms['anchor'],
  };
}

/** What is left of each fee for whoever resells it; only in one currency it is a figure. */
function Margin({ resold, terms }: Readonly<{ resold: Resellable; terms: Terms }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const money = (amount: string) => moneyText(amount, resold.currency, language);
  const [price, cost] = [parseMoney(terms.fee), parseMoney(resold.fee ?? '')];
  if (price === null || cost === null) return null;
  if (terms.currency !== resold.currency)
    return (
      <p className="tb-field-help">{t('products.margin.otherCurrency', { cost: money(resold.fee ?? '') })}</p>
    );
  const left = formatMoney(price - cost);
  const words = { price: money(terms.fee), cost: money(resold.fee ?? ''), left: money(left) };
  return (
    <p className="tb-summary-note" data-tone={isNegative(left) ? 'warn' : 'good'}>
      <span>{t(isNegative(left) ? 'products.margin.loss' : 'products.margin.left', words)}</span>
    </p>
  );
}
