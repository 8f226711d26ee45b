/** Lines of what is open at a wallet: calls by direction and destination, what was charged by hand one by one. */
import { groupBy } from '../group-by.ts';
import type { OpenLine } from './compose.ts';
import { PRODUCT_PARTS, type LineKind, type ProductOfLine } from './document.ts';

/** Movements of a wallet that have the same kind, and calls of the same direction and prefix. */
export type OpenGroup = Readonly<{
  walletId: bigint;
  kind: Extract<
    LineKind,
    | 'calls'
    | 'call_corrections'
    | 'commission'
    | 'commission_corrections'
    | 'product_commission'
    | 'charge'
    | 'credit'
    | 'product'
    | 'product_credit'
  >;
  items: number;
  /** By how much they lowered the balance. */
  exactMicros: bigint;
  isLate: boolean;
  /** Of calls; null of all others. */
  direction: string | null;
  prefix: string | null;
  /** As the list of whoever pays calls it, by the newest of the calls. */
  destination: string | null;
  talkSeconds: number;
  billedSeconds: number;
  /** Of charges and credits by hand and of products, each of which is a group of its own. */
  postedAt: Date | null;
  note: string;
  /** Of a product that was charged; commissions on products have its name as their note. */
  product: (ProductOfLine & Readonly<{ quantity: number; unitMicros: string }>) | null;
}>;

/** What was charged by hand first, then products, calls by destination, then corrections; the same for the same groups, whatever their order. */
export function openLines(groups: readonly OpenGroup[]): readonly OpenLine[] {
  const byLine = groupBy(groups, ({ kind, direction, destination, isLate, postedAt, note }) =>
    kind === 'calls'
      ? JSON.stringify([kind, isLate, direction, destination ?? ''])
      : JSON.stringify([
          kind,
          isLate,
          kind === 'product_commission' ? note : (postedAt?.toISOString() ?? ''),
        ]),
  );
  return [...byLine.values()]
    .flatMap((same) => (isOnItsOwn(same[0]) ? same.map((group) => [group]) : [same]))
    .map(lineOf)
    .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

export function isOfCommission({ kind }: OpenGroup): boolean {
  return kind === 'commission' || kind === 'commission_corrections' || kind === 'product_commission';
}

const ON_THEIR_OWN: ReadonlySet<string | undefined> = new Set([
  'charge',
  'credit',
  'product',
  'product_credit',
]);

function isOnItsOwn(group: OpenGroup | undefined): boolean {
  return ON_THEIR_OWN.has(group?.kind);
}

function lineOf(groups: readonly OpenGroup[]): OpenLine {
  const sum = (of: (group: OpenGroup) => number) => groups.reduce((total, group) => total + of(group), 0);
  const exactMicros = groups.reduce((total, group) => total + group.exactMicros, 0n);
  const [first] = groups;
  if (first === undefined) throw new Error('a line has a group');
  const { kind, note, postedAt, isLate } = first;
  if (kind === 'product_commission') return { kind, text: note, exactMicros };
  if (isOnItsOwn(first))
    return { kind, text: note, ...(postedAt !== null && { postedAt }), ...productOf(first), exactMicros };
  const calls = {
    direction: first.direction ?? '',
    destination: first.destination ?? '',
    prefixes: groups.flatMap(({ prefix }) => prefix ?? []).toSorted(),
    calls: sum(({ items }) => items),
    talkSeconds: sum(({ talkSeconds }) => talkSeconds),
    billedSeconds: sum(({ billedSeconds }) => billedSeconds),
    isLate,
  };
  return { kind, text: '', calls, exactMicros };
}

/** A quantity of one is not worth saying. */
function productOf({ product }: OpenGroup): Pick<OpenLine, 'product' | 'quantity' | 'unitMicros'> {
  if (product === null) return {};
  const { quantity, unitMicros, ...of } = product;
  return {
    product: of,
    ...(quantity > 1 && { quantity: String(quantity), unitMicros: BigInt(unitMicros) }),
  };
}

const ORDER: readonly LineKind[] = [
  'charge',
  'credit',
  'product',
  'product_credit',
  'calls',
  'call_corrections',
  'commission',
  'commission_corrections',
  'product_commission',
];

function placeOf({ kind, calls, product, postedAt, text }: OpenLine): string {
  // "Germany" comes before "Germany mobile".
  return [
    ORDER.indexOf(kind),
    calls?.isLate === true ? 1 : 0,
    calls?.direction ?? '',
    calls?.destination ?? '',
    postedAt?.toISOString() ?? '',
    text,
    product === undefined ? 0 : PRODUCT_PARTS.indexOf(product.part),
    product?.from ?? '',
  ].join('\u0000');
}
