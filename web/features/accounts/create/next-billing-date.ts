/**
 * The next billing day after today in `timezone`, as a date at 00:00 UTC (only its day counts); null
 * while the fields do not say one. Weekdays by ISO 8601: 1 = Monday.
 */
export function nextBillingDate(schedule: string, day: string, timezone: string, now: Date): Date | null {
  const today = dayIn(timezone, now);
  if (today === null) return null;
  const after = (days: number) => new Date(today.getTime() + days * 86_400_000);
  if (schedule === 'daily') return after(1);
  if (schedule === 'weekly') {
    const weekday = today.getUTCDay() === 0 ? 7 : today.getUTCDay();
    const ahead = (Number(day) - weekday + 7) % 7;
    return after(ahead === 0 ? 7 : ahead);
  }
  const inMonth = (offset: number) => {
    const [year, month] = [today.getUTCFullYear(), today.getUTCMonth() + offset];
    return day === 'last'
      ? new Date(Date.UTC(year, month + 1, 0))
      : new Date(Date.UTC(year, month, Number(day)));
  };
  const thisMonth = inMonth(0);
  if (Number.isNaN(thisMonth.getTime())) return null;
  return thisMonth > today ? thisMonth : inMonth(1);
}

function dayIn(timezone: string, now: Date): Date | null {
  try {
    // Swedish dates are written as ISO 8601 writes them.
    return new Date(`${new Intl.DateTimeFormat('sv-SE', { timeZone: timezone }).format(now)}T00:00:00Z`);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
