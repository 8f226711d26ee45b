/** Times as the cells of a written sheet have them. */
import { instantOf } from '../../domain/zoned-time.ts';

/** "2026-11-24 13:00:00" in a zone: what spreadsheets take for a time. */
export function clockOf(timezone: string): (time: Date) => string {
  // Swedes write times as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (time) => format.format(time);
}

/** The same; a time that would not come back from it, as in the hour that comes twice in autumn, is written as ISO 8601 in UTC. */
export function exactClockOf(timezone: string): (time: Date) => string {
  const clock = clockOf(timezone);
  return (time) => {
    const shown = clock(time);
    const exact = time.toISOString();
    return instantOf(shown.replace(' ', 'T'), timezone) === exact ? shown : exact;
  };
}
