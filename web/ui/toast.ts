/** Short messages that something is done, shown by `app/toasts.tsx`. */

export type Toast = Readonly<{ id: number; message: string }>;

/** Long enough to be read twice; nothing is said only here. */
const SHOWN_MS = 5_000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

export function toast(message: string): void {
  const id = ++lastId;
  // The same again takes the place of the one before.
  set([...toasts.filter((each) => each.message !== message), { id, message }]);
  setTimeout(() => set(toasts.filter((each) => each.id !== id)), SHOWN_MS);
}

/** For useSyncExternalStore. */
export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
