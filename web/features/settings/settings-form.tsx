/** The form of one panel of settings: its fields, what is not saved yet, and the button that saves. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { AskBeforeLeaving } from '../../ui/record/ask-before-leaving.tsx';
import { RecordFields } from '../../ui/record/record-fields.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import type { RecordForm } from '../../ui/record/use-record-form.ts';
import { useMay, type Permission } from '../../api/may.ts';

type Props = Readonly<{
  title: string;
  form: RecordForm;
  /** What stands below one field besides its help. */
  below?: (field: RecordField) => ReactNode;
  /** What else can be done with what is saved. */
  actions?: ReactNode;
  /** All of them. */
  needs?: readonly Permission[];
}>;

export function SettingsForm({ title, form, below, actions, needs = ['settings:edit'] }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const mayChange = needs.every((permission) => may(permission));
  return (
    <form
      className="tb-record"
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      <AskBeforeLeaving isUnsaved={form.isUnsaved} />
      {form.problem !== null && <ProblemAlert error={form.problem} />}
      {!mayChange && <p className="tb-field-note">{t('record.readOnly')}</p>}
      <fieldset className="tb-bare" disabled={!mayChange}>
        <RecordFields form={form} {...(below !== undefined && { below })} />
      </fieldset>
      {mayChange && (
        <div className="tb-record-foot">
          {form.isDirty && <p role="status">{t('record.leaving')}</p>}
          {actions}
          <Button type="submit" loading={form.isSaving} variant={form.isDirty ? 'filled' : 'default'}>
            {t('record.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
