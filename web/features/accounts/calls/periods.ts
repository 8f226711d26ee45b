/** Days of the reader's zone, counted back from today. */
const DAY_MS = 86_400_000;

function dayOf(time: number, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(time);
}

/** So many days, of which today is the last; `back` of them earlier. */
export function daysBack(
  days: number,
  zone: string,
  back = 0,
  now = Date.now(),
): { from: string; to: string } {
  // Dates are counted at noon, so that no change of the clocks moves them.
  const noon = Date.parse(`${dayOf(now, zone)}T12:00:00Z`) - back * DAY_MS;
  const dateOf = (time: number) => new Date(time).toISOString().slice(0, 10);
  return { from: dateOf(noon - (days - 1) * DAY_MS), to: dateOf(noon) };
}
