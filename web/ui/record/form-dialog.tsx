import type { ReactNode } from 'react';
import { RecordDialog } from './record-dialog.tsx';
import { useRecordForm, type RecordForm, type RecordFormOptions } from './use-record-form.ts';

type Props<Answer> = RecordFormOptions<Answer> &
  Readonly<{
    title: string;
    submit: string;
    onClose: () => void;
    /** Between the fields and the buttons: what the fields come to. */
    below?: (form: RecordForm) => ReactNode;
  }>;

/** A dialog that adds or changes one thing; closed, it forgets what was typed. */
export function FormDialog<Answer>({ title, submit, onClose, below, ...options }: Props<Answer>) {
  const form = useRecordForm({ onUnchanged: onClose, ...options });
  return (
    <RecordDialog title={title} form={form} submit={submit} onClose={onClose}>
      {below?.(form)}
    </RecordDialog>
  );
}
