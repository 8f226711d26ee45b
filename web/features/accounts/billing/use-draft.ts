/** A draft while somebody writes it: saved as soon as what is typed can be, one request after another. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { parseMoney } from '../../../../src/domain/money.ts';
import { patch } from '../../../api/client.ts';
import { draftQuery, type Draft } from './api.ts';

export type TypedLine = Readonly<{ key: number; text: string; quantity: string; unitPrice: string }>;
export type TypedDraft = Readonly<{
  lines: readonly TypedLine[];
  note: string;
  dueDays: string;
  includesOpen: boolean;
}>;
export type LineMistakes = Readonly<{ text?: string; quantity?: string; unitPrice?: string }>;

/** Somebody who pauses so long wants to see what it comes to. */
const PAUSE_MS = 500;
const DUE_DAYS_MAX = 365;

export function useDraft(draft: Draft) {
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState(() => typedOf(draft));
  const [savedText, setSavedText] = useState(() => JSON.stringify(bodyOf(typedOf(draft))));
  const keys = useRef(draft.lines.length);
  const mistakes = typed.lines.map(mistakesOf);
  const isDueWrong = !isDueDays(typed.dueDays);
  const isWrong = isDueWrong || mistakes.some((line) => Object.keys(line).length > 0);
  const text = JSON.stringify(bodyOf(typed));
  const isSaved = text === savedText;
  const saving = useMutation({
    mutationFn: (body: string) => patch<Draft>(`/invoice-drafts/${draft.id}`, JSON.parse(body)),
    onSuccess: (saved, body) => {
      setSavedText(body);
      queryClient.setQueryData(draftQuery(draft.id).queryKey, saved);
    },
  });
  const { mutate, isPending, isError } = saving;
  useEffect(() => {
    if (isSaved || isWrong || isPending || isError) return undefined;
    const timer = setTimeout(() => mutate(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isSaved, isWrong, isPending, isError, text, mutate]);
  const change = (next: Partial<TypedDraft>) => {
    if (isError) saving.reset();
    setTyped((now) => ({ ...now, ...next }));
  };
  const changeLine = (key: number, next: Partial<TypedLine>) =>
    change({ lines: typed.lines.map((line) => (line.key === key ? { ...line, ...next } : line)) });
  const addLine = () => {
    keys.current += 1;
    change({ lines: [...typed.lines, { key: keys.current, text: '', quantity: '1', unitPrice: '' }] });
  };
  const removeLine = (key: number) => change({ lines: typed.lines.filter((line) => line.key !== key) });
  return {
    typed,
    mistakes,
    isDueWrong,
    isWrong,
    isSaved,
    saving,
    change,
    changeLine,
    addLine,
    removeLine,
  };
}

function typedOf({ lines, note, dueDays, includesOpen }: Draft): TypedDraft {
  return {
    lines: lines.map((line, key) => ({
      key,
      text: line.text,
      quantity: shortened(line.quantity),
      unitPrice: shortened(line.unitPrice),
    })),
    note: note ?? '',
    dueDays: dueDays === null ? '' : String(dueDays),
    includesOpen,
  };
}

/** "12.50" of "12.500000", "3" of "3.000000". */
function shortened(decimal: string): string {
  return decimal.replace(/(\.\d\d)0+$/, '$1').replace(/\.00$/, '');
}

function bodyOf({ lines, note, dueDays, includesOpen }: TypedDraft) {
  return {
    lines: lines.map(({ text, quantity, unitPrice }) => ({ text: text.trim(), quantity, unitPrice })),
    note: note.trim() === '' ? null : note.trim(),
    dueDays: dueDays === '' ? null : Number(dueDays),
    includesOpen,
  };
}

function mistakesOf({ text, quantity, unitPrice }: TypedLine): LineMistakes {
  const [count, price] = [parseMoney(quantity), parseMoney(unitPrice)];
  return {
    ...(text.trim() === '' && { text: 'billing.draft.mistakes.text' }),
    ...((count === null || count <= 0n) && { quantity: 'billing.draft.mistakes.quantity' }),
    ...((price === null || price === 0n) && { unitPrice: 'billing.draft.mistakes.unitPrice' }),
  };
}

function isDueDays(text: string): boolean {
  return text === '' || (/^\d{1,3}$/.test(text) && Number(text) <= DUE_DAYS_MAX);
}
