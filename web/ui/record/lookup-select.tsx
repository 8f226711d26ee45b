/** One of many things that the server looks up while one types. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../problem-alert.tsx';
import type { Lookup, Option } from './record.ts';
import { TypeAhead, type TypeAheadProps } from '../type-ahead.tsx';

const TYPING_PAUSE_MS = 250;

type Props = Readonly<{ lookup: Lookup; value: string | null; onChange: (value: string | null) => void }> &
  Omit<TypeAheadProps, 'value' | 'onChange' | 'data' | 'onWanted'>;

export function LookupSelect({ lookup, value, onChange, ...props }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState(lookup.chosen ?? null);
  const [typed, setTyped] = useState('');
  // What was chosen stands in the input, too, and is no search.
  const search = typed === chosen?.label ? '' : typed.trim();
  const [asked] = useDebouncedValue(search, TYPING_PAUSE_MS);
  const queryOf = (text: string) =>
    queryOptions({
      queryKey: [...lookup.key, text],
      queryFn: ({ signal }) => lookup.find(text, signal),
    });
  const found = useQuery({ ...queryOf(asked), placeholderData: keepPreviousData });
  const options = found.data ?? [];
  const isBehind = search !== asked || found.isPlaceholderData || found.isPending;
  const choose = (option: Option | null) => {
    setChosen(option);
    onChange(option?.value ?? null);
  };
  // Typed and entered faster than the server looks: the first of its answer is taken once it is there.
  const takeFirst = async (text: string) => {
    const answer = await queryClient.fetchQuery(queryOf(text)).catch(() => []); // the list shows the error
    if (answer[0] !== undefined) choose(answer[0]);
  };
  const isListed = chosen === null || options.some((option) => option.value === chosen.value);
  return (
    <>
      {found.isError && <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />}
      <TypeAhead
        {...props}
        data={isListed ? options : [...options, chosen]}
        // The server has looked already, and finds by more than what a row shows.
        filter={({ options: all }) => all}
        nothingFoundMessage={isBehind ? t('common.loading') : t('common.nothingFound')}
        searchValue={typed}
        onSearchChange={setTyped}
        value={value}
        onChange={(next) => choose(options.find((option) => option.value === next) ?? null)}
        onWanted={isBehind ? (text) => void takeFirst(text) : undefined}
      />
    </>
  );
}
