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
