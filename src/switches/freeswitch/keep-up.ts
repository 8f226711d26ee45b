/** Tells every FreeSWITCH what it asked for once and what has changed since: from where calls may come, and the gateways it knows by name. */
import { hash } from 'node:crypto';
import type { Catalogue } from '../../domain/charging/catalogue.ts';
import type { NamedGateway } from '../../operations/switches/named-gateways.ts';
import { networksWithoutDigest } from './configuration.ts';
import type { EslRun } from './esl-client.ts';
import { dropGateway, listGateways, reloadAddresses, rescanGateways } from './esl-commands.ts';
import { readGateways } from './event-meaning.ts';

/** What a switch was told last. */
type Told = Readonly<{ version: bigint; networks: string; gateways: ReadonlyMap<string, string> }>;

export type KeepUpDeps = Readonly<{
  catalogue: () => Catalogue;
  gatewaysOf: (switchId: bigint) => Promise<readonly NamedGateway[]>;
}>;

/**
 * `isNew`: the connection is. It is then asked which gateways it has, and reads the addresses anew. What of a gateway changed while no
 * server was there to see it, only a restart of its profile brings in.
 */
export type KeepUp = (switchId: bigint, run: EslRun, isNew: boolean) => Promise<void>;

/** Throws `EslUnanswered`, and what the database throws: then it is told the next time. */
export function keepUp({ catalogue, gatewaysOf }: KeepUpDeps): KeepUp {
  const told = new Map<bigint, Told>();
  return async (switchId, run, isNew) => {
    const { version, ...known } = catalogue();
    const before = told.get(switchId);
    if (!isNew && before?.version === version) return;
    const networks = networksWithoutDigest({ version, ...known }).join(' ');
    if (isNew || before?.networks !== networks) await run(reloadAddresses());
    const gateways = new Map(
      (await gatewaysOf(switchId)).map((each) => [each.publicId, printOf(each)] as const),
    );
    const there = isNew
      ? new Map(readGateways(await run(listGateways())).map(({ gatewayId }) => [gatewayId, '']))
      : (before?.gateways ?? new Map<string, string>());
    const isChanged = (id: string) => {
      const earlier = before?.gateways.get(id);
      return earlier !== undefined && earlier !== gateways.get(id);
    };
    const dropped = [...there.keys()].filter((id) => !gateways.has(id) || isChanged(id));
    for (const id of dropped) await run(dropGateway(id));
    const isMissing = [...gateways.keys()].some((id) => !there.has(id) || dropped.includes(id));
    if (isMissing) await run(rescanGateways());
    told.set(switchId, { version, networks, gateways });
  };
}

/** Tells two states of a gateway apart, and keeps no password. */
const printOf = (gateway: NamedGateway) => hash('sha256', JSON.stringify(gateway));
