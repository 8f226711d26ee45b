/** Answers mod_xml_curl's questions for configuration: who may call without a digest. Everything else stands in files. */
import type { Catalogue } from '../../domain/charging/catalogue.ts';
import { parseNetwork } from '../../domain/accounts/networks.ts';
import { PROFILE } from './bridge-actions.ts';
import { element, NOT_FOUND, sectionDocument } from './xml.ts';

/** The document, or "not found": then FreeSWITCH takes its own file. */
export function configurationDocument(catalogue: Catalogue, name: string | null): string {
  if (name !== 'acl.conf') return NOT_FOUND;
  const nodes = networksWithoutDigest(catalogue).map((cidr) => element('node', { type: 'allow', cidr }));
  const list = element('list', { name: PROFILE, default: 'deny' }, nodes);
  return sectionDocument(
    'configuration',
    element('configuration', { name: 'acl.conf' }, element('network-lists', {}, list)),
  );
}

/**
 * Networks of accounts, those that trunks name, and gateways that are addresses: what a host name stands for nobody knows here. A
 * network that is too long on the list does no harm, for each call is asked for.
 */
export function networksWithoutDigest({ addresses, trunks }: Catalogue): readonly string[] {
  const active = [...trunks.values()].filter(({ isActive }) => isActive);
  const named = [
    ...[...addresses.values()].flatMap((listed) => listed.map(({ network }) => network)),
    ...active.flatMap(({ inboundNetworks }) => inboundNetworks),
    ...active.flatMap(({ gateways }) => gateways.map(({ host }) => host)),
  ];
  const networks = named.filter((text) => parseNetwork(text) !== null).map(asCidr);
  return [...new Set(networks)].toSorted();
}

const asCidr = (text: string) => (text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`);
