import type { TFunction } from 'i18next';
import { ApiProblem } from '../api/problem.ts';

/** A sentence a person can act on: ours for the code where we have one, else the server's. */
export function problemText(error: unknown, t: TFunction): string {
  if (!(error instanceof ApiProblem)) return t('problem.internal_error');
  return t(`problem.${error.code}`, { defaultValue: error.message });
}

/** Messages of fields come in English from the shared schemas; languages translate them by their text. */
export function fieldText(message: string, t: TFunction): string {
  const catalogue = t('messages', { returnObjects: true, defaultValue: {} }) as Record<string, string>;
  return catalogue[message] ?? message;
}
