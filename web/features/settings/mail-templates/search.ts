/** What the address of a text may carry; anything else is dropped. */
import { LANGUAGES, type Language } from '../../../../src/domain/languages.ts';
import { defined, oneOf } from '../../../ui/search-params.ts';

export function mailTemplateSearch(raw: Record<string, unknown>): { language?: Language } {
  return defined({ language: oneOf(LANGUAGES, raw.language) });
}
