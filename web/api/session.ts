/** An ended session interrupts without losing anything: requests wait until somebody signed in again. */

type Waiting = Readonly<{ promise: Promise<void>; resolve: () => void }>;

let waiting: Waiting | null = null;
const listeners = new Set<() => void>();

/** Settles when the person has signed in again; many requests wait for one sign-in. */
export function askToSignInAgain(): Promise<void> {
  if (waiting === null) {
    let resolve = () => {};
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    waiting = { promise, resolve };
    notify();
  }
  return waiting.promise;
}

/** Lets the waiting requests go on. */
export function signedInAgain(): void {
  waiting?.resolve();
  waiting = null;
  notify();
}

export function isSessionEnded(): boolean {
  return waiting !== null;
}

/** For useSyncExternalStore. */
export function subscribeToSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function notify(): void {
  for (const listener of listeners) listener();
}
