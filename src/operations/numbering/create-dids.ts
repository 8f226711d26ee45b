/** Adds numbers to the inventory, all of a request or none. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { differencesOf } from '../../domain/audit/differences.ts';
import { known } from '../../domain/assert.ts';
import { Problem, type FieldError } from '../../domain/problem.ts';
import { didOfNumber, insertDids } from '../../postgres/numbering/dids.ts';
import type { Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';
import { lockOwner, providerOf } from './did-parties.ts';

type NewNumber = Readonly<{
  number: string;
  country: string | null /** Of the request. */;
  field: string;
}>;

export type NewDidsInput = Readonly<{
  numbers: readonly NewNumber[];
  label: string;
  city: string;
  providerId: string | null;
  /** Null = the operator. */
  ownerId: string | null;
}>;

/** Returns its public id. Throws `listed_already`. */
export async function createDid(
  context: Context,
  actor: Actor,
  input: NewDidsInput,
  key: string | null,
): Promise<string> {
  const once = { principalId: actor.accountId, route: 'POST /dids', key, content: input };
  const { answer } = await runOnce(context, context.now(), once, async (tx) => {
    const [number] = await addNumbers(tx, context, actor, input);
    const found = await didOfNumber(tx, known(number, 'the number of the request'));
    return { publicId: known(found, 'the number that was added').publicId };
  });
  return answer.publicId;
}

/** Returns how many were made. Throws `listed_already` with one error for each number that is there already. */
export async function createDids(
  context: Context,
  actor: Actor,
  input: NewDidsInput,
  key: string | null,
): Promise<Readonly<{ created: number; first: string; last: string }>> {
  const once = { principalId: actor.accountId, route: 'POST /dids/create-many', key, content: input };
  const { answer } = await runOnce(context, context.now(), once, async (tx) => {
    const numbers = await addNumbers(tx, context, actor, input);
    return {
      created: numbers.length,
      first: known(numbers[0], 'the first number'),
      last: known(numbers.at(-1), 'the last number'),
    };
  });
  return answer;
}

/** Returns the numbers in their order. */
async function addNumbers(
  tx: Tx,
  context: Context,
  actor: Actor,
  input: NewDidsInput,
): Promise<readonly string[]> {
  const repeated = repeatedNumbers(input.numbers);
  if (repeated.length > 0) throw new Problem('invalid_input', { errors: repeated });
  const owner = await lockOwner(tx, actor, input.ownerId);
  const providerId = await providerOf(tx, actor, input.providerId);
  const createdAt = context.now();
  const { label, city } = input;
  const dids = input.numbers.map(({ number, country }) => ({ number, country, label, city, providerId }));
  const inserted = await insertDids(tx, dids, { ownerId: owner.id, createdAt });
  const errors = input.numbers.filter(({ number }) => !inserted.has(number)).map(listedAlready);
  if (errors.length > 0) {
    const detail =
      input.numbers.length === 1
        ? known(errors[0], 'the mistake').message
        : `${errors.length} of ${input.numbers.length} numbers are in the list already; none was added.`;
    throw new Problem('listed_already', { detail, errors });
  }
  const numbers = [...inserted].sort();
  await tellOfNewNumbers(tx, actor, { ownerId: owner.id, numbers, happenedAt: createdAt });
  return numbers;
}

/** In the timeline of whoever owns them from now on: the first and the last, when they are several. */
export function tellOfNewNumbers(
  tx: Tx,
  actor: Actor,
  {
    ownerId,
    numbers,
    happenedAt,
  }: Readonly<{ ownerId: bigint; numbers: readonly string[]; happenedAt: Date }>,
): Promise<void> {
  const [first = '', last = ''] = [numbers[0], numbers.at(-1)];
  const name = numbers.length === 1 ? first : `${first} … ${last} (${numbers.length})`;
  const changes = differencesOf({}, { 'dids.number': name });
  return recordAudit(tx, actor, { accountId: ownerId, action: 'item.added', changes, happenedAt });
}

function listedAlready({ number, field }: NewNumber): FieldError {
  return { field, code: 'listed_already', message: `+${number} is in the list already.` };
}

function repeatedNumbers(numbers: readonly NewNumber[]): FieldError[] {
  const seen = new Set<string>();
  return numbers
    .filter(({ number }) => seen.size === seen.add(number).size)
    .map(({ number, field }) => {
      const message = `+${number} stands above already. Send each number once.`;
      return { field, code: 'repeated', message };
    });
}
