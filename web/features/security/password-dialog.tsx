import { useTranslation } from 'react-i18next';
import { changePassword } from '../../api/actor.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import { toast } from '../../ui/toast.ts';

type Change = Parameters<typeof changePassword>[0];

/** A new password for oneself; whoever else is signed in as oneself is signed out by it. */
export function PasswordDialog({ onDone, onClose }: { onDone?: () => unknown; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <FormDialog
      title={t('security.password.change')}
      submit={t('security.password.change')}
      fields={[
        { name: 'currentPassword', input: 'secret', isRequired: true, isWide: true },
        { name: 'newPassword', input: 'secret', isRequired: true, isWide: true },
      ]}
      words="security.password.field"
      record={{}}
      zone="UTC"
      schema={async () => (await import('../../../src/schemas/accounts/sign-in.ts')).changePasswordInput}
      save={(body) => changePassword(body as Change)}
      onSaved={async () => {
        toast(t('security.password.changed'));
        onClose();
        await onDone?.();
      }}
      onClose={onClose}
    />
  );
}
