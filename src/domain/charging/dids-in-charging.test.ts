import { expect, test } from 'vitest';
import { parseAddress } from '../accounts/networks.ts';
import type { Catalogue } from './catalogue.ts';
import { trunkOfAddress } from './dids-in-charging.ts';

const trunk = (id: bigint, inboundNetworks: string[], hosts: string[], isActive = true) => ({
  id,
  isActive,
  inboundNetworks,
  gateways: hosts.map((host) => ({ host })),
});

test.each([
  ['198.51.100.1', 1n, 'the oldest of those with a gateway there'],
  ['198.51.100.2', 2n, 'the one that names it, though an older one has a gateway there'],
  ['198.51.100.3', 2n, 'the network around it'],
  ['198.51.101.1', null, 'nobody'],
])('calls that come in from %s belong to trunk %s: %s', (text, id, _why) => {
  const trunks = [
    trunk(0n, ['198.51.100.1'], ['198.51.100.2'], false),
    trunk(1n, [], ['198.51.100.1', '198.51.100.2']),
    trunk(2n, ['198.51.100.2', '198.51.100.0/24'], ['198.51.100.1']),
  ];
  const catalogue = { trunks: new Map(trunks.map((each) => [each.id, each])) } as unknown as Catalogue;
  expect(trunkOfAddress(catalogue, parseAddress(text)!)?.id ?? null).toBe(id);
});
