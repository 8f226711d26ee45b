/** An ended session interrupts without losing anything: requests wait until somebody signed in again. */

type Waiting = Readonly<{ promise: Promise<void>; resolve: () => void }>;

/** Problems that say that there is no session, with the reason where the server knows one. */
const ENDS = ['not_signed_in', 'session_was_idle', 'session_too_old'] as const;
type SessionEnd = (typeof ENDS)[number];

let waiting: Waiting | null = null;
let end: SessionEnd = 'not_signed_in';
const listeners = new Set<() => void>();

/** Whether this answer means that nobody is signed in; why is kept for whoever asks for the sign-in. */
export function isEndOfSession(code: string): boolean {
  const found = ENDS.find((each) => each === code);
  if (found !== undefined) end = found;
  return found !== undefined;
}

/** A new session begins: why the one before ended is of no interest any more. */
export function forgetSessionEnd(): void {
  end = 'not_signed_in';
}

/** Why the last session ended; null where there is nothing to say. */
export function sessionEnd(): Exclude<SessionEnd, 'not_signed_in'> | null {
  return end === 'not_signed_in' ? null : end;
}

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
