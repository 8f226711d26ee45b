/** Which part of a price list's calls each trunk is tried first for. */

/** Percent by trunk id; empty = no shares. */
export type Shares = Readonly<Record<string, number>>;

/** What is wrong with the shares of these trunks; null when there are none, or when they come to 100 %. */
export function mistakeOfShares(trunkIds: readonly string[], shares: Shares): string | null {
  const named = Object.entries(shares);
  if (named.length === 0) return null;
  if (named.some(([id]) => !trunkIds.includes(id))) return 'Give shares to trunks of this rate group only.';
  const total = named.reduce((sum, [, percent]) => sum + percent, 0);
  return total === 100 ? null : `Shares come to 100 % together; these come to ${total} %.`;
}
