/** Selects that one types into. What is typed is never dropped for the old value: Enter and Tab take the first match. */
import {
  getOptionsLockup,
  getParsedComboboxData,
  MultiSelect,
  Select,
  type ComboboxData,
  type MultiSelectProps,
  type SelectProps,
} from '@mantine/core';
import { useRef, useState, type FocusEvent, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { matchesOf } from './matches.ts';

type Waiting = Readonly<{
  /** The list does not answer what is typed yet: asked for with what to take as soon as it does. */
  onWanted?: ((typed: string) => void) | undefined;
}>;

export type TypeAheadProps = Omit<SelectProps, 'searchable' | 'allowDeselect' | 'openOnFocus'> & Waiting;

export function TypeAhead({ onWanted, clearButtonProps, ...props }: TypeAheadProps) {
  const { t } = useTranslation();
  const { data, value, searchValue, onSearchChange, onOptionSubmit } = props;
  const [isOpen, setOpen] = useState(false);
  const [ownSearch, setOwnSearch] = useState(() => labelIn(data, value));
  const setSearch = onSearchChange ?? setOwnSearch;
  const typed = useRef<string | null>(null);
  const keys = useTaking(
    {
      ...props,
      onOptionSubmit: (taken) => {
        typed.current = null;
        // The library shows the label of what is new; of what was chosen already, what was typed would stay.
        if (taken === value) setSearch(labelIn(data, value));
        onOptionSubmit?.(taken);
      },
    },
    onWanted &&
      ((wanted) => {
        typed.current = null;
        setOpen(false);
        onWanted(wanted);
      }),
  );
  return (
    <Select
      nothingFoundMessage={t('common.nothingFound')}
      filter={matchesOf}
      {...props}
      {...keys}
      onInputCapture={(event) => {
        typed.current = event.currentTarget.value;
      }}
      onBlurCapture={() => {
        typed.current = null;
      }}
      dropdownOpened={isOpen}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      searchValue={searchValue ?? ownSearch}
      onSearchChange={(search) => {
        // Another value that comes in from outside does not write over what somebody is typing.
        if (typed.current === null || search === typed.current) setSearch(search);
      }}
      clearButtonProps={clearButtonProps ?? clearButton(t('common.clear', { what: labelOf(props) }))}
      searchable
      // Choosing again what is chosen changes nothing; a button takes it back where that is allowed.
      allowDeselect={false}
      // It would lie over the next field before anybody asked for it.
      openOnFocus={false}
      selectFirstOptionOnChange={onWanted === undefined}
    />
  );
}

export function TypeAheadMany(props: Omit<MultiSelectProps, 'searchable' | 'hidePickedOptions'>) {
  const { t } = useTranslation();
  const keys = useTaking(props);
  return (
    <MultiSelect
      nothingFoundMessage={t('common.nothingFound')}
      filter={matchesOf}
      {...props}
      {...keys}
      searchable
      // Typing the name of one that is chosen must not take it away.
      hidePickedOptions
      openOnFocus={false}
      selectFirstOptionOnChange
    />
  );
}

/** Reached by keyboard, and read out. */
function clearButton(label: string) {
  return { 'aria-label': label, 'aria-hidden': false, tabIndex: 0 };
}

function labelOf({ label, 'aria-label': spoken }: { label?: ReactNode; 'aria-label'?: string | undefined }) {
  return typeof label === 'string' ? label : (spoken ?? '');
}

function labelIn(data: ComboboxData = [], value: unknown): string {
  const option = typeof value === 'string' ? getOptionsLockup(getParsedComboboxData(data))[value] : undefined;
  return option?.label ?? '';
}

type Own = Readonly<{
  onBlur?: ((event: FocusEvent<HTMLInputElement>) => void) | undefined;
  onOptionSubmit?: ((value: string) => void) | undefined;
}>;

/**
 * Enter and Tab after typing take the highlighted option, else the first. Enter in an open list, or with something
 * typed, is no Enter of the form around it, whatever the list has to offer.
 */
function useTaking({ onBlur, onOptionSubmit }: Own, onWanted?: (typed: string) => void) {
  const hasTyped = useRef(false);
  return {
    onInput: (event: FormEvent<HTMLInputElement>) => {
      hasTyped.current = event.currentTarget.value.trim() !== '';
    },
    // Before the library's own handler, which knows the highlighted option only after a pause.
    onKeyDownCapture: (event: KeyboardEvent<HTMLInputElement>) => {
      const isEnter = event.key === 'Enter';
      if (event.nativeEvent.isComposing || (!isEnter && event.key !== 'Tab')) return;
      const input = event.currentTarget;
      const isOpen = input.getAttribute('aria-expanded') === 'true';
      if (isEnter && (isOpen || hasTyped.current)) event.preventDefault();
      if (!hasTyped.current) return;
      if (isEnter) event.stopPropagation();
      const option = isOpen && onWanted === undefined ? optionToTake(input) : null;
      if (option !== null) {
        option.click();
      } else if (onWanted !== undefined) {
        hasTyped.current = false;
        onWanted(input.value.trim());
      } else if (isEnter) input.click(); // shows the list, with what matches or that nothing does
    },
    onOptionSubmit: (value: string) => {
      hasTyped.current = false;
      onOptionSubmit?.(value);
    },
    // Whoever clicks elsewhere leaves what was chosen as it is, and the input says so.
    onBlur: (event: FocusEvent<HTMLInputElement>) => {
      hasTyped.current = false;
      onBlur?.(event);
    },
  };
}

function optionToTake(input: HTMLInputElement): HTMLElement | null {
  const list = document.getElementById(input.getAttribute('aria-controls') ?? '');
  const ready = '[data-combobox-option]:not([data-combobox-disabled])';
  return (
    list?.querySelector<HTMLElement>(`${ready}[data-combobox-selected]`) ??
    list?.querySelector<HTMLElement>(ready) ??
    null
  );
}
