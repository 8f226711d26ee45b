/** What a call shows to the guards that watch: a risky prefix, or a cap that is reached. Any other call shows nothing. */
import type { WatchingGuard } from '../accounts/guards.ts';
import type { Book } from './book.ts';
import type { Frozen } from './frozen.ts';

export type Sighting = Readonly<{
  accountId: bigint;
  sessionId: string;
  guard: WatchingGuard;
  /** The prefix, or the cap. */
  subject: string;
  /** Of a prefix its class; of a cap micros allowed and used. */
  figures: readonly string[];
  isGranted: boolean;
}>;

/**
 * Notes what the decision about a call shows. A refused try of a risky destination counts, because whoever stole a phone tries
 * many of them and most are closed. Caps on one call say nothing about the account.
 */
export function noteSighting(
  { changes }: Book,
  { accountId, sessionId }: Pick<Sighting, 'accountId' | 'sessionId'>,
  { seen, failed }: Pick<Frozen, 'seen' | 'failed'>,
): void {
  const note = (guard: WatchingGuard, subject: string, figures: readonly string[]) =>
    changes.sightings.push({ accountId, sessionId, guard, subject, figures, isGranted: failed === null });
  if (seen.riskyPrefix !== undefined) note('risky_prefixes', seen.riskyPrefix, [seen.destinationClass ?? '']);
  if (failed?.reason === 'destination_class_closed') {
    const [, name = '', prefix = ''] = failed.figures;
    note('risky_prefixes', prefix, [name]);
  }
  if (failed?.reason === 'spend_cap_reached') {
    const [cap = '', ...figures] = failed.figures;
    if (cap !== 'callCost') note('spend_cap', cap, figures.slice(0, 2));
  }
}
