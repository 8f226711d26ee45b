/** Sends mails, and writes those that nobody's request causes. */
import type { Context } from '../operations/context.ts';
import type { FileContext } from '../operations/billing/document-file.ts';
import { sendAskedResets } from '../operations/accounts/send-asked-resets.ts';
import { warnOfEndingKeys } from '../operations/accounts/warn-of-ending-keys.ts';
import { sendDueMails } from '../operations/mail/send-due-mails.ts';
import { watchMoney } from '../operations/mail/watch-money.ts';
import { runEvery } from './run-every.ts';

/** Nobody waits for a mail to the second. */
const EVERY_MS = 5000;
/** They are told two weeks before. */
const KEYS_EVERY_MS = 600_000;

/** Starts all of it; `onError` hears what was being done. Returns how to stop. */
export function startMail(
  context: Context & FileContext,
  onError: (what: string) => (error: unknown) => void,
): () => Promise<void> {
  let place = 0n;
  const watch = async () => {
    place = await watchMoney(context, place);
  };
  const jobs = [
    runEvery(EVERY_MS, () => sendAskedResets(context), onError('looking for forgotten passwords')),
    runEvery(EVERY_MS, () => sendDueMails(context), onError('sending mails')),
    runEvery(KEYS_EVERY_MS, () => warnOfEndingKeys(context), onError('looking for API keys that end')),
    runEvery(EVERY_MS, watch, onError('looking for low balances')),
  ];
  return async () => {
    await Promise.all(jobs.map((job) => job.stop()));
  };
}
