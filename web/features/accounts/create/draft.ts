/** What was typed survives a reload in this tab, and everything else on the server. Secrets are never part of it. */
import { useDebouncedCallback } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { put, remove } from '../../../api/client.ts';
import type { NewKind } from '../search.ts';
import { newIdempotencyKey, type AccountForm } from '../form/form-values.ts';

/** A pause in typing, so that not every letter is a request. */
const TYPING_PAUSE_MS = 800;

/** Values of the form by group and field. */
export type Groups = Record<string, Record<string, unknown>>;
export type KeptDraft = Readonly<{ id: string; form: Groups }>;
/** `tab`: the server did not take it; it is kept in this tab all the same. */
export type DraftState = 'none' | 'kept' | 'tab';

const keyOf = (kind: NewKind) => `tollbook.draft.${kind}`;

/** What this tab has of a form of this kind. */
export function draftOfTab(kind: NewKind): KeptDraft | null {
  const value = parsed(sessionStorage.getItem(keyOf(kind)) ?? 'null') as Partial<KeptDraft> | null;
  return typeof value?.id === 'string' && typeof value.form === 'object' ? (value as KeptDraft) : null;
}

export function keepInTab(kind: NewKind, draft: KeptDraft): void {
  sessionStorage.setItem(keyOf(kind), JSON.stringify(draft));
}

/** Forgets it here and on the server; one that cannot be reached forgets it by itself after 30 days. */
export async function discardDraft(kind: NewKind, id: string): Promise<void> {
  if (draftOfTab(kind)?.id === id) sessionStorage.removeItem(keyOf(kind));
  await remove(`/account-drafts/${id}`, { renewsSession: false }).catch(() => null);
}

/** The form with other values over it; what those do not have stays. */
export function withValues(form: AccountForm, values: Groups): AccountForm {
  const groups = Object.entries(form).map(([group, fields]) => [group, { ...fields, ...values[group] }]);
  return Object.fromEntries(groups) as AccountForm;
}

/** Keeps the form as it is typed. `discard` waits for what is under way, so that nothing comes back after it. */
export function useDraft(
  kind: NewKind,
  restored: KeptDraft | null,
  /** The form as it began; null where it began with a draft. */
  untouched: AccountForm | null,
  { watch, getValues }: Pick<UseFormReturn<AccountForm>, 'watch' | 'getValues'>,
) {
  const [id] = useState(() => restored?.id ?? newIdempotencyKey());
  const [state, setState] = useState<DraftState>('none');
  const sending = useRef<Promise<unknown>>(Promise.resolve());
  const isOver = useRef(false);
  const send = useCallback(() => {
    if (isOver.current) return;
    const form = keptPart(getValues());
    sending.current = sending.current.then(() =>
      put(`/account-drafts/${id}`, { kind, form }, { renewsSession: false }).then(
        () => setState('kept'),
        () => setState('tab'),
      ),
    );
  }, [id, kind, getValues]);
  const sendLater = useDebouncedCallback(send, { delay: TYPING_PAUSE_MS, flushOnUnmount: true });
  const keep = useCallback(() => {
    const form = keptPart(getValues());
    // What was typed and taken away again is no draft.
    if (untouched !== null && isSame(form, keptPart(untouched))) {
      sendLater.cancel();
      sending.current = sending.current.then(() => discardDraft(kind, id));
      setState('none');
      return;
    }
    keepInTab(kind, { id, form });
    sendLater();
  }, [id, kind, untouched, getValues, sendLater]);
  useEffect(() => {
    const subscription = watch((_values, { type }) => {
      if (type === 'change') keep();
    });
    return () => subscription.unsubscribe();
  }, [watch, keep]);
  const discard = async () => {
    isOver.current = true;
    sendLater.cancel();
    await sending.current;
    await discardDraft(kind, id);
  };
  // A template that was chosen is nothing typed: it changes a draft, and begins none.
  const keepOn = () => {
    if (draftOfTab(kind)?.id === id) keep();
  };
  return { state, keepOn, discard };
}

function keptPart(form: AccountForm): Groups {
  const { password: _password, pin: _pin, number: _number, ...panelAccess } = form.panelAccess;
  return { ...form, panelAccess };
}

function isSame(one: Groups, other: Groups): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
