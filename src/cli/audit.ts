/** `tollbook audit head`: the end of the chain over the timeline, for whoever keeps it where nobody can change both. */
import { chainHead } from '../operations/audit/verify-chain.ts';
import { withDatabase } from './with-database.ts';

const USAGE = `tollbook audit head [flags of "tollbook start" that say where the data is]
  prints the end of the chain over the timeline. Keep it elsewhere, such as in a mail to yourself; later
  "tollbook verify --audit-head …" proves that everything up to it is still there and unchanged.`;

export async function run(args: string[]): Promise<number> {
  const [what, ...flags] = args;
  if (what !== 'head') {
    console.error(USAGE);
    return 2;
  }
  const head = await withDatabase(flags, 'find', ({ reads }) => chainHead(reads));
  if (head === null) {
    console.error('Nothing is linked yet: the chain begins a second after somebody does something.');
    return 1;
  }
  console.log(head);
  return 0;
}
