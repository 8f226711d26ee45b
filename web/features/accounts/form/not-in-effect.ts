import type { FieldName } from './fields.ts';

/** What is kept and checked, and does nothing yet: as ARCHITECTURE.md, "Not there yet". Their help says so first. */
export const NOT_IN_EFFECT: ReadonlySet<FieldName> = new Set<FieldName>(['panelAccess.pin']);
