/** The rate of a list whose first interval costs least: with less money no call of the list can begin. */
import { EVERYBODY, NUMBERS, shapeIn, type Page, type PrefixTable, type Shape } from './prefix-table.ts';
import type { Rate } from './rate.ts';

/**
 * What the first interval of each page costs at least, whoever may call and whenever. Pages never change, so it is worked
 * out when it is first asked for, and after a change only for the pages that are new.
 */
const leastOf = new WeakMap<Page, number>();

/**
 * Null when no rate is valid for the account at the moment. Compared are doubles of nanos times seconds, exact up to a
 * connection cost of 150,000 units. Mark-up and exchange rate of a list are the same for all its rates, and keep their order.
 */
export function cheapestRate(
  { pages, shared }: PrefixTable,
  { accountId, atMs }: Readonly<{ accountId: bigint; atMs: number }>,
): Rate | null {
  const connections = shared.shapes.map(({ connectionCostMicros }) => Number(connectionCostMicros) * 60_000);
  const shapeOf = ({ numbers }: Page, row: number) =>
    shapeIn(numbers[row * NUMBERS.each + NUMBERS.places] as number);
  const costPerMinute = ({ numbers }: Page, row: number) =>
    numbers[row * NUMBERS.each + NUMBERS.costPerMinuteNanos] as number;
  const costOf = (page: Page, row: number): number => {
    const shape = shapeOf(page, row);
    const { initialIncrementSeconds } = shared.shapes[shape] as Shape;
    return (connections[shape] as number) + costPerMinute(page, row) * initialIncrementSeconds;
  };
  const least = (page: Page): number => {
    const before = leastOf.get(page);
    if (before !== undefined) return before;
    let cost = Infinity;
    for (let row = 0; row < page.keys.length; row++) cost = Math.min(cost, costOf(page, row));
    leastOf.set(page, cost);
    return cost;
  };
  const account = Number(accountId);
  const isValid = ({ numbers, accountIds }: Page, row: number): boolean => {
    const at = row * NUMBERS.each;
    const owner = accountIds === null ? EVERYBODY : accountIds[row];
    return (
      (numbers[at + NUMBERS.validFromMs] as number) <= atMs &&
      (numbers[at + NUMBERS.validToMs] as number) > atMs &&
      (owner === EVERYBODY || owner === account)
    );
  };
  let found: Readonly<{ page: Page; row: number; cost: number }> | null = null;
  // The cheapest page first: most often no other has to be looked through.
  for (const page of pages.toSorted((a, b) => least(a) - least(b))) {
    if (found !== null && least(page) >= found.cost) break;
    for (let row = 0; row < page.keys.length; row++) {
      const cost = costOf(page, row);
      if ((found === null || cost < found.cost) && isValid(page, row)) found = { page, row, cost };
    }
  }
  if (found === null) return null;
  const shape = shared.shapes[shapeOf(found.page, found.row)] as Shape;
  const { forcedTrunkId: _route, stripDigits: _cut, addPrefix: _added, ...terms } = shape;
  return { ...terms, costPerMinuteNanos: BigInt(costPerMinute(found.page, found.row)) };
}
