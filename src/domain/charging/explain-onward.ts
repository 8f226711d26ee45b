/** What is said at a call of the one that it went on as: to the account that has a number, or to where that is forwarded. */
import { ofLevel, refusalRemarks, type TraceStep } from './explain.ts';
import type { Viewer } from './explained-call.ts';
import type { Frozen } from './frozen.ts';
import { isReason, toldAsCalled } from './reasons.ts';
import { figure, remark } from './remarks.ts';

/** `frozen` is the further call's, and so is whom the reader may see: a refusal of an account that is not seen has no figures. */
export function onwardStep(frozen: Frozen, viewer: Viewer): TraceStep {
  const { failed, forwarded, destination } = frozen;
  const number = figure.text(`+${forwarded?.number ?? destination ?? ''}`);
  const kind = forwarded === undefined ? 'number' : 'forward';
  if (failed === null)
    return { check: 'onward', passed: true, remarks: [remark(`onward.${kind}_granted`, { number })] };
  const refused = remark(`onward.${kind}_refused`, { number });
  const [who] = viewer.levels;
  if (who === undefined && !viewer.seesEverybody) {
    const why = isReason(failed.reason) ? [remark(`reason.${toldAsCalled(failed.reason)}`)] : [];
    return { check: 'onward', passed: false, remarks: [refused, ...why] };
  }
  const [what, ...others] = refusalRemarks(failed, frozen, viewer);
  const named = what === undefined || who === undefined || failed.level > 0 ? what : ofLevel(who, what);
  return {
    check: 'onward',
    passed: false,
    remarks: [refused, ...(named === undefined ? [] : [named]), ...others],
  };
}
