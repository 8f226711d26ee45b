/** What an event of the timeline is about, for whoever looks for one kind of change. */

export const TIMELINE_SUBJECTS = ['account', 'access', 'devices', 'items'] as const;
export type TimelineSubject = (typeof TIMELINE_SUBJECTS)[number];

/** How the actions of each subject begin, before their point. */
const BEGINNINGS: Readonly<Record<TimelineSubject, readonly string[]>> = {
  account: ['account'],
  access: ['password', 'invite', 'sessions'],
  devices: ['device'],
  items: ['item'],
};

/** Such as ['password', 'invite'] for "access"; null = every action. */
export function beginningsOf(subject: TimelineSubject | undefined): readonly string[] | null {
  return subject === undefined ? null : BEGINNINGS[subject];
}
