import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { COUNTRIES } from '../../../src/domain/accounts/places.ts';
import { patch, post } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { useLanguage } from '../../app/use-language.ts';
import { useInboundPrice } from '../../ui/inbound-price.ts';
import { countryOptions } from '../../ui/places.ts';
import { productsQuery, type Product } from '../../ui/products/api.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import type { Option, RecordField } from '../../ui/record/record.ts';
import { providerChoicesQuery, resellerChoicesQuery, type CreatedDids, type Did } from './api.ts';

const rules = () => import('../../../src/schemas/numbering/dids.ts');

/** Adds a number, or changes one. Where it is from is the operator's to say; it is handed over while it is free. */
export function DidDialog({
  did,
  isStaff,
  zone,
  onRemove,
  onPrice,
  onSaved,
  onClose,
}: Readonly<{
  did: Did | null;
  isStaff: boolean;
  zone: string;
  /** Left out where it cannot be deleted. */
  onRemove?: () => void;
  onPrice?: (whose: 'price' | 'ownerPrice') => void;
  onSaved: () => void;
  onClose: () => void;
}>) {
  const { t } = useTranslation();
  const priceText = useInboundPrice();
  const fields = useFields({ did, isStaff });
  // Before all choices are there, one that is set would not be shown.
  if (fields === null) return null;
  const record =
    did === null
      ? {}
      : { ...did, ownerId: did.isOwn ? null : did.ownerId, productId: did.product?.id ?? null };
  return (
    <FormDialog
      title={did === null ? t('dids.dids.add') : t('dids.dids.edit', { what: `+${did.number}` })}
      submit={t(did === null ? 'dids.dids.add' : 'record.save')}
      words="dids.field"
      zone={zone}
      record={record}
      fields={fields}
      schema={async () => (did === null ? (await rules()).createDid : (await rules()).changeDid)}
      isChange={did !== null}
      save={(body, idempotencyKey) =>
        did === null ? post<Did>('/dids', body, { idempotencyKey }) : patch<Did>(`/dids/${did.id}`, body)
      }
      onSaved={onSaved}
      onClose={onClose}
      below={() => (
        <>
          {did !== null && onPrice !== undefined && (
            <Button variant="default" size="xs" w="fit-content" onClick={() => onPrice('price')}>
              {t('dids.action.price', { price: priceText(did.price) })}
            </Button>
          )}
          {did?.isOwn === false && did.ownerId !== null && onPrice !== undefined && (
            <Button variant="default" size="xs" w="fit-content" onClick={() => onPrice('ownerPrice')}>
              {t('dids.action.ownerPrice', { name: did.ownerName, price: priceText(did.ownerPrice) })}
            </Button>
          )}
          {onRemove !== undefined && (
            <Button variant="default" size="xs" w="fit-content" onClick={onRemove}>
              {t('dids.action.removeThis')}
            </Button>
          )}
        </>
      )}
    />
  );
}

/** Adds as many numbers as a carrier gave in a row. */
export function RangeDialog({
  zone,
  onSaved,
  onClose,
}: Readonly<{ zone: string; onSaved: (made: CreatedDids) => void; onClose: () => void }>) {
  const { t } = useTranslation();
  const fields = useFields({ did: null, isStaff: true, isRange: true });
  if (fields === null) return null;
  return (
    <FormDialog
      title={t('dids.dids.addRange')}
      submit={t('dids.range.submit')}
      words="dids.field"
      zone={zone}
      record={{}}
      fields={fields}
      schema={async () => (await rules()).createDids}
      save={(body, idempotencyKey) => post<CreatedDids>('/dids/create-many', body, { idempotencyKey })}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

/** Null while what may be chosen is on its way. */
function useFields({
  did,
  isStaff,
  isRange = false,
}: Readonly<{ did: Did | null; isStaff: boolean; isRange?: boolean }>): readonly RecordField[] | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const providers = useQuery({ ...providerChoicesQuery, enabled: isStaff });
  const resellers = useQuery(resellerChoicesQuery);
  const seesProducts = useMay()('products:read');
  const products = useQuery({ ...productsQuery, enabled: seesProducts });
  return useMemo(() => {
    if (resellers.isPending || (isStaff && providers.isPending) || (seesProducts && products.isPending))
      return null;
    const owners = resellers.data ?? [];
    // A closed reseller owns nothing, and an owner beyond the first page still has a name.
    const isListed = did === null || did.isOwn || owners.some(({ value }) => value === did.ownerId);
    const ownerOptions = isListed
      ? owners
      : [...owners, { value: did.ownerId ?? '', label: did.ownerName ?? '' }];
    const fields: readonly (RecordField | false)[] = [
      isRange && { name: 'first', input: 'text', isRequired: true, isMono: true, inputMode: 'tel' },
      isRange && { name: 'count', input: 'whole', isRequired: true },
      !isRange &&
        did === null && { name: 'number', input: 'text', isRequired: true, isMono: true, inputMode: 'tel' },
      { name: 'label', input: 'text' },
      isStaff && {
        name: 'country',
        input: 'choice',
        empty: did === null ? 'omitted' : 'null',
        none: did === null ? t('dids.byNumber') : t('dids.noCountry'),
        options: countryOptions(COUNTRIES, language),
      },
      isStaff && { name: 'city', input: 'text' },
      isStaff && {
        name: 'providerId',
        input: 'choice',
        empty: 'null',
        none: t('dids.noProvider'),
        options: providers.data ?? [],
      },
      did?.isOwn === true &&
        seesProducts && {
          name: 'productId',
          input: 'choice',
          empty: 'null',
          none: t('dids.noProduct'),
          options: productOptions(products.data?.items ?? [], did.product),
        },
      (did === null || did.use === 'free') && {
        name: 'ownerId',
        input: 'choice',
        empty: did === null ? 'omitted' : 'null',
        none: t(isStaff ? 'dids.owner.operator' : 'dids.owner.you'),
        options: ownerOptions,
      },
    ];
    return fields.filter((field) => field !== false);
  }, [t, language, did, isStaff, isRange, providers, resellers, seesProducts, products]);
}

/** Those for numbers; the one that it has stays to be chosen, also when it is offered no more. */
function productOptions(products: readonly Product[], chosen: Did['product']): readonly Option[] {
  const options = products
    .filter(({ isForDid, status }) => isForDid && status === 'active')
    .map(({ id, name }) => ({ value: id, label: name }));
  if (chosen === null || options.some(({ value }) => value === chosen.id)) return options;
  return [...options, { value: chosen.id, label: chosen.name }];
}
