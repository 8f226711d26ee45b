/** What would become of a call from outside to a DID: decided by the code that decides calls, and never written. */
import type pg from 'pg';
import type { Actor } from '../../domain/accounts/actor.ts';
import { parseAddress } from '../../domain/accounts/networks.ts';
import { registrationStatus, type RegistrationStatus } from '../../domain/accounts/registration.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import type { KnownForward, KnownTrunk } from '../../domain/charging/catalogue.ts';
import { Problem } from '../../domain/problem.ts';
import { accountsByIds } from '../../postgres/accounts/find-account.ts';
import { devicesOfAccount } from '../../postgres/accounts/sip-devices.ts';
import { readTrunks } from '../../postgres/charging/catalogue-rows.ts';
import { findDid, type DidRow } from '../../postgres/numbering/dids.ts';
import { withSnapshot } from '../../postgres/snapshot.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { decided, simulatedEvent, type SimulatedCall, type SimulatedQuestion } from './simulate-call.ts';

export type SimulatedInbound = SimulatedCall &
  Readonly<{
    did: DidRow;
    /** The phones that ring, all at once. */
    phones: readonly Readonly<{ id: string; name: string; registration: RegistrationStatus }>[];
    forward: KnownForward | null;
  }>;

/** Throws `not_found` for a number that is neither owned nor used in this part of the tree. */
export async function simulateInbound(
  reads: pg.Pool,
  actor: Actor,
  didId: string,
  question: Omit<SimulatedQuestion, 'to'>,
): Promise<SimulatedInbound> {
  // Behind the wall: whose number it is. In front of it: what decides, some of which those above have set.
  await findDid(reads, didId, actor.scopePath);
  return inFrontOfWall(() =>
    withSnapshot(reads, async (db) => {
      const did = await findDid(db, didId, actor.scopePath);
      const holderId = did.accountId ?? did.ownerId;
      const [account] = await accountsByIds(db, [holderId]);
      if (account === undefined || !isWithin(account.path, actor.scopePath)) throw new Problem('not_found');
      const event = simulatedEvent(question, arrivalOf(await readTrunks(db), did));
      const concerned = { caller: null, numbers: [did.number], holderIds: [holderId], forwards: [] };
      const { frozen, ...call } = await decided(db, actor, { concerned, event, question });
      const rung = new Set(frozen.inbound?.devices.map(({ devicePublicId }) => devicePublicId));
      const devices = did.accountId === null ? [] : await devicesOfAccount(db, did.accountId);
      return {
        ...call,
        did,
        phones: devices
          .filter(({ publicId }) => rung.has(publicId))
          .map((device) => ({
            id: device.publicId,
            name: device.label === '' ? (device.username ?? '') : device.label,
            registration: registrationStatus(device, question.at),
          })),
        forward: frozen.inbound?.forward ?? null,
      };
    }),
  );
}

/** By a trunk of its provider, of any where none is set; without one that has an address only calls of own customers arrive. */
function arrivalOf(trunks: readonly KnownTrunk[], { number, providerId }: DidRow) {
  const destination = `+${number}`;
  const hosts = trunks
    .filter((trunk) => trunk.isActive && (providerId === null || trunk.providerId === providerId))
    .flatMap(({ gateways }) => gateways.map(({ host }) => host));
  const address = hosts.find((host) => parseAddress(host) !== null);
  const identity =
    address === undefined
      ? ({ type: 'number', sessionId: '', number, forwards: 0 } as const)
      : ({ type: 'ip_address', address } as const);
  return { identity, destination, sourceAddress: address ?? '' };
}
