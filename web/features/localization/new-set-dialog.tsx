import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { post } from '../../api/client.ts';
import { AS_DATA } from '../../app/i18n.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import type { Localization } from './api.ts';

type Props = Readonly<{
  /** Whose rules the new one begins with; null = none. */
  source: Localization | null;
  onMade: (made: Localization) => unknown;
  onClose: () => void;
}>;

/** Makes a rule set, empty or like another one. */
export function NewSetDialog({ source, onMade, onClose }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const title = t(source === null ? 'localization.add' : 'localization.duplicate');
  return (
    <FormDialog
      title={title}
      submit={title}
      words="localization"
      zone="UTC"
      fields={[{ name: 'name', input: 'text', isRequired: true, isWide: true }]}
      record={
        source === null
          ? {}
          : { name: t('localization.copyOf', { name: source.name, ...AS_DATA }).slice(0, 100) }
      }
      schema={async () => (await import('../../../src/schemas/numbering/localization.ts')).saveLocalization}
      save={(body) =>
        post<Localization>('/localizations', {
          ...body,
          ...(source === null ? {} : { rules: source.rules }),
        })
      }
      onSaved={async (made) => {
        onClose();
        await queryClient.invalidateQueries({ queryKey: ['localizations'] });
        await queryClient.invalidateQueries({ queryKey: ['accounts', 'defaults'] });
        await onMade(made);
      }}
      onClose={onClose}
    />
  );
}
