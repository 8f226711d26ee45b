/** What a cell of a written sheet holds: a text, a number (as a decimal string, exact), or nothing. */
export type Cell = string | Readonly<{ number: string }> | null;
