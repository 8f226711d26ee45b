/** Asks why, and whether changes are meant, before the panel is shown as another account sees it. */
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../api/may.ts';
import { signInAs } from '../../../api/sign-in-as.ts';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import type { RecordField } from '../../../ui/record/record.ts';
import type { Account } from '../api.ts';

export function SignInAsDialog({ account, onClose }: Readonly<{ account: Account; onClose: () => void }>) {
  const { t } = useTranslation();
  const may = useMay();
  const fields: RecordField[] = [
    { name: 'reason', input: 'text', isRequired: true, isWide: true },
    { name: 'mayChange', input: 'check', isShown: () => may('accounts:act_as') },
  ];
  return (
    <FormDialog
      title={t('signInAs.title', { name: account.displayName })}
      submit={t('signInAs.submit')}
      fields={fields}
      words="signInAs.field"
      record={{ reason: '', mayChange: false }}
      zone="UTC"
      schema={async () => (await import('../../../../src/schemas/accounts/sign-in-as.ts')).signInAs}
      save={(body) => signInAs(account.id, body)}
      // Loaded anew, so that nothing of one's own session stays in the page.
      onSaved={() => {
        sessionStorage.clear();
        window.location.assign('/');
      }}
      onClose={onClose}
      below={() => <p className="tb-list-help">{t('signInAs.help')}</p>}
    />
  );
}
