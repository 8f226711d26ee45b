import { lazy, Suspense, useSyncExternalStore } from 'react';
import { isSessionEnded, subscribeToSession } from '../api/session.ts';

/** Few sessions end while somebody looks on, and every first load would carry the form. */
const SessionEndedDialog = lazy(async () => ({
  default: (await import('./session-ended-dialog.tsx')).SessionEndedDialog,
}));

export function SessionEnded() {
  const isEnded = useSyncExternalStore(subscribeToSession, isSessionEnded);
  return isEnded ? (
    <Suspense>
      <SessionEndedDialog />
    </Suspense>
  ) : null;
}
