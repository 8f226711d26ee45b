/** What an edited form asks to change: the fields that differ, in the groups of the API. */
import { bodyOfForm, type AccountForm } from '../form/form-values.ts';
import type { NewKind } from '../search.ts';

type Groups = Record<string, Record<string, unknown> | string>;

/** Fixed at creation, or made elsewhere. */
const NEVER_SENT = new Set(['parentId', 'number', 'createSipDevice', 'inviteByEmail']);

export function changesOf(kind: NewKind, before: AccountForm, after: AccountForm): Record<string, object> {
  const [old, now] = [bodyOfForm(kind, before) as Groups, bodyOfForm(kind, after) as Groups];
  const changes: Record<string, object> = {};
  for (const [group, fields] of Object.entries(now)) {
    const oldFields = old[group];
    if (typeof fields === 'string' || typeof oldFields === 'string') continue;
    const changed = Object.entries(fields).filter(
      ([name, value]) => !NEVER_SENT.has(name) && JSON.stringify(value) !== JSON.stringify(oldFields?.[name]),
    );
    if (changed.length > 0) changes[group] = Object.fromEntries(changed);
  }
  return changes;
}
