/** The server keeps a proposed number for this form, so that saving it cannot collide, and a reload keeps it too. */
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { post } from '../../../api/client.ts';
import type { NumberReservation } from '../api.ts';
import type { AccountForm } from '../form/form-values.ts';

const KEPT = 'tollbook.reserved-number';
/** Somebody may have told it to the customer on the phone: with less time left a new one is better. */
const LEFT_MS_MIN = 60_000;

export function useReservedNumber({ getValues, setValue }: UseFormReturn<AccountForm>) {
  const reserving = useMutation({
    mutationFn: () => post<NumberReservation>('/accounts/number-reservations', {}),
    onSuccess: (reservation) => sessionStorage.setItem(KEPT, JSON.stringify(reservation)),
  });
  const { mutateAsync } = reserving;
  const draw = async () => {
    const { number } = await mutateAsync();
    setValue('panelAccess.number', number, { shouldValidate: true });
  };
  const hasAsked = useRef(false);
  useEffect(() => {
    if (hasAsked.current) return;
    hasAsked.current = true;
    const kept = keptNumber();
    // Without an answer the field stays empty and the server draws a number on saving.
    (kept === null ? mutateAsync() : Promise.resolve(kept))
      .then(({ number }) => {
        if (getValues('panelAccess.number') === '') setValue('panelAccess.number', number);
      })
      .catch(() => null);
  }, [mutateAsync, getValues, setValue]);
  return { draw: () => draw().catch(() => null), isLoading: reserving.isPending };
}

/** After saving, or when the server took another: the next form draws its own. */
export function forgetReservedNumber(): void {
  sessionStorage.removeItem(KEPT);
}

function keptNumber(): Pick<NumberReservation, 'number'> | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as NumberReservation | null;
    const leftMs = Date.parse(kept?.expiresAt ?? '') - Date.now();
    return kept !== null && leftMs > LEFT_MS_MIN ? kept : null;
  } catch {
    return null;
  }
}
