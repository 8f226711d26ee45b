/** What the address of the settings may carry; anything else is dropped. */
import { SETTINGS_SUBJECTS, type SettingsSubject } from '../../../src/domain/audit/subjects.ts';
import { defined, oneOf, textParam } from '../../ui/search-params.ts';

export function settingsSearch(raw: Record<string, unknown>): { about?: SettingsSubject; cursor?: string } {
  return defined({ about: oneOf(SETTINGS_SUBJECTS, raw.about), cursor: textParam(raw.cursor, 500) });
}
