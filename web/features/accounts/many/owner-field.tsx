import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AccountDefaults } from '../api.ts';

type Props = Readonly<{
  parents: AccountDefaults['parents'];
  value: string | null;
  onChange: (parentId: string | null) => void;
}>;

/** Under whom the accounts are made; nothing where there is no choice. */
export function OwnerField({ parents, value, onChange }: Props) {
  const { t } = useTranslation();
  if (parents.length === 0) return null;
  const label = t('field.panelAccess.parentId.label');
  return (
    <div className="tb-fields">
      <Select
        label={label}
        description={t('field.panelAccess.parentId.help')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        data={parents.map(({ id, number, displayName }) => ({
          value: id,
          label: `${displayName} · ${number}`,
        }))}
        placeholder={t('form.noReseller')}
        nothingFoundMessage={t('common.nothingFound')}
        searchable
        clearable
        clearButtonProps={{
          'aria-label': t('common.clear', { what: label }),
          'aria-hidden': false,
          tabIndex: 0,
        }}
        value={value}
        onChange={onChange}
      />
    </div>
  );
}
