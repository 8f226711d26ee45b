/** `tollbook verify [--json]`: proves the books; exit code 1 when an invariant is broken. */
import { INVARIANTS, verifyBooks } from '../operations/ledger/verify-books.ts';
import { withDatabase } from './with-database.ts';

export async function run(args: string[]): Promise<number> {
  const isJson = args.includes('--json');
  const { calls, violations } = await withDatabase(
    args.filter((arg) => arg !== '--json'),
    'find',
    ({ reads }) => verifyBooks(reads, new Date()),
  );
  if (isJson) {
    console.log(JSON.stringify({ calls, violations }));
  } else {
    for (const [invariant, sentence] of Object.entries(INVARIANTS)) {
      const broken = violations.filter((violation) => violation.invariant === invariant);
      console.log(`${broken.length === 0 ? 'holds ' : 'BROKEN'}  ${invariant}  ${sentence}`);
      for (const { what } of broken) console.log(`          ${what}`);
    }
    console.log(`${calls} calls checked, ${violations.length} violations.`);
  }
  return violations.length === 0 ? 0 : 1;
}
