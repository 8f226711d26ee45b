import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addPasskey } from '../../api/passkeys.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { Dialog } from '../../ui/dialog.tsx';

const FIELDS: readonly RecordField[] = [
  { name: 'name', input: 'text', isRequired: true, isWide: true },
  { name: 'password', input: 'secret', isRequired: true, isWide: true },
];
const CODE: RecordField = { name: 'code', input: 'text', isRequired: true, isWide: true, isMono: true };

/** The way to a passkey: a name, the proof, the device; with a first second factor the recovery codes. */
export function AddPasskey({
  hasApp,
  onAdded,
  onDone,
  onClose,
}: Readonly<{
  /** Its code is asked for too. */
  hasApp: boolean;
  /** Called when it counts; `onDone` when the codes, if any, were noted. */
  onAdded?: () => unknown;
  onDone: () => unknown;
  onClose: () => void;
}>) {
  const { t } = useTranslation();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes !== null) {
    return (
      <Dialog
        onClose={() => void onDone()}
        closeOnClickOutside={false}
        closeOnEscape={false}
        title={t('security.factor.codes')}
      >
        <RecoveryCodes codes={codes} onNoted={() => void onDone()} />
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t('security.passkeys.add')}
      submit={t('security.passkeys.next')}
      fields={hasApp ? [...FIELDS, CODE] : FIELDS}
      words="security.passkeys.field"
      record={{}}
      zone="UTC"
      schema={async () => (await import('../../../src/schemas/accounts/passkeys.ts')).newPasskey}
      save={(body) => addPasskey(body as Parameters<typeof addPasskey>[0])}
      onSaved={async ({ recoveryCodes }) => {
        await onAdded?.();
        if (recoveryCodes.length === 0) await onDone();
        else setCodes(recoveryCodes);
      }}
      onClose={onClose}
    />
  );
}
