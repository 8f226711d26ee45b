/** Chooses one of many things that the server looks up while one types, and does something with it. */
import { Button, Modal, Select, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.ts';
import { ProblemAlert } from '../problem-alert.tsx';
import { fieldText } from '../problem-text.ts';
import type { Option } from './record.ts';

const TYPING_PAUSE_MS = 250;

type Props<Answer> = Readonly<{
  title: string;
  /** What will happen, in words. */
  text: string;
  label: string;
  help: string;
  submit: string;
  /** Names the list, for what was looked up already. */
  listKey: readonly unknown[];
  look: (q: string, signal: AbortSignal) => Promise<readonly Option[]>;
  act: (value: string) => Promise<Answer>;
  onDone: (answer: Answer) => unknown;
  onClose: () => void;
}>;

export function PickDialog<Answer>(props: Props<Answer>) {
  const { title, text, label, help, submit, listKey, look, act, onDone, onClose } = props;
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Option | null>(null);
  const [typed, setTyped] = useState('');
  const [isMissing, setMissing] = useState(false);
  // What was chosen stands in the input, too, and is no search.
  const [asked] = useDebouncedValue(typed === chosen?.label ? '' : typed.trim(), TYPING_PAUSE_MS);
  const found = useQuery({
    queryKey: [...listKey, asked],
    queryFn: ({ signal }) => look(asked, signal),
    placeholderData: keepPreviousData,
  });
  const acting = useMutation({ mutationFn: act, onSuccess: onDone });
  const submitChosen = () => {
    setMissing(chosen === null);
    if (chosen !== null && !acting.isPending) acting.mutate(chosen.value);
  };
  const options = found.data ?? [];
  const isListed = chosen === null || options.some(({ value }) => value === chosen.value);
  const mistake = isMissing ? 'Required: choose one.' : mistakeOf(acting.error);
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submitChosen();
        }}
      >
        <Stack>
          {acting.isError && mistake === undefined && <ProblemAlert error={acting.error} />}
          {found.isError && <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />}
          <p className="tb-confirm">{text}</p>
          <Select
            data-autofocus
            label={label}
            description={help}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            withAsterisk
            aria-required
            searchable
            data={isListed ? options : [...options, chosen]}
            // The server has looked already, and finds by more than what a row shows.
            filter={({ options: all }) => all}
            placeholder={t('common.choose')}
            nothingFoundMessage={found.isPending ? t('common.loading') : t('common.nothingFound')}
            searchValue={typed}
            onSearchChange={setTyped}
            value={chosen?.value ?? null}
            onChange={(value) => {
              acting.reset();
              setMissing(false);
              setChosen(options.find((option) => option.value === value) ?? null);
            }}
            error={mistake === undefined ? undefined : fieldText(mistake)}
          />
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
    </Modal>
  );
}

/** What the server says about the choice itself. */
function mistakeOf(error: unknown): string | undefined {
  return error instanceof ApiProblem ? error.errors[0]?.message : undefined;
}
