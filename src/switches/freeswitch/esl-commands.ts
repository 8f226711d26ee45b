/**
 * Everything that FreeSWITCH is ever told by its event socket. Who can write there can run programs on that machine (`system`
 * is a command, too), so there is no other way to make a command than these functions, and what they put in is checked.
 */
import { assert } from '../../domain/assert.ts';
import { isUuid } from '../../domain/ids.ts';
import { PROFILE } from './bridge-actions.ts';

declare const made: unique symbol;
/** One line, without its end. */
export type EslCommand = string & Readonly<{ [made]: true }>;

/** Variables of a channel that are asked for. */
export type AskedVariable = 'bridge_uuid' | 'tollbook_calls' | 'tollbook_access';
/** As mod_commands writes it (switch_ivr.c, switch_channel.c: names of Q.850 causes and its own). */
export type KillCause = 'ALLOTTED_TIMEOUT' | 'MANAGER_REQUEST';

const SECONDS_MAX = 7 * 86_400;
/** Answers `true` or `false`. */
export const doesExist = (uuid: string) => one(`api uuid_exists ${uuidOf(uuid)}`);

/** Answers the value, `_undef_`, or `-ERR No such channel!`. */
export const readVariable = (uuid: string, name: AskedVariable) =>
  one(`api uuid_getvar ${uuidOf(uuid)} ${name}`);

/** Everything of a channel as JSON, or `-ERR No such channel!`. */
export const dumpChannel = (uuid: string) => one(`api uuid_dump ${uuidOf(uuid)} json`);

/** Answers `+OK`, or `-ERR No such channel!`. */
export const killChannel = (uuid: string, cause: KillCause) => one(`api uuid_kill ${uuidOf(uuid)} ${cause}`);

/**
 * Ends a channel in so many seconds, counted in whole seconds of its clock: up to one early. Answers `+OK Added: <task>`, whether
 * or not there is such a channel.
 */
export function scheduleKill(group: LimitGroup, seconds: number, uuid: string): EslCommand {
  assert(Number.isInteger(seconds) && seconds >= 1 && seconds <= SECONDS_MAX, `${seconds} s to a limit`);
  return one(`api sched_api +${seconds} ${group} uuid_kill ${uuidOf(uuid)} ALLOTTED_TIMEOUT`);
}

/** Answers `+OK Deleted: <tasks>`, also for none. */
export const forgetTasks = (group: LimitGroup) => one(`api sched_del ${group}`);

export type LimitGroup = string & Readonly<{ [made]: true }>;

/**
 * The name of the tasks that end a session with its slice: one for each, so that removing an old limit can never remove a newer one.
 * The first slice is the grant, and its name stands in the dialplan.
 */
export function limitGroup(sessionId: string, sliceNumber: number): LimitGroup {
  assert(Number.isSafeInteger(sliceNumber) && sliceNumber >= 1, `slice ${sliceNumber}`);
  const first = `tollbook-${uuidOf(sessionId)}`;
  return (sliceNumber === 1 ? first : `${first}-${sliceNumber}`) as LimitGroup;
}

/** The clock in whole seconds, as digits: also what a quiet connection is tried with. */
export const readClock = () => one('api strepoch');
/** Such as `FreeSWITCH Version 1.10.12-release+git~… (git a88d069 2024-08-02 21:02:27Z 64bit)`. */
export const readVersion = () => one('api version');
/** Names and files of modules as JSON. */
export const listModules = () => one('api show modules as json');
/** Contacts of phones as JSON. */
export const listRegistrations = () => one('api show registrations as json');
/** Gateways with their states, a line each. */
export const listGateways = () => one('api sofia status gateway');

/** Reads the addresses anew that it may take calls from. That asks Tollbook, so nothing waits for it: it answers `+OK Job-UUID: …`. */
export const reloadAddresses = () => one('bgapi reloadacl');
/** Reads gateways anew, as above; those that it has it keeps as they are. */
export const rescanGateways = () => one(`bgapi sofia profile ${PROFILE} rescan`);
/** Drops a gateway, which the next `rescanGateways` makes as it is now. Calls on it go on. */
export const dropGateway = (gatewayId: string) =>
  one(`api sofia profile ${PROFILE} killgw ${uuidOf(gatewayId)}`);
/** Events of calls, of the switch itself and of phones. After CUSTOM every word is a subclass. */
export const SUBSCRIBE = one(
  'event json CHANNEL_CREATE CHANNEL_ANSWER CHANNEL_HANGUP_COMPLETE SESSION_HEARTBEAT HEARTBEAT ' +
    'CUSTOM sofia::register sofia::unregister sofia::register_failure sofia::gateway_state',
);

/** The password as the socket wants it; null = it cannot be one, because it has the end of a line in it. */
export function authenticate(password: string): EslCommand | null {
  return /^[!-~][ -~]{0,199}$/.test(password) ? one(`auth ${password}`) : null;
}

function one(line: string): EslCommand {
  assert(!/[\r\n\0]/.test(line), 'one command is one line');
  return line as EslCommand;
}

function uuidOf(text: string): string {
  assert(isUuid(text), 'the id of a channel or a call');
  return text;
}
