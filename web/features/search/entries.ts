/** What the search shows: hits of the server, and places in the panel, each with the address it leads to. */
import type { TFunction } from 'i18next';
import type { z } from 'zod';
import type { hit } from '../../../src/schemas/search/search.ts';
import type { Actor } from '../../api/actor.ts';
import { holds, type Permission } from '../../api/may.ts';
import type { IconName } from '../../ui/icons.tsx';

export type Hit = z.output<typeof hit>;

export type Entry = Readonly<{
  key: string;
  icon: IconName;
  title: string;
  /** What it is, and whose. */
  details: string;
  href: string;
  status: string | null;
}>;

const ICONS: Readonly<Record<Hit['kind'], IconName>> = {
  account: 'accounts',
  provider: 'carriers',
  did: 'phone',
  caller_id: 'phone',
  forced_caller_id: 'phone',
  ip_address: 'globe',
  device: 'phone',
  call: 'phone',
  document: 'list',
  rate_group: 'rates',
  trunk: 'carriers',
  gateway: 'carriers',
};

/** States that need no word. */
const USUAL: ReadonlySet<string> = new Set(['active', 'answered']);

export function entryOfHit(hit: Hit, t: TFunction, timeOf: (instant: string) => string): Entry {
  const when = hit.startedAt === null ? '' : timeOf(hit.startedAt);
  return {
    key: `${hit.kind} ${hit.id}`,
    icon: ICONS[hit.kind],
    title: hit.title,
    details: [t(`search.kind.${hit.kind}`), when, hit.subtitle].filter((part) => part !== '').join(' · '),
    href: hrefOf(hit),
    status: hit.status === null || USUAL.has(hit.status) ? null : t(`search.status.${hit.status}`),
  };
}

function hrefOf({ kind, id, title, accountId, trunkId }: Hit): string {
  const account = `/accounts/${accountId ?? id}`;
  switch (kind) {
    case 'account':
      return account;
    case 'provider':
      return `/carriers?${new URLSearchParams({ tab: 'providers', q: title })}`;
    case 'did':
      // One that nobody has is in the inventory only.
      return accountId === null
        ? `/numbers?${new URLSearchParams({ q: title.replace('+', '') })}`
        : `${account}?tab=numbers`;
    case 'caller_id':
    case 'forced_caller_id':
    case 'ip_address':
      return `${account}?tab=numbers`;
    case 'device':
      return `${account}?tab=devices`;
    case 'call':
      return `${account}?tab=calls&call=${id}`;
    case 'document':
      return `/documents?doc=${id}`;
    case 'rate_group':
      return `/rates/${id}`;
    case 'trunk':
    case 'gateway':
      return `/carriers/trunks/${trunkId ?? id}`;
  }
}

type Place = Readonly<{ name: string; icon: IconName; href: string; needs: Permission }>;

const PLACES: readonly Place[] = [
  { name: 'accounts', icon: 'accounts', href: '/accounts', needs: 'accounts:read' },
  { name: 'createCustomer', icon: 'add', href: '/accounts/new?kind=customer', needs: 'accounts:create' },
  { name: 'createReseller', icon: 'add', href: '/accounts/new?kind=reseller', needs: 'accounts:create' },
  { name: 'createAdmin', icon: 'add', href: '/accounts/new?kind=admin', needs: 'staff:edit' },
  { name: 'importAccounts', icon: 'add', href: '/accounts/import', needs: 'accounts:import' },
  { name: 'createMany', icon: 'add', href: '/accounts/create-many', needs: 'accounts:import' },
  { name: 'live', icon: 'live', href: '/live', needs: 'calls:read' },
  { name: 'jobs', icon: 'refresh', href: '/jobs', needs: 'jobs:read' },
  { name: 'numbers', icon: 'phone', href: '/numbers', needs: 'dids:read' },
  { name: 'accessNumbers', icon: 'phone', href: '/numbers?tab=access', needs: 'access_numbers:read' },
  { name: 'rates', icon: 'rates', href: '/rates', needs: 'rates:read' },
  { name: 'products', icon: 'box', href: '/products', needs: 'products:read' },
  { name: 'subscriptions', icon: 'box', href: '/products?tab=subscriptions', needs: 'subscriptions:read' },
  { name: 'exchangeRates', icon: 'rates', href: '/rates?tab=exchange', needs: 'exchange_rates:read' },
  { name: 'localization', icon: 'globe', href: '/localizations', needs: 'localizations:read' },
  { name: 'trunks', icon: 'carriers', href: '/carriers', needs: 'carriers:read' },
  { name: 'providers', icon: 'carriers', href: '/carriers?tab=providers', needs: 'carriers:read' },
  { name: 'switches', icon: 'carriers', href: '/carriers?tab=switches', needs: 'switches:read' },
  { name: 'settings', icon: 'settings', href: '/settings', needs: 'settings:read' },
  { name: 'mailServer', icon: 'settings', href: '/settings', needs: 'mail_server:read' },
  { name: 'mailTemplates', icon: 'settings', href: '/mail-templates', needs: 'mail_templates:read' },
  { name: 'apiKeys', icon: 'key', href: '/api-keys', needs: 'self' },
];

/** Places whose name, or a word that people use for it, has every word of the text; without a text the first ones. */
export function placesOf(actor: Actor, text: string, t: TFunction): Entry[] {
  const wanted = folded(text).split(/\s+/);
  return PLACES.filter(({ needs }) => holds(actor, needs))
    .map(({ name, icon, href }) => ({
      entry: {
        key: `place ${name}`,
        icon,
        title: t(`search.place.${name}`),
        details: '',
        href,
        status: null,
      },
      words: folded(`${t(`search.place.${name}`)} ${t(`search.words.${name}`)}`),
    }))
    .filter(({ words }) => wanted.every((word) => words.includes(word)))
    .map(({ entry }) => entry);
}

/** Without case and accents. */
function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}
