/** How often a PIN may be guessed: by one caller, and at one card, because callers can be made up. */

export type PinKind = 'caller' | 'card';

/** Wrong ones within an hour that cost no pause. */
const WRONG_MAX: Readonly<Record<PinKind, number>> = { caller: 10, card: 20 };
export const PIN_WINDOW_MS = 60 * 60_000;
export const PIN_PAUSE_MS = 15 * 60_000;

export type Patience = Readonly<{
  /** The oldest first. */
  wrongAt: readonly Date[];
  pausedUntil: Date | null;
}>;

export function isPaused({ pausedUntil }: Pick<Patience, 'pausedUntil'>, now: Date): boolean {
  return pausedUntil !== null && pausedUntil > now;
}

/**
 * What one more wrong PIN makes of it. The tenth within an hour (at a card the twentieth) pauses for a quarter of an hour. Of a caller
 * what was wrong before the pause still counts after it, so that every further one pauses again; a card begins anew, for else a
 * stranger could keep its owner out with one wrong PIN in a quarter of an hour.
 */
export function afterWrong(kind: PinKind, { wrongAt }: Patience, now: Date): Patience {
  const most = WRONG_MAX[kind];
  const recent = [...wrongAt.filter((at) => now.getTime() - at.getTime() < PIN_WINDOW_MS), now];
  if (recent.length < most) return { wrongAt: recent, pausedUntil: null };
  const pausedUntil = new Date(now.getTime() + PIN_PAUSE_MS);
  return { wrongAt: kind === 'card' ? [] : recent.slice(-most), pausedUntil };
}
