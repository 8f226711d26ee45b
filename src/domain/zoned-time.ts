/** What clocks in a time zone show, and the instants at which they do. */

/**
 * The instant at which clocks in `timezone` show `local` ("2026-11-24T14:05"). Two steps, because the
 * offset at the first guess may be the one before a change of the clocks.
 */
export function instantOf(local: string, timezone: string): string {
  const asUtc = Date.parse(`${local}Z`);
  let guess = asUtc - offsetMs(asUtc, timezone);
  guess = asUtc - offsetMs(guess, timezone);
  return new Date(guess).toISOString();
}

/** What clocks in `timezone` show at `instant`, to the minute, as inputs of date and time have it. */
export function localOf(instant: string, timezone: string): string {
  const ms = Date.parse(instant);
  return new Date(ms + offsetMs(ms, timezone)).toISOString().slice(0, 16);
}

const DAY_MS = 86_400_000;

/**
 * The first instant of a day ("2026-11-24") on the clocks of `timezone`. Where clocks pass over midnight, the instant at
 * which they do; where they show it twice, the first time.
 */
export function startOfDayMs(date: string, timezone: string): number {
  const asUtc = Date.parse(`${date}T00:00Z`);
  const [before, after] = [-DAY_MS, DAY_MS].map((away) => asUtc - offsetMs(asUtc + away, timezone));
  const candidates = [before ?? asUtc, after ?? asUtc].toSorted((a, b) => a - b);
  const shown = candidates.find((ms) => ms + offsetMs(ms, timezone) === asUtc);
  return shown ?? Math.max(...candidates);
}

/** The day that clocks in `timezone` show at an instant: "2026-11-24". */
export function dayOf(instantMs: number, timezone: string): string {
  return new Date(instantMs + offsetMs(instantMs, timezone)).toISOString().slice(0, 10);
}

/** Made once for each zone: making one takes longer than a hundred uses, and a sheet has many times. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timezone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  FORMATS.set(timezone, format);
  return format;
}

function offsetMs(instantMs: number, timezone: string): number {
  const parts = formatOf(timezone).formatToParts(new Date(instantMs));
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return local - Math.floor(instantMs / 1000) * 1000;
}
