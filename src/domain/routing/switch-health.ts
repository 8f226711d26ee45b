/** How a switch with an event socket does, as somebody who looks reads it. */

/** Why there is no connection. */
export const SWITCH_TROUBLES = [
  'not_reached',
  'wrong_key',
  'denied',
  'not_esl',
  'silent',
  'closed',
  'unwatched',
] as const;
/** `unwatched`: no server of Tollbook has heard it of late, nor said why. */
export type SwitchTrouble = (typeof SWITCH_TROUBLES)[number];

export type KeptHealth = Readonly<{
  isConnected: boolean;
  /** Of connecting or losing the connection. */
  since: Date;
  trouble: Exclude<SwitchTrouble, 'unwatched'> | null;
  heardAt: Date | null;
  version: string | null;
  startedAt: Date | null;
  sessions: number | null;
  sessionsMax: number | null;
  idleCpuPercent: number | null;
  clockAheadMs: number | null;
}>;

export type SwitchHealth = Omit<KeptHealth, 'trouble'> & Readonly<{ trouble: SwitchTrouble | null }>;

/** A beat comes each 20 s; three that are missing are no accident. */
const BEATS_MISSING_MS = 75_000;

/** What is kept, unless whoever kept it is gone: then nobody is connected since the last word. */
export function healthOf(kept: KeptHealth, now: Date): SwitchHealth {
  const { isConnected, heardAt, since } = kept;
  const heardMs = (heardAt ?? since).getTime();
  if (!isConnected || now.getTime() - heardMs <= BEATS_MISSING_MS) return kept;
  return { ...kept, isConnected: false, trouble: 'unwatched', since: new Date(heardMs) };
}

export type SwitchKind = 'kamailio' | 'freeswitch' | 'asterisk' | 'other';

/** push: limits of running calls are changed and calls ended; ask: it says whether a call lives; play: callers hear prompts, for calling cards. */
export function abilitiesOf(
  kind: SwitchKind,
  controlUrl: string | null,
): Readonly<{ push: boolean; ask: boolean; play: boolean }> {
  const isControlled = (kind === 'kamailio' || kind === 'freeswitch') && controlUrl !== null;
  return { push: isControlled, ask: isControlled, play: kind === 'freeswitch' };
}
