/** Places in the order of calls: their ids begin with the time. */
import { UUID_V7_RANDOM_BYTES, uuidV7 } from '../../domain/ids.ts';

const DAY_MS = 24 * 3600 * 1000;

/** The smallest id of a moment: what an exact range over time-ordered ids begins with. */
export function firstIdOf(time: Date): string {
  const id = uuidV7({ time, random: new Uint8Array(UUID_V7_RANDOM_BYTES) });
  return `${id.slice(0, 13)}-0000-0000-000000000000`;
}

/** The clock of a switch, which is in the id, may be wrong: the index need not be read beyond a day before or after. */
export function idADayFrom(instant: Date, days: -1 | 1): string {
  return firstIdOf(new Date(Math.max(0, instant.getTime() + days * DAY_MS)));
}

/** The moment in an id. */
export function timeOfId(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));
}
