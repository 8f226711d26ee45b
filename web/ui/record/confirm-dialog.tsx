import { Button, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../api/use-write.ts';
import { ProblemAlert } from '../problem-alert.tsx';
import { Dialog } from '../dialog.tsx';

type Props<Answer> = Readonly<{
  title: string;
  /** What will happen, in words. */
  text: string;
  submit: string;
  /** What may be chosen besides. */
  children?: ReactNode;
  act: () => Promise<Answer>;
  onDone: (answer: Answer) => unknown;
  onClose: () => void;
}>;

/** Says what will happen before it does. */
export function ConfirmDialog<Answer>({
  title,
  text,
  submit,
  children,
  act,
  onDone,
  onClose,
}: Props<Answer>) {
  const { t } = useTranslation();
  const acting = useWrite({ mutationFn: act, onSuccess: onDone });
  return (
    <Dialog onClose={onClose} title={title}>
      <Stack>
        {acting.isError && <ProblemAlert error={acting.error} />}
        <p className="tb-confirm">{text}</p>
        {children}
        <div className="tb-record-foot">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button data-autofocus loading={acting.isPending} onClick={() => acting.mutate()}>
            {submit}
          </Button>
        </div>
      </Stack>
    </Dialog>
  );
}
