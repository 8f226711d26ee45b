/** What opened a dialog, so that the keyboard is there again when the dialog closes. */
import { useEffect, useState } from 'react';

let last: HTMLElement | null = null;

/** Watches which control was used last; called once, when the panel starts. */
export function watchOpeners(): void {
  for (const kind of ['focusin', 'click']) {
    document.addEventListener(
      kind,
      ({ target }) => {
        if (target instanceof Element) last = openerOf(target) ?? last;
      },
      { capture: true },
    );
  }
}

/** An item of a menu goes with its menu: what stays is the button that opened the menu. */
function openerOf(target: Element): HTMLElement | null {
  const menu = target.closest('[role="menu"]');
  if (menu !== null) return document.getElementById(menu.getAttribute('aria-labelledby') ?? '');
  return target.closest<HTMLElement>('button, a[href], input, select, textarea, [tabindex]');
}

/** For what is in the page only while it is open: leaves the focus where it was, unless somebody took it meanwhile. */
export function useReturnOfFocus(): void {
  const [opener] = useState(() => last);
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        const isNowhere = document.activeElement === null || document.activeElement === document.body;
        if (isNowhere && opener?.isConnected) opener.focus();
      });
    },
    [opener],
  );
}
