/** `tollbook verify [--full] [--json] [--audit-head HEAD]`: proves the books; exit code 1 when an invariant is broken. */
import { parseArgs } from 'node:util';
import { ConfigError } from '../config.ts';
import { readHead } from '../domain/audit/chain.ts';
import { INVARIANTS, verifyBooks, type Verification } from '../operations/ledger/verify-books.ts';
import { withDatabase } from './with-database.ts';

export async function run(args: string[]): Promise<number> {
  const { isJson, isFull, head, rest } = readFlags(args);
  const verification = await withDatabase(rest, 'find', ({ reads }) =>
    verifyBooks(reads, new Date(), head, { isFull }),
  );
  const { sinceMonth, calls, violations, chain } = verification;
  if (isJson) {
    const { waitingSince, ...counts } = chain;
    const since = waitingSince?.toISOString() ?? null;
    console.log(
      JSON.stringify({
        sinceMonth,
        calls,
        violations,
        chain: { ...counts, links: String(chain.links), waiting: String(chain.waiting), waitingSince: since },
      }),
    );
  } else {
    tell(verification);
  }
  return violations.length === 0 ? 0 : 1;
}

function tell({ sinceMonth, calls, violations, chain }: Verification): void {
  for (const [invariant, sentence] of Object.entries(INVARIANTS)) {
    const broken = violations.filter((violation) => violation.invariant === invariant);
    console.log(`${broken.length === 0 ? 'holds ' : 'BROKEN'}  ${invariant}  ${sentence}`);
    for (const { what } of broken) console.log(`          ${what}`);
  }
  const waiting =
    chain.waitingSince === null
      ? 'none waits'
      : `${chain.waiting} since ${chain.waitingSince.toISOString()} wait to be linked`;
  console.log(`${chain.links} events of the timeline linked, ${waiting}.`);
  if (sinceMonth !== null)
    console.log(
      `From the end of ${sinceMonth.slice(0, 7)} on, which is closed; --full begins with the first transfer.`,
    );
  console.log(`${calls} calls checked, ${violations.length} violations.`);
}

/** Its own flags, and what is left for the installation. */
function readFlags(args: readonly string[]) {
  const own = {
    json: { type: 'boolean' },
    full: { type: 'boolean' },
    'audit-head': { type: 'string' },
  } as const;
  const { values, tokens } = parseArgs({ args: [...args], options: own, strict: false, tokens: true });
  const given = values['audit-head'];
  const head = typeof given === 'string' ? readHead(given) : null;
  if (given !== undefined && head === null) {
    throw new ConfigError(
      '--audit-head takes what "tollbook audit head" printed, such as 17:3f0c… (64 digits).',
    );
  }
  const used = new Set(
    tokens.flatMap((token) => {
      if (token.kind !== 'option' || !(token.name in own)) return [];
      return token.value !== undefined && !token.inlineValue ? [token.index, token.index + 1] : [token.index];
    }),
  );
  return {
    isJson: values.json === true,
    isFull: values.full === true,
    head,
    rest: args.filter((_, index) => !used.has(index)),
  };
}
