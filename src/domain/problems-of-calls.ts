/** What can go wrong with a request about a call or by a switch; a part of the registry in `problem.ts`. */
import type { Definition } from './problem.ts';

export const PROBLEMS_OF_CALLS = {
  session_not_found: {
    status: 404,
    title: 'No such call',
    sentence: 'This call is not known.',
    fix: 'Send the sessionId that authorize answered.',
  },
  call_is_over: {
    status: 409,
    title: 'The call is over',
    sentence: 'This call was granted once and has ended.',
    fix: 'Do not connect it: nothing is held for it any more. Ask for a new call, with an attemptId of its own.',
  },
  call_not_ended: {
    status: 409,
    title: 'The call was not ended',
    sentence: 'The call could not be ended.',
    fix: 'Its switch takes no commands, or did not answer. Try again, or end the call at the switch.',
  },
  call_is_emergency: {
    status: 409,
    title: 'This is an emergency call',
    sentence: 'An emergency call is not ended from here.',
    fix: 'Leave it to the caller and to whoever helps.',
  },
  switch_key_unknown: {
    status: 401,
    title: 'The switch is not known',
    sentence: 'This switch is not known.',
    fix: 'Send the key of an active switch as "Authorization: Bearer tbsw_…".',
  },
  too_many_streams: {
    status: 429,
    title: 'Too many streams are open',
    sentence: 'Live calls are shown in too many places at once. Close one of them.',
    fix: 'Close a stream before you open another; a session or key may have four.',
  },
} as const satisfies Record<string, Definition>;
