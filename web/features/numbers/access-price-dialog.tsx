import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CURRENCIES } from '../../../src/domain/money.ts';
import { patch } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import { currencyOptions } from '../../ui/places.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import type { AccessNumber } from './api.ts';

const FREE = { connectionCost: '0', costPerMinute: '0', initialIncrementSeconds: 60, incrementSeconds: 60 };

/** What a call to an access number costs the card. Without a price it is free, and no record of the call is made. */
export function AccessPriceDialog({
  row,
  zone,
  onSaved,
  onClose,
}: Readonly<{ row: AccessNumber; zone: string; onSaved: () => void; onClose: () => void }>) {
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
      title={t('dids.access.priceOf', { what: `+${row.number}` })}
      submit={t('record.save')}
      words="dids.access.priceField"
      zone={zone}
      record={row.price ?? FREE}
      fields={fields}
      schema={async () => (await import('../../../src/schemas/numbering/dids.ts')).didPrice}
      isChange={false}
      save={(body) => {
        const isFree = Number(body.connectionCost) === 0 && Number(body.costPerMinute) === 0;
        return patch<AccessNumber>(`/access-numbers/${row.id}`, { price: isFree ? null : body });
      }}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}
