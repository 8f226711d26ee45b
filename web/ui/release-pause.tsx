import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { post } from '../api/client.ts';
import { FormDialog } from './record/form-dialog.tsx';
import { toast } from './toast.ts';

/** Lets PINs be entered again before the pause is over, with the reason. */
export function ReleasePause({ id, onClose }: Readonly<{ id: string; onClose: () => void }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return (
    <FormDialog
      title={t('cards.release')}
      submit={t('cards.release')}
      fields={[{ name: 'reason', input: 'text', isRequired: true, isWide: true }]}
      words="cards.field"
      record={{ reason: '' }}
      zone="UTC"
      schema={async () => (await import('../../src/schemas/cards/cards.ts')).releasePause}
      save={(body) => post(`/pin-pauses/${id}/release`, body)}
      onSaved={async () => {
        toast(t('cards.released'));
        onClose();
        await queryClient.invalidateQueries({ queryKey: ['cards'] });
      }}
      onClose={onClose}
    />
  );
}
