import { Chip, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/icons.tsx';
import { LIST_KINDS, LIST_STATUSES, type ListSearch } from '../search.ts';

/** A search goes out when the typing pauses. */
const TYPING_PAUSE_MS = 250;

type Change = { [K in keyof ListSearch]?: ListSearch[K] | undefined };

export function AccountFilters({
  search,
  onChange,
}: {
  search: ListSearch;
  onChange: (change: Change) => void;
}) {
  const { t } = useTranslation();
  const { q: asked = '' } = search;
  const [text, setText] = useState(asked);
  const [sent, setSent] = useState(asked);
  const [seen, setSeen] = useState(asked);
  const look = useDebouncedCallback((typed: string) => {
    setSent(typed.trim());
    onChange({ q: typed.trim() });
  }, TYPING_PAUSE_MS);
  // Back, forward and "clear" change the address without typing. What was typed on meanwhile stays.
  if (asked !== seen) {
    setSeen(asked);
    if (asked !== sent) {
      setSent(asked);
      setText(asked);
    }
  }
  return (
    <div className="tb-filters">
      <TextInput
        className="tb-search"
        type="search"
        aria-label={t('accounts.search')}
        placeholder={t('accounts.searchHint')}
        leftSection={<Icon name="search" size={16} />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          look(event.currentTarget.value);
        }}
      />
      <Chips
        label={t('accounts.column.kind')}
        values={LIST_KINDS}
        chosen={search.kind}
        text={(kind) => t(`kinds.${kind}`)}
        onChange={(kind) => onChange({ kind })}
      />
      <Chips
        label={t('accounts.column.status')}
        values={LIST_STATUSES}
        chosen={search.status}
        text={(status) => t(`status.${status}`)}
        onChange={(status) => onChange({ status })}
      />
    </div>
  );
}

/** One or none; a second click on the chosen one takes it away. */
function Chips<Value extends string>({
  label,
  values,
  chosen,
  text,
  onChange,
}: {
  label: string;
  values: readonly Value[];
  chosen: Value | undefined;
  text: (value: Value) => string;
  onChange: (value: Value | undefined) => void;
}) {
  return (
    <div role="group" aria-label={label} className="tb-chips">
      {values.map((value) => (
        <Chip
          key={value}
          size="xs"
          checked={chosen === value}
          onChange={(isChecked) => onChange(isChecked ? value : undefined)}
        >
          {text(value)}
        </Chip>
      ))}
    </div>
  );
}
