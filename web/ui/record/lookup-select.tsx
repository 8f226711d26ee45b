/** One of many things that the server looks up while one types. */
import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problem-alert.tsx';
import type { Lookup } from './record.ts';

const TYPING_PAUSE_MS = 250;

type Props = Readonly<{ lookup: Lookup; value: string | null; onChange: (value: string | null) => void }> &
  Omit<SelectProps, 'value' | 'onChange' | 'data'>;

export function LookupSelect({ lookup, value, onChange, ...props }: Props) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(lookup.chosen ?? null);
  const [typed, setTyped] = useState('');
  // What was chosen stands in the input, too, and is no search.
  const [asked] = useDebouncedValue(typed === chosen?.label ? '' : typed.trim(), TYPING_PAUSE_MS);
  const found = useQuery({
    queryKey: [...lookup.key, asked],
    queryFn: ({ signal }) => lookup.find(asked, signal),
    placeholderData: keepPreviousData,
  });
  const options = found.data ?? [];
  const isListed = chosen === null || options.some((option) => option.value === chosen.value);
  return (
    <>
      {found.isError && <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />}
      <Select
        {...props}
        searchable
        data={isListed ? options : [...options, chosen]}
        // The server has looked already, and finds by more than what a row shows.
        filter={({ options: all }) => all}
        nothingFoundMessage={found.isPending ? t('common.loading') : t('common.nothingFound')}
        searchValue={typed}
        onSearchChange={setTyped}
        value={value}
        onChange={(next) => {
          setChosen(options.find((option) => option.value === next) ?? null);
          onChange(next);
        }}
      />
    </>
  );
}
