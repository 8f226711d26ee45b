import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CURRENCIES } from '../../../src/domain/money.ts';
import { patch } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import { currencyOptions } from '../../ui/places.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import type { Did } from './api.ts';

const FREE = { connectionCost: '0', costPerMinute: '0', initialIncrementSeconds: 60, incrementSeconds: 60 };

/** What calls that come in by a number cost: the account that has it, or the reseller that owns it. */
export function PriceDialog({
  did,
  whose,
  zone,
  onSaved,
  onClose,
}: Readonly<{
  did: Did;
  whose: 'price' | 'ownerPrice';
  zone: string;
  onSaved: () => void;
  onClose: () => void;
}>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const fields = useMemo<readonly RecordField[]>(
    () => [
      {
        name: 'currency',
        input: 'choice',
        isRequired: true,
        options: currencyOptions(CURRENCIES, language),
      },
      { name: 'connectionCost', input: 'decimal', isRequired: true },
      { name: 'costPerMinute', input: 'decimal', isRequired: true },
      { name: 'initialIncrementSeconds', input: 'whole', isRequired: true },
      { name: 'incrementSeconds', input: 'whole', isRequired: true },
    ],
    [language],
  );
  return (
    <FormDialog
      title={t(`dids.${whose}.title`, { what: `+${did.number}`, name: did.ownerName })}
      submit={t('record.save')}
      words="dids.priceField"
      zone={zone}
      record={did[whose] ?? FREE}
      fields={fields}
      schema={async () => (await import('../../../src/schemas/numbering/dids.ts')).didPrice}
      isChange={false}
      save={(body) => patch<Did>(`/dids/${did.id}`, { [whose]: body })}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}
