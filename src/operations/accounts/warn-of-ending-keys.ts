import { warnedUntil } from '../../domain/accounts/api-keys.ts';
import { markEndingKeys } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { writeApiKeyExpiring } from '../mail/write-mail.ts';

/** Mails in one transaction; the others follow in the next run. */
const KEYS_MAX = 100;

/** Tells each holder once that an API key of its own ends soon. The mail and the note of it are one transaction. */
export async function warnOfEndingKeys(context: Context): Promise<void> {
  await withTransaction(context.pool, async (tx) => {
    const now = context.now();
    const ending = await markEndingKeys(tx, { now, until: warnedUntil(now), limit: KEYS_MAX });
    for (const { accountId, name, expiresAt } of ending)
      await writeApiKeyExpiring(tx, context, { accountId, now, key: name, until: expiresAt });
  });
}
