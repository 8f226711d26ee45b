/** A call that is explained, and whoever reads it. */
import type { Frozen } from './frozen.ts';
import type { Remark } from './remarks.ts';
import type { SeenMarkUps } from './shown-terms.ts';

export type ExplainedCall = Readonly<{
  /** Null: it goes on. */
  outcome: 'answered' | 'unanswered' | 'refused' | null;
  talkMs: number;
  grantedSeconds: number;
  endedBy: string | null;
  isEstimated: boolean;
  isOverrun: boolean;
  levelChargeMicros: readonly bigint[];
  /** Free seconds of each package of the call, those of all levels in one list. */
  allowanceUsedSeconds: readonly number[];
  carrierCostMicros: bigint;
  gatewayId: string | null;
  triedGatewayIds: readonly string[];
  frozen: Frozen;
  /** Nobody called: there is no device, and no gateway was tried. */
  isSimulated?: boolean;
}>;

/** What the reader may see: the levels from the caller's up to its own by name, and the carrier or not. */
export type Viewer = Readonly<{
  levels: readonly Remark[];
  /** Who forbids the call; null where nobody above the caller does, or the reader may not see who. */
  forbids: Remark | null;
  /** Of each commission of the call who gets it; null for one that the reader may not see. */
  commissions: readonly (Remark | null)[];
  /** Whoever is above, too, whether it is a level or not. */
  seesEverybody: boolean;
  seesCarrier: boolean;
  seesMarkUps: SeenMarkUps;
  seesRemedies: boolean;
}>;

/** The levels that the reader may see, the caller first. */
export function visibleLevels({ levels }: Frozen, viewer: Viewer) {
  return viewer.levels.flatMap((who, index) => {
    const level = levels[index];
    return level === undefined ? [] : [{ who, level, index }];
  });
}
