import { useTranslation } from 'react-i18next';
import type { AccountDefaults } from '../api.ts';
import { TypeAhead } from '../../../ui/type-ahead.tsx';
import { isolate } from '../../../ui/isolate.ts';

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
      <TypeAhead
        label={label}
        description={t('field.panelAccess.parentId.help')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        data={parents.map(({ id, number, displayName }) => ({
          value: id,
          label: `${isolate(displayName)} · ${number}`,
        }))}
        placeholder={t('form.noReseller')}
        clearable
        value={value}
        onChange={onChange}
      />
    </div>
  );
}
