/** Gateways that a switch must know of its own, because they ask who calls or send calls only to who registers. */
import { GATEWAY_PASSWORD } from '../../domain/routing/sealed-purposes.ts';
import type { Db } from '../../postgres/pool.ts';
import { readNamedGateways, type NamedGatewayRow } from '../../postgres/switches/switch-views.ts';
import { openSecret } from '../secrets.ts';

export type NamedGateway = Omit<NamedGatewayRow, 'sealedPassword'> & Readonly<{ password: string }>;

/** With their passwords, which FreeSWITCH wants as they are: it answers challenges itself. */
export async function namedGateways(
  { reads, masterKey }: Readonly<{ reads: Db; masterKey: Uint8Array }>,
  switchId: bigint,
): Promise<readonly NamedGateway[]> {
  const rows = await readNamedGateways(reads, switchId);
  return rows.map(({ sealedPassword, ...gateway }) => ({
    ...gateway,
    password: openSecret(masterKey, GATEWAY_PASSWORD, sealedPassword),
  }));
}
