/** The inputs of a product, in the sections of its form. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CURRENCIES } from '../../../src/domain/money.ts';
import { ANCHORS, BILLING_INTERVALS, NO_MONEY } from '../../../src/domain/products/product.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Product } from '../../ui/products/api.ts';
import { usePriceWords } from '../../ui/products/price-words.ts';
import { currencyOptions } from '../../ui/places.ts';
import type { Option, RecordBody, RecordField, RecordValues } from '../../ui/record/record.ts';
import { PRODUCT_STATUSES } from './search.ts';
import type { Resellable } from './api.ts';

export const SECTIONS = ['what', 'price', 'noMoney', 'gives', 'who'] as const;
export type Section = (typeof SECTIONS)[number];

export const PROPOSED = {
  status: 'active',
  interval: 'month',
  anchor: 'order_day',
  noMoney: 'pause',
  unpaidDaysMax: 30,
  paysCommission: true,
};

/** A product as its inputs hold it. */
export function recordOf(product: Product): RecordBody {
  const { package: pack, resells, ...rest } = product;
  return { ...rest, packageId: pack?.id ?? null, resellsId: resells?.id ?? null };
}

const isRecurring = ({ interval }: RecordValues) => interval !== 'once';

/** `product`: null for a new one. What was sold keeps what intervals and services are made of. */
export function useProductFields({
  product,
  packages,
  resellable,
  isReseller,
  mayEdit,
}: Readonly<{
  product: Product | null;
  packages: readonly Option[];
  resellable: readonly Resellable[];
  isReseller: boolean;
  mayEdit: boolean;
}>): Readonly<Record<Section, readonly RecordField[]>> {
  const { t } = useTranslation();
  const language = useLanguage();
  const priceWords = usePriceWords();
  return useMemo(() => {
    const choices = (of: string, values: readonly string[]) =>
      values.map((value) => ({ value, label: t(`products.${of}.${value}`) }));
    const isFixed = !mayEdit || product?.isFixed === true;
    const resold = resellable.map((each) => ({
      value: each.id,
      label: t('products.resoldFor', { name: each.name, price: priceWords(each) }),
    }));
    const sections: Readonly<Record<Section, readonly (RecordField | false)[]>> = {
      what: [
        isReseller && {
          name: 'resellsId',
          input: 'choice',
          empty: 'null',
          isWide: true,
          isFixed,
          none: t('products.resellsNothing'),
          options: withOne(resold, product?.resells ?? null),
        },
        { name: 'name', input: 'text', isRequired: true, isFixed: !mayEdit },
        {
          name: 'status',
          input: 'choice',
          isFixed: !mayEdit,
          options: choices('status', PRODUCT_STATUSES),
        },
        { name: 'description', input: 'prose', isWide: true, isFixed: !mayEdit },
      ],
      price: [
        {
          name: 'interval',
          input: 'choice',
          isRequired: true,
          isFixed,
          options: choices('interval', BILLING_INTERVALS),
        },
        {
          name: 'currency',
          input: 'choice',
          isRequired: true,
          isFixed,
          options: currencyOptions(CURRENCIES, language),
        },
        { name: 'fee', input: 'decimal', isRequired: true, isFixed: !mayEdit },
        { name: 'setup', input: 'decimal', empty: 'omitted', isFixed: !mayEdit },
        {
          name: 'anchor',
          input: 'choice',
          isFixed,
          isShown: (values) => isRecurring(values) && values.interval !== 'day',
          options: choices('anchor', ANCHORS),
        },
        { name: 'creditsUnused', input: 'check', isFixed: !mayEdit, isShown: isRecurring },
      ],
      noMoney: [
        {
          name: 'noMoney',
          input: 'choice',
          isFixed: !mayEdit,
          isShown: isRecurring,
          options: choices('noMoney', NO_MONEY),
        },
        {
          name: 'unpaidDaysMax',
          input: 'whole',
          isRequired: true,
          isFixed: !mayEdit,
          isShown: (values) => isRecurring(values) && values.noMoney === 'pause',
        },
      ],
      gives: [
        {
          name: 'packageId',
          input: 'choice',
          empty: 'null',
          isFixed,
          none: t('products.noPackage'),
          options: withOne(packages, product?.package ?? null),
        },
        { name: 'isForDid', input: 'check', isFixed },
      ],
      who: [
        { name: 'mayOrderCustomers', input: 'check', isFixed: !mayEdit },
        { name: 'mayOrderResellers', input: 'check', isFixed: !mayEdit },
        { name: 'mayResell', input: 'check', isFixed: !mayEdit },
        { name: 'paysCommission', input: 'check', isFixed: !mayEdit },
      ],
    };
    const shown = (section: Section) => sections[section].filter((field) => field !== false);
    return {
      what: shown('what'),
      price: shown('price'),
      noMoney: shown('noMoney'),
      gives: shown('gives'),
      who: shown('who'),
    };
  }, [t, language, priceWords, product, packages, resellable, isReseller, mayEdit]);
}

/** What it has already stays to be chosen, also when it is offered to nobody else. */
function withOne(
  options: readonly Option[],
  chosen: Readonly<{ id: string; name: string }> | null,
): readonly Option[] {
  if (chosen === null || options.some(({ value }) => value === chosen.id)) return options;
  return [...options, { value: chosen.id, label: chosen.name }];
}
