/** What a row of a list says at length, at the side of the list; the arrow keys go on to the rows beside it. */
import { ActionIcon, Drawer } from '@mantine/core';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icons.tsx';
import { useReturnOfFocus } from './opener.ts';

type Props = Readonly<{
  title: ReactNode;
  /** The keys of the rows of the list, in their order; what is open need not be among them. */
  keys: readonly string[];
  openKey: string;
  onTurn: (key: string) => void;
  onClose: () => void;
  /** A dialog lies above: keys are for it. */
  isBelow?: boolean;
  children: ReactNode;
}>;

/** In the page while it is open. Closed, the focus is on the button of the row that was open last (`opensRow`). */
export function RowDrawer(props: Props) {
  const { title, keys, openKey, onTurn, onClose, isBelow = false, children } = props;
  const { t } = useTranslation();
  useReturnOfFocus();
  useFocusOnRow(openKey);
  const place = keys.indexOf(openKey);
  const previous = keys[place - 1];
  const next = place === -1 ? undefined : keys[place + 1];
  const turn = (event: KeyboardEvent) => {
    const key = event.key === 'ArrowUp' ? previous : event.key === 'ArrowDown' ? next : undefined;
    const isTyping =
      event.target instanceof Element && event.target.closest('input, textarea, select') !== null;
    if (key === undefined || isTyping || isBelow || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onTurn(key);
  };
  const button = (name: 'previousRow' | 'nextRow', icon: 'up' | 'down', key: string | undefined) => (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={t(`common.${name}`)}
      aria-keyshortcuts={icon === 'up' ? 'ArrowUp' : 'ArrowDown'}
      // Not "disabled": at the end of the list it would lose the focus.
      aria-disabled={key === undefined}
      data-disabled={key === undefined}
      onClick={() => key !== undefined && onTurn(key)}
    >
      <Icon name={icon} size={16} />
    </ActionIcon>
  );
  return (
    <Drawer
      opened
      onClose={onClose}
      onKeyDown={turn}
      closeOnEscape={!isBelow}
      trapFocus={!isBelow}
      returnFocus={false}
      position="right"
      size="lg"
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {keys.length > 1 && (
        <div className="tb-row-turn" role="group" aria-label={t('common.otherRows')}>
          {button('previousRow', 'up', previous)}
          {button('nextRow', 'down', next)}
        </div>
      )}
      {children}
    </Drawer>
  );
}

/** For the button of a row: where the focus goes when what it opened is closed. */
export function opensRow(key: string) {
  return { 'data-opens-row': key };
}

function useFocusOnRow(openKey: string): void {
  const last = useRef(openKey);
  useEffect(() => {
    last.current = openKey;
  }, [openKey]);
  useEffect(
    () => () => {
      const selector = `[data-opens-row="${CSS.escape(last.current)}"]`;
      // After the drawer has gone, and with it its hold on the focus.
      requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
    },
    [],
  );
}
