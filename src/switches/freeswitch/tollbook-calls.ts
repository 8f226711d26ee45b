/** Which calls of ours a leg of FreeSWITCH carries, as our dialplan writes it on the leg. */
import { isUuid } from '../../domain/ids.ts';

export type CarriedCall = Readonly<{
  sessionId: string;
  /** What carries it: a gateway, a device, or the number that it goes on to. */
  gatewayId: string;
}>;

/** A call that goes on to a number and is forwarded from there, three times at most, and as often again. */
const CALLS_MAX = 16;

/** The oldest first; anything that is not written as we write it is left out. */
export function readCalls(text: string | null): readonly CarriedCall[] {
  if (text === null) return [];
  return text
    .split('+', CALLS_MAX)
    .map((each) => each.split('/'))
    .flatMap(([sessionId = '', gatewayId = '', ...more]) =>
      more.length === 0 && isUuid(sessionId) && isUuid(gatewayId) ? [{ sessionId, gatewayId }] : [],
    );
}
