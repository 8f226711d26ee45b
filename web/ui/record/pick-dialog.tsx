/** Chooses one of many things that the server looks up while one types, and does something with it. */
import { Button, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.ts';
import { useWrite } from '../../api/use-write.ts';
import { ProblemAlert } from '../problem-alert.tsx';
import { fieldText } from '../problem-text.ts';
import { LookupSelect } from './lookup-select.tsx';
import type { Lookup } from './record.ts';
import { Dialog } from '../dialog.tsx';

type Props<Answer> = Readonly<{
  title: string;
  /** What will happen, in words. */
  text: string;
  label: string;
  help: string;
  submit: string;
  /** What choosing it comes to. */
  below?: (chosen: string) => ReactNode;
  /** Names the list, for what was looked up already. */
  listKey: Lookup['key'];
  look: Lookup['find'];
  act: (value: string) => Promise<Answer>;
  onDone: (answer: Answer) => unknown;
  onClose: () => void;
}>;

export function PickDialog<Answer>(props: Props<Answer>) {
  const { title, text, label, help, submit, below, listKey, look, act, onDone, onClose } = props;
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const acting = useWrite({ mutationFn: act, onSuccess: onDone });
  const submitChosen = () => {
    setMissing(chosen === null);
    if (chosen !== null && !acting.isPending) acting.mutate(chosen);
  };
  const mistake = isMissing ? 'Required: choose one.' : mistakeOf(acting.error);
  return (
    <Dialog onClose={onClose} title={title}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submitChosen();
        }}
      >
        <Stack>
          {acting.isError && mistake === undefined && <ProblemAlert error={acting.error} />}
          <p className="tb-confirm">{text}</p>
          <LookupSelect
            data-autofocus
            label={label}
            description={help}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            withAsterisk
            aria-required
            placeholder={t('common.choose')}
            lookup={{ key: listKey, find: look }}
            value={chosen}
            onChange={(value) => {
              acting.reset();
              setMissing(false);
              setChosen(value);
            }}
            error={mistake === undefined ? undefined : fieldText(mistake)}
          />
          {chosen !== null && below?.(chosen)}
          <div className="tb-record-foot">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={acting.isPending}>
              {submit}
            </Button>
          </div>
        </Stack>
      </form>
    </Dialog>
  );
}

/** What the server says about the choice itself. */
function mistakeOf(error: unknown): string | undefined {
  return error instanceof ApiProblem ? error.errors[0]?.message : undefined;
}
