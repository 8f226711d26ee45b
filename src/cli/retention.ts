/** `tollbook retention [--apply] [--json]`: what of personal data has had its time; ends it only when told to. */
import {
  applyRetention,
  previewRetention,
  type RetentionKind,
  type RetentionLine,
} from '../operations/audit/apply-retention.ts';
import { withDatabase } from './with-database.ts';

const WORDS: Readonly<Record<RetentionKind, string>> = {
  call_numbers: 'calls whose numbers are masked',
  calls: 'calls deleted, whole days of closed months',
  traces: 'calls whose trace is removed',
  mails: 'mails deleted',
  timeline: 'events of timelines without their personal values',
  jobs: 'finished jobs deleted',
  sessions: 'ended sign-in sessions deleted',
  strangers: 'counters of unknown calls deleted',
  card_calls: 'calls to access numbers of calling cards deleted',
  wrong_pins: 'wrong PINs deleted',
  refusals: 'minutes of refusals that were only counted deleted',
  answers: 'answers to repeated requests deleted',
};

export async function run(args: string[]): Promise<number> {
  const isApplied = args.includes('--apply');
  const isJson = args.includes('--json');
  const rest = args.filter((arg) => arg !== '--apply' && arg !== '--json');
  const now = () => new Date();
  const lines = await withDatabase(rest, 'find', ({ pool, reads }) =>
    isApplied ? applyRetention({ pool, now }) : previewRetention(reads, now()),
  );
  if (isJson) console.log(JSON.stringify({ isApplied, kinds: lines }));
  else tell(lines, isApplied);
  return 0;
}

function tell(lines: readonly RetentionLine[], isApplied: boolean): void {
  for (const { kind, days, count } of lines) {
    const when = days === null ? 'kept for ever' : `after ${days} days`;
    console.log(`${String(count).padStart(10)}  ${WORDS[kind]} (${when})`);
  }
  console.log(
    isApplied
      ? 'Done. The books are as they were: "tollbook verify" proves it.'
      : 'Nothing was changed: this is what "tollbook retention --apply" would do now. The server does it once a day.',
  );
}
