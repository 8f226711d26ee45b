import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { post } from '../../api/client.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import { toast } from '../../ui/toast.ts';

type Props = Readonly<{ account: Readonly<{ id: string; displayName: string }>; onClose: () => void }>;

/** Lets an account call again, with the reason. */
export function ReleaseDialog({ account, onClose }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return (
    <FormDialog
      title={t('guardEvents.releaseWhat', { name: account.displayName })}
      submit={t('guardEvents.release')}
      fields={[{ name: 'reason', input: 'text', isRequired: true, isWide: true }]}
      words="guardEvents.field"
      record={{ reason: '' }}
      zone="UTC"
      schema={async () => (await import('../../../src/schemas/charging/guard-events.ts')).releaseGuard}
      save={(body) => post(`/accounts/${account.id}/guards/release`, body)}
      onSaved={async () => {
        toast(t('guardEvents.releasedToast'));
        onClose();
        await queryClient.invalidateQueries({ queryKey: ['guard-events'] });
        await queryClient.invalidateQueries({ queryKey: ['accounts', 'one', account.id] });
      }}
      onClose={onClose}
    />
  );
}
