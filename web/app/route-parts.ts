/** What routes are made of. */
import { lazyRouteComponent, notFound } from '@tanstack/react-router';
import type { Actor } from '../api/actor.ts';
import { holds, type Permission } from '../api/may.ts';
import type { PartName } from '../locales/parts.ts';
import { loadTexts } from './i18n.ts';

/** A page of which one may do nothing is not there. */
export function needs(permission: Permission | readonly Permission[], { isForCustomers = true } = {}) {
  return ({ context: { actor } }: { context: { actor: Actor } }) => {
    if (!holds(actor, permission) || (actor.kind === 'customer' && !isForCustomers)) throw notFound();
  };
}

/** What a page is in, together with the parts of the catalogue that only it and its neighbours need. */
export function withTexts<Module>(
  parts: PartName | readonly PartName[],
  load: () => Promise<Module>,
): () => Promise<Module> {
  return async () => (await Promise.all([load(), ...[parts].flat().map(loadTexts)]))[0];
}

/** Not looked into: a page asks the router for what its address carries, and so for all pages. */
type PageModule = Awaited<ReturnType<Parameters<typeof lazyRouteComponent>[0]>>;

/** A page with those parts. */
export function page<Module extends PageModule, Name extends keyof Module & string>(
  parts: PartName | readonly PartName[],
  load: () => Promise<Module>,
  name: Name,
) {
  return lazyRouteComponent(withTexts(parts, load), name);
}

/**
 * The router keeps what a validator leaves out, so that a page would work with what its validator
 * refused; named as undefined, it goes.
 */
export function only<Search extends object>(validate: (raw: Record<string, unknown>) => Search) {
  return (raw: Record<string, unknown>): Search => ({
    ...Object.fromEntries(Object.keys(raw).map((key) => [key, undefined])),
    ...validate(raw),
  });
}

export function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => typeof value === 'string' && value !== '');
  const text = new URLSearchParams(given as [string, string][]).toString();
  return text === '' ? '' : `?${text}`;
}

export function signInSearch({ redirect }: Record<string, unknown>): { redirect?: string } {
  return typeof redirect === 'string' && isOwnPath(redirect) ? { redirect } : {};
}

export function signUpSearch({ page }: Record<string, unknown>): { page?: string } {
  return typeof page === 'string' && page !== '' ? { page } : {};
}

/** Only a path of this panel: "//elsewhere" and "https:" would lead away after sign-in. */
function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])/.test(path);
}
