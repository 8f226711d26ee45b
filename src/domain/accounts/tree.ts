/** The account tree: paths of ids from the root, '/1/7/42/', in which a prefix is an ancestor. */
import { assert } from '../assert.ts';

/** Resellers may be stacked this deep below the operator. */
export const RESELLER_DEPTH_MAX = 8;

/** The path of a child, given its own id. */
export function childPath(parentPath: string, id: bigint): string {
  assert(/^\/(\d+\/)+$/.test(parentPath), `"${parentPath}" is a path of ids`);
  return `${parentPath}${id}/`;
}

/** The path of whoever is above an account; of the root itself "/". */
export function pathAbove(path: string): string {
  return path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
}

/** The first path behind an account and everybody below it: what is below it sorts from its path to before this. */
export function pathBehind(path: string): string {
  return `${path.slice(0, -1)}0`;
}

/** The ids on a path, root first, the account itself last. */
export function idsOfPath(path: string): readonly bigint[] {
  return path
    .split('/')
    .filter((part) => part !== '')
    .map((part) => BigInt(part));
}

/** Says whether `path` lies in the subtree of `ancestorPath` (or is its root). */
export function isWithin(path: string, ancestorPath: string): boolean {
  return path.startsWith(ancestorPath);
}
