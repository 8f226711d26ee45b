import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { COUNTRIES } from '../../../src/domain/accounts/places.ts';
import { patch, post } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import { countryOptions } from '../../ui/places.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import { toast } from '../../ui/toast.ts';
import { useLocalizationField } from './localization-field.ts';
import { boughtGroupsQuery, providerChoicesQuery, type Trunk } from './api.ts';

/** The middle leaves room on both sides. */
const PRIORITY = 100;

/** Makes a way to a carrier, or changes one. The provider is fixed once it is there. */
export function TrunkDialog({
  trunk,
  onSaved,
  onClose,
}: Readonly<{ trunk: Trunk | null; onSaved: (saved: Trunk) => void; onClose: () => void }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const fields = useTrunkFields(trunk);
  return (
    <FormDialog
      title={t(trunk === null ? 'carriers.trunks.add' : 'carriers.trunks.edit')}
      submit={t(trunk === null ? 'carriers.trunks.add' : 'record.save')}
      words="carriers.trunks.field"
      zone="UTC"
      record={trunk ?? { priority: PRIORITY }}
      fields={fields}
      schema={async () => {
        const rules = await import('../../../src/schemas/routing/routes.ts');
        return trunk === null ? rules.createTrunk : rules.changeTrunk;
      }}
      isChange={trunk !== null}
      save={(body, idempotencyKey) =>
        trunk === null
          ? post<Trunk>('/trunks', body, { idempotencyKey })
          : patch<Trunk>(`/trunks/${trunk.id}`, body)
      }
      onSaved={async (saved) => {
        toast(t('record.saved'));
        queryClient.setQueryData(['trunks', 'one', saved.id], saved);
        onSaved(saved);
        await queryClient.invalidateQueries({ queryKey: ['trunks'] });
      }}
      onClose={onClose}
    />
  );
}

function useTrunkFields(trunk: Trunk | null): readonly RecordField[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const providers = useQuery(providerChoicesQuery);
  const groups = useQuery(boughtGroupsQuery);
  const localization = useLocalizationField();
  return useMemo(() => {
    const fields: readonly (RecordField | false)[] = [
      { name: 'name', input: 'text', isRequired: true },
      {
        name: 'providerId',
        input: 'choice',
        isRequired: true,
        isFixed: trunk !== null,
        options: (providers.data?.items ?? []).map(({ id, name, number }) => ({
          value: id,
          label: `${name} (${number})`,
        })),
      },
      {
        name: 'terminationRateGroupId',
        input: 'choice',
        isRequired: true,
        options: (groups.data?.items ?? []).map(({ id, name, currency }) => ({
          value: id,
          label: `${name} (${currency})`,
        })),
      },
      { name: 'priority', input: 'whole', empty: 'omitted' },
      { name: 'capacity', input: 'whole', empty: 'null', none: t('form.unlimited') },
      { name: 'cpsMax', input: 'whole', empty: 'null', none: t('form.unlimited') },
      { name: 'stripPrefix', input: 'text', isMono: true, inputMode: 'numeric' },
      { name: 'addPrefix', input: 'text', isMono: true },
      localization,
      { name: 'codecs', input: 'words', isMono: true },
      { name: 'inboundNetworks', input: 'words', isMono: true, isWide: true },
      {
        name: 'emergencyCountries',
        input: 'several',
        isWide: true,
        none: t('form.none'),
        options: countryOptions(COUNTRIES, language),
      },
      trunk !== null && {
        name: 'status',
        input: 'choice',
        options: (['active', 'inactive'] as const).map((value) => ({
          value,
          label: t(`record.status.${value}`),
        })),
      },
    ];
    return fields.filter((field) => field !== false);
  }, [t, language, trunk, providers.data, groups.data, localization]);
}
