import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../api/may.ts';
import { post, put } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { moneyText } from '../../../ui/format.ts';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import type { RecordField, RecordValues } from '../../../ui/record/record.ts';
import { lookForAccounts } from '../../../api/account-choices.ts';
import { trunkChoicesQuery, trunkLabel, type Rate, type RateGroup } from '../api.ts';
import { SAMPLE_SECONDS, sampleAmount } from '../rate-text.ts';

/** What may be written anew of a rate. */
export function bodyOfRate(rate: Rate) {
  const { destination, connectionCost, costPerMinute, graceSeconds, validTo } = rate;
  const { initialIncrementSeconds, incrementSeconds, stripDigits, addPrefix, forcedTrunkId } = rate;
  return {
    destination,
    connectionCost,
    costPerMinute,
    graceSeconds,
    initialIncrementSeconds,
    incrementSeconds,
    stripDigits,
    addPrefix,
    validTo,
    forcedTrunkId,
  };
}

type Props = Readonly<{
  group: RateGroup;
  rate: Rate | null;
  zone: string;
  onSaved: () => void;
  onClose: () => void;
}>;

/** What the rate of a carrier does to the number that is dialled. */
const NUMBER_CHANGE: readonly RecordField[] = [
  { name: 'stripDigits', input: 'whole', empty: 'omitted' },
  { name: 'addPrefix', input: 'text', isMono: true, inputMode: 'tel' },
];

/** One prefix and what a minute costs there; says what a short call would cost. */
export function RateDialog({ group, rate, zone, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const isSold = group.direction === 'origination';
  const may = useMay();
  const isRouted = isSold && may('carriers:read');
  const { data: trunks } = useQuery({ ...trunkChoicesQuery, enabled: isRouted });
  const fields = useMemo((): readonly RecordField[] => {
    const isFixed = rate !== null;
    const personal: RecordField =
      rate === null
        ? {
            name: 'accountId',
            input: 'lookup',
            empty: 'omitted',
            none: t('rates.rate.everybody'),
            lookup: { key: ['accounts', 'rate-choices'], find: lookForAccounts },
          }
        : { name: 'accountId', input: 'text', isFixed };
    const trunk: RecordField = {
      name: 'forcedTrunkId',
      input: 'choice',
      empty: 'null',
      none: t('rates.rate.byRouting'),
      options: (trunks?.items ?? []).map((item) => ({ value: item.id, label: trunkLabel(item) })),
    };
    return [
      { name: 'prefix', input: 'text', isRequired: true, isMono: true, inputMode: 'tel', isFixed },
      { name: 'destination', input: 'text' },
      { name: 'costPerMinute', input: 'decimal', isRequired: true, unit: `${group.currency}/min` },
      { name: 'connectionCost', input: 'decimal', empty: 'omitted', unit: group.currency },
      { name: 'initialIncrementSeconds', input: 'whole', empty: 'omitted', unit: 's' },
      { name: 'incrementSeconds', input: 'whole', empty: 'omitted', unit: 's' },
      { name: 'graceSeconds', input: 'whole', empty: 'omitted', unit: 's' },
      ...(isSold ? [] : NUMBER_CHANGE),
      { name: 'validFrom', input: 'instant', empty: 'omitted', isFixed },
      { name: 'validTo', input: 'instant', empty: 'null' },
      ...(isSold && (rate === null || rate.isPersonal) ? [personal] : []),
      ...(isRouted ? [trunk] : []),
    ];
  }, [t, group, rate, isSold, isRouted, trunks]);
  const { initialIncrementSeconds, incrementSeconds } = group;
  return (
    <FormDialog
      title={t(rate === null ? 'rates.rate.add' : 'rates.rate.editTitle', { prefix: rate?.prefix ?? '' })}
      submit={t(rate === null ? 'rates.rate.add' : 'record.save')}
      words="rates.rate.field"
      zone={zone}
      record={
        rate === null
          ? { initialIncrementSeconds, incrementSeconds, connectionCost: '0', graceSeconds: 0 }
          : { ...rate, accountId: holderText(rate) }
      }
      fields={fields}
      schema={async () => {
        const rules = await import('../../../../src/schemas/rating/rates.ts');
        return rate === null ? rules.createRate : rules.replaceRate;
      }}
      save={(body, idempotencyKey) =>
        rate === null
          ? post(`/rate-groups/${group.id}/rates`, body, { idempotencyKey })
          : put(`/rate-groups/${group.id}/rates/${rate.id}`, body)
      }
      onSaved={onSaved}
      onClose={onClose}
      below={(form) => <Sample values={form.values} group={group} />}
    />
  );
}

/** Whom a personal rate is for; of an account that one does not see only that there is one. */
export function holderText({ accountName, accountNumber }: Rate): string {
  return accountName === null ? '…' : `${accountName} · ${accountNumber}`;
}

/** "60/6 → 90 s = 0.1335 EUR", so that a slip of the decimal point is seen before it is sold. */
function Sample({ values, group }: { values: RecordValues; group: RateGroup }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const text = (name: string) => String(values[name] ?? '');
  const amount = sampleAmount(
    {
      costPerMinute: text('costPerMinute'),
      connectionCost: text('connectionCost'),
      graceSeconds: text('graceSeconds'),
      initialIncrementSeconds: text('initialIncrementSeconds'),
      incrementSeconds: text('incrementSeconds'),
    },
    group.markUpPercent,
  );
  return (
    <p className="tb-preview" data-empty={amount === null || undefined} role="status">
      {amount === null
        ? t('rates.sampleEmpty')
        : t('rates.sample', {
            seconds: SAMPLE_SECONDS,
            amount: moneyText(amount, group.currency, language),
          })}
    </p>
  );
}
