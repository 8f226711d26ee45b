import type { TFunction } from 'i18next';
import type { JobSummary } from '../../api/jobs.ts';
import type { Tone } from '../../ui/tag.tsx';

export const TONES: Readonly<Record<JobSummary['status'], Tone>> = {
  queued: 'mute',
  running: 'warn',
  done: 'good',
  failed: 'bad',
  cancelled: 'mute',
};

/** "Import of customers.xlsx", "Undoing the import of november.csv". */
export function jobTitle({ kind, fileName }: Pick<JobSummary, 'kind' | 'fileName'>, t: TFunction): string {
  if (kind === 'undo_rates' && fileName !== null && fileName !== '')
    return t('jobs.undoingOf', { file: fileName });
  return (kind === 'import_accounts' || kind === 'import_rates') && fileName !== null && fileName !== ''
    ? t('jobs.importOf', { file: fileName })
    : t(`jobs.kinds.${kind}`);
}
