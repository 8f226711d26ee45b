/** What the address of a page may carry: each value is checked, and anything else is dropped. */

type RawSearch = Readonly<Record<string, unknown>>;

export function oneOf<const Value extends string>(values: readonly Value[], raw: unknown): Value | undefined {
  return values.find((value) => value === raw);
}

export function textParam(raw: unknown, max: number): string | undefined {
  return typeof raw === 'string' && raw !== '' ? raw.slice(0, max) : undefined;
}

/** "2026-11-24", as inputs of days have it. */
export function dayParam(raw: unknown): string | undefined {
  return typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw) && !Number.isNaN(Date.parse(raw))
    ? raw
    : undefined;
}

/** "2026-11-24T14:05", as inputs of date and time have it. */
export function localTimeParam(raw: unknown): string | undefined {
  return typeof raw === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(raw) &&
    !Number.isNaN(Date.parse(raw))
    ? raw
    : undefined;
}

/** Only what is given. */
export function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  ) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** What every list has: a search and a place in its pages. */
export function pageSearch(raw: RawSearch): { q?: string; cursor?: string } {
  return defined({ q: textParam(raw.q, 100), cursor: textParam(raw.cursor, 500) });
}
