/** Changes of carriers, trunks, gateways and switches in the timeline of the operator, whose they are. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { AuditAction } from '../../domain/audit/actions.ts';
import { differencesOf, type Value } from '../../domain/audit/differences.ts';
import { operatorId } from '../../postgres/accounts/find-account.ts';
import type { ProviderRow } from '../../postgres/routing/providers.ts';
import type { SwitchRow } from '../../postgres/routing/switches.ts';
import type { GatewayRow, TrunkRow } from '../../postgres/routing/trunks.ts';
import type { Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';

/** Who did it: an actor, or a command of the machine. */
export type Doer = Pick<Actor, 'accountId' | 'via' | 'address'> | typeof MACHINE;

/** Whoever runs commands on the machine; the timeline calls it the system. */
export const MACHINE = { accountId: null, via: 'system', address: '' } as const;

type Fields = Readonly<Record<string, Value>>;

export function fieldsOfProvider(row: ProviderRow): Fields {
  return {
    'provider.name': row.name,
    'provider.status': row.status,
    'provider.contactName': row.contactName,
    'provider.email': row.email,
    'provider.country': row.country,
    'provider.timezone': row.timezone,
    'provider.reference': row.reference,
    'provider.localization': row.localizationName,
  };
}

export function fieldsOfTrunk(row: TrunkRow): Fields {
  return {
    'trunk.name': row.name,
    'trunk.provider': row.providerName,
    'trunk.status': row.status,
    'trunk.priority': row.priority,
    'trunk.capacity': row.capacity,
    'trunk.cpsMax': row.cpsMax,
    'trunk.codecs': row.codecs,
    'trunk.stripPrefix': row.stripPrefix,
    'trunk.addPrefix': row.addPrefix,
    'trunk.inboundNetworks': row.inboundNetworks,
    'trunk.emergencyCountries': row.emergencyCountries,
    'trunk.localization': row.localizationName,
  };
}

/** That there is a password is said, not what it is. */
export function fieldsOfGateway(row: GatewayRow): Fields {
  return {
    'gateway.name': row.name,
    'gateway.host': row.host,
    'gateway.port': row.port,
    'gateway.transport': row.transport,
    'gateway.position': row.position,
    'gateway.status': row.status,
    'gateway.inactiveReason': row.inactiveReason,
    'gateway.username': row.username,
    'gateway.hasPassword': row.sealedPassword !== null,
    'gateway.registers': row.registers,
  };
}

export function fieldsOfSwitch(row: SwitchRow): Fields {
  return {
    'switch.name': row.name,
    'switch.kind': row.kind,
    'switch.status': row.status,
    'switch.controlUrl': row.controlUrl,
    'switch.hasControlKey': row.sealedControlKey !== null,
  };
}

/** Nothing is written when nothing differs. The name stands in the event although it stayed. */
export async function recordRoutes(
  tx: Tx,
  doer: Doer,
  action: AuditAction,
  event: Readonly<{ before: Fields; after: Fields; happenedAt: Date; isAlways?: boolean }>,
): Promise<void> {
  const { before, after, happenedAt, isAlways = false } = event;
  const differences = differencesOf(before, after);
  if (differences.length === 0 && !isAlways) return;
  const [field = '', name = null] = Object.entries(before).find(([key]) => key.endsWith('.name')) ?? [];
  const isNamed = field === '' || differences.some((each) => each.field === field);
  const named = isNamed ? [] : [{ field, before: name, after: name }];
  const changes = [...named, ...differences];
  await recordAudit(tx, doer, { accountId: await operatorId(tx), action, changes, happenedAt });
}
