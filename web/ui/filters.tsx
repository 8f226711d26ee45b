/** What stands above a list: a search that goes out when the typing pauses, and chips. */
import { Chip, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { Icon } from './icons.tsx';

const TYPING_PAUSE_MS = 250;

/** `asked` is what the address says; typing goes on undisturbed while a search is on its way. */
export function SearchBox({
  label,
  hint,
  asked,
  error,
  onAsk,
}: Readonly<{
  label: string;
  hint: string;
  asked: string;
  /** What is wrong with what was asked. */
  error?: string | undefined;
  onAsk: (text: string) => void;
}>) {
  const [text, setText] = useState(asked);
  const [sent, setSent] = useState(asked);
  const [seen, setSeen] = useState(asked);
  const look = useDebouncedCallback((typed: string) => {
    setSent(typed.trim());
    onAsk(typed.trim());
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
    <TextInput
      className="tb-search"
      type="search"
      aria-label={label}
      placeholder={hint}
      leftSection={<Icon name="search" size={16} />}
      value={text}
      error={error}
      onChange={(event) => {
        setText(event.currentTarget.value);
        look(event.currentTarget.value);
      }}
    />
  );
}

/** One or none; a second click on the chosen one takes it away. */
export function Chips<Value extends string>({
  label,
  values,
  chosen,
  text,
  onChange,
}: Readonly<{
  label: string;
  values: readonly Value[];
  chosen: Value | undefined;
  text: (value: Value) => string;
  onChange: (value: Value | undefined) => void;
}>) {
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
