import { useTranslation } from 'react-i18next';
import { LIST_COLUMNS, type ListColumn } from '../../../../src/domain/accounts/list-columns.ts';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';

type Props = Readonly<{
  shown: readonly ListColumn[];
  onChosen: (columns: readonly ListColumn[]) => void;
  onClose: () => void;
}>;

/** Which columns the list shows, and in which order. */
export function ColumnsDialog({ shown, onChosen, onClose }: Props) {
  const { t } = useTranslation();
  const options = LIST_COLUMNS.map((value) => ({ value, label: t(`accounts.column.${value}`) }));
  return (
    <FormDialog
      title={t('views.columnsTitle')}
      submit={t('views.apply')}
      words="views.field"
      zone="UTC"
      fields={[{ name: 'columns', input: 'ordered', isWide: true, options, none: t('views.noColumns') }]}
      record={{ columns: shown }}
      schema={async () => (await import('../../../../src/schemas/accounts/list-views.ts')).viewSearch}
      save={async ({ columns }) => columns as readonly ListColumn[]}
      onSaved={onChosen}
      onClose={onClose}
    />
  );
}
