import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problem-alert.tsx';
import { RecordFields } from './record-fields.tsx';
import type { RecordForm } from './use-record-form.ts';
import { Dialog } from '../dialog.tsx';

type Props = Readonly<{
  title: string;
  form: RecordForm;
  submit: string;
  onClose: () => void;
  /** Between the fields and the buttons: what the fields come to. */
  children?: ReactNode;
}>;

/** On a phone a question may stand below what fits. */
const intoView = (asked: HTMLElement | null) => asked?.scrollIntoView({ block: 'nearest' });

/** White on it is read in both colour schemes; the library's own red misses 4.5 : 1. */
const DANGER = '#a3211a';

/** Adds or changes one thing. Closing it with something typed asks first, so that a stray Escape costs nothing. */
export function RecordDialog({ title, form, submit, onClose, children }: Props) {
  const { t } = useTranslation();
  const [isLeaving, setLeaving] = useState(false);
  const close = () => (form.isDirty ? setLeaving(true) : onClose());
  return (
    <Dialog
      size={form.fields.length > 4 ? 'xl' : 'md'}
      onClose={close}
      closeOnClickOutside={!form.isDirty}
      title={title}
    >
      <form
        className="tb-record"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          form.submit();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
        }}
      >
        {form.problem !== null && <ProblemAlert error={form.problem} />}
        <RecordFields form={form} />
        {children}
        {isLeaving ? (
          <div className="tb-record-foot" role="alert" ref={intoView}>
            <p>{t('record.leaving')}</p>
            <Button variant="default" onClick={() => setLeaving(false)}>
              {t('record.stay')}
            </Button>
            <Button color={DANGER} onClick={onClose}>
              {t('record.discard')}
            </Button>
          </div>
        ) : form.question !== null ? (
          <div className="tb-record-foot" role="alert" ref={intoView}>
            <p>{form.question}</p>
            <Button variant="default" onClick={form.goBack}>
              {t('record.stay')}
            </Button>
            <Button type="submit" loading={form.isSaving}>
              {t('record.saveAnyway')}
            </Button>
          </div>
        ) : (
          <div className="tb-record-foot">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={form.isSaving}>
              {submit}
            </Button>
          </div>
        )}
      </form>
    </Dialog>
  );
}
