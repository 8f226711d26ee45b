/** Changes the global configuration. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { isSettingKey, SETTINGS } from '../../domain/accounts/settings.ts';
import { Problem, type FieldError } from '../../domain/problem.ts';
import { usableRateGroup } from '../../postgres/accounts/references.ts';
import { clearSetting, storeSetting } from '../../postgres/accounts/settings.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { readSettings } from './draw-number.ts';

/** Sets what is sent; the initial value puts a setting back. All or nothing: `invalid_input` per field. */
export async function changeSettings(
  context: Context,
  actor: Actor,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  const now = context.now();
  await withTransaction(context.pool, async (tx) => {
    const errors: FieldError[] = [];
    for (const [key, value] of Object.entries(changes)) {
      const message = await mistake(tx, actor, key, value);
      if (message !== null) {
        errors.push({ field: `settings.${key}`, code: 'invalid_setting', message });
      } else if (isSettingKey(key) && SETTINGS[key].initial === value) {
        await clearSetting(tx, actor.operatorId, key);
      } else {
        await storeSetting(tx, {
          accountId: actor.operatorId,
          key,
          value,
          changedAt: now,
          changedBy: actor.accountId,
        });
      }
    }
    const settings = await readSettings(tx, actor.operatorId);
    if (settings['account_number.prefix'].length + 4 > settings['account_number.length']) {
      const message = 'Leave at least four digits of the account number to chance.';
      errors.push({ field: 'settings.account_number.prefix', code: 'invalid_setting', message });
    }
    if (errors.length > 0) throw new Problem('invalid_input', { errors });
  });
}

async function mistake(tx: Tx, actor: Actor, key: string, value: unknown): Promise<string | null> {
  if (!isSettingKey(key)) return 'There is no such setting.';
  const { isValid, accepts } = SETTINGS[key];
  if (!isValid(value)) return `Send ${accepts}.`;
  const isRateGroup = key === 'defaults.rate_group_id' && typeof value === 'string';
  if (isRateGroup && (await usableRateGroup(tx, value, actor.operatorId)) === null) return `Send ${accepts}.`;
  return null;
}
