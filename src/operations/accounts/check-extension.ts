/** Says why a device may not have an extension, at its field. */
import { extensionProblem } from '../../domain/numbering/extensions.ts';
import { known } from '../../domain/assert.ts';
import { fieldProblem } from '../../domain/problem.ts';
import type { AccountNode } from '../../postgres/accounts/find-account.ts';
import { loadAccount } from '../../postgres/accounts/load-account.ts';
import { holderOfExtension } from '../../postgres/accounts/sip-devices.ts';
import type { Tx } from '../../postgres/pool.ts';

/**
 * Throws `invalid_input` for what leads elsewhere in the country of the account, and `listed_already` for what another device in the
 * domain has, which is that of whoever is directly above. `exceptId`: the device that is to have it.
 */
export async function checkExtension(
  tx: Tx,
  { id, parentId }: AccountNode,
  extension: string | null,
  exceptId: bigint | null,
): Promise<void> {
  if (extension === null) return;
  const { country } = known(await loadAccount(tx, id), 'the account of a device');
  switch (extensionProblem(extension, country)) {
    case 'emergency_number': {
      const message = `${extension} calls for help. Choose other digits.`;
      throw fieldProblem('extension', 'emergency_number', message);
    }
    case 'international': {
      const message = `Calls to other countries begin like ${extension}. Choose other digits.`;
      throw fieldProblem('extension', 'invalid_input', message);
    }
  }
  const asked = { extension, parentId: known(parentId, 'whoever is above a customer'), exceptId };
  const holder = await holderOfExtension(tx, asked);
  if (holder === null) return;
  const message = `A device of account ${holder} has the extension ${extension}. Choose another one.`;
  throw fieldProblem('extension', 'listed_already', message);
}
