/** Ends card calls whose end nobody told: the switch was restarted, or what it sent last did not come. */
import { openCardCalls, quietCardCalls, type CardCallRow } from '../../postgres/cards/card-calls.ts';
import type { CardDeps } from './card-deps.ts';
import { finishCardCall } from './end-card-call.ts';
import { endDialled } from './end-dialled.ts';

/** Beside the longest call: a setting may have been longer when the call began. */
const QUIET_MS = 24 * 3_600_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Asks a switch about the legs of its card calls; the calls themselves, the one to the access number too, are asked about apart. */
export async function endLostCardCalls(
  deps: CardDeps,
  switchId: bigint,
  isThere: (channel: string) => Promise<boolean | 'unknown'>,
): Promise<void> {
  let after = FIRST_ID;
  for (;;) {
    const page = await openCardCalls(deps.pool, { switchId, after });
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.id;
    for (const row of page) if ((await isThere(row.channel)) === false) await endLost(deps, row);
  }
}

/** No call lasts so long: of these nothing will be heard any more. */
export async function endQuietCardCalls(deps: CardDeps): Promise<void> {
  const longestMs = deps.catalogue.current().callSecondsMax * 1000;
  const before = new Date(deps.now().getTime() - longestMs - QUIET_MS);
  for (const row of await quietCardCalls(deps.pool, before)) await endLost(deps, row);
}

/** One that was written meanwhile was heard of. */
async function endLost(deps: CardDeps, row: CardCallRow): Promise<void> {
  await finishCardCall(deps, row, (calls) => endDialled(deps, row.switchId, calls, null));
}
