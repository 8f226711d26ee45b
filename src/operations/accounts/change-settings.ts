/** Changes the global configuration, or what a reseller has of its own. */
import { isPermitted, type Actor } from '../../domain/accounts/actor.ts';
import {
  isLeastOfAll,
  isOfIssuers,
  isOfResellers,
  isSettingKey,
  mistakeOfSetting,
  SETTINGS,
  type Settings,
} from '../../domain/accounts/settings.ts';
import { DOCUMENT_KINDS } from '../../domain/billing/document.ts';
import { clashOfFormats, formatsOf, patternOf } from '../../domain/billing/series.ts';
import type { Value } from '../../domain/audit/differences.ts';
import { Problem, type FieldError } from '../../domain/problem.ts';
import { lockAccountById, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { usableRateGroup } from '../../postgres/accounts/references.ts';
import { clearSetting, storeSetting } from '../../postgres/accounts/settings.ts';
import { numberOfOtherKind } from '../../postgres/billing/insert-documents.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { OutgoingError, targetOf } from '../outgoing/target.ts';
import { readSettings } from './draw-number.ts';
import { sellerUnder } from './resolve-references.ts';
import { settingsUnder } from './settings-under.ts';

/**
 * Sets what is sent, and forgets what is named in `reset`: what those above set counts there again. For the operator
 * the initial value forgets too. All or nothing: `invalid_input` per field. A reseller has some settings only.
 */
export async function changeSettings(
  context: Context,
  actor: Actor,
  changes: Readonly<Record<string, unknown>>,
  reset: readonly string[],
): Promise<void> {
  const now = context.now();
  await withTransaction(context.pool, async (tx) => {
    const errors: FieldError[] = [];
    const { ownerId: accountId } = actor;
    const owner = await lockAccountById(tx, accountId);
    const { settings: before } = await settingsUnder(tx, owner);
    for (const key of reset) {
      const lack = lacking(actor, key);
      if (lack !== null) errors.push(lack);
      else if (mayHave(owner, key)) await clearSetting(tx, accountId, key);
      else errors.push(mistakeAt(key, UNKNOWN));
    }
    for (const [key, value] of Object.entries(changes)) {
      const lack = lacking(actor, key);
      if (lack !== null) {
        errors.push(lack);
        continue;
      }
      const message = await mistake(tx, context, owner, key, value);
      if (message !== null) errors.push(mistakeAt(key, message));
      else if (owner.kind === 'operator' && isSettingKey(key) && SETTINGS[key].initial === value)
        await clearSetting(tx, accountId, key);
      else await storeSetting(tx, { accountId, key, value, changedAt: now, changedBy: actor.accountId });
    }
    const settings = await readSettings(tx, actor.operatorId);
    if (settings['account_number.prefix'].length + 4 > settings['account_number.length'])
      errors.push(
        mistakeAt('account_number.prefix', 'Leave at least four digits of the account number to chance.'),
      );
    const { settings: after } = await settingsUnder(tx, owner);
    const changed = [...Object.keys(changes), ...reset];
    errors.push(...mistakesOfFormats(after, changed), ...(await takenFormats(tx, accountId, after, changed)));
    if (errors.length > 0) throw new Problem('invalid_input', { errors });
    await recordDifferences(tx, actor, {
      accountId,
      action: 'settings.changed',
      before: fieldsOf(before),
      after: fieldsOf(after),
      happenedAt: now,
    });
  });
}

/** Such as "settings.calls.ring_seconds". */
function fieldsOf(settings: Settings): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [`settings.${key}`, value]));
}

/** Guards of the settings are those of all who have none of their own. */
function lacking(actor: Actor, key: string): FieldError | null {
  if (!key.startsWith('guards.') || isPermitted(actor, 'guards:edit')) return null;
  const message = 'Guards take the permission guards:edit. Leave this out, or ask for it.';
  return { field: `settings.${key}`, code: 'not_permitted', message };
}

const UNKNOWN = 'There is no such setting.';

/** Says whether the operator or a reseller sees and changes this setting. */
export function mayHave(owner: Pick<AccountNode, 'kind' | 'resellerType'>, key: string): boolean {
  if (!isSettingKey(key)) return false;
  if (owner.kind === 'operator' || isOfResellers(key)) return true;
  return isOfIssuers(key) && owner.resellerType === 'distributor';
}

/** Two documents of an issuer must not have the same number; said at the one that was changed. */
function mistakesOfFormats(settings: Settings, changed: readonly string[]): FieldError[] {
  const clash = clashOfFormats(formatsOf(settings));
  const keys = clash?.map((kind) => `billing.number_format_${kind}`) ?? [];
  const key = keys.findLast((each) => changed.includes(each));
  if (key === undefined) return [];
  const message = 'Another kind of document could get the same number. Begin each with other letters.';
  return [mistakeAt(key, message)];
}

/** What is issued keeps its number, so no other kind may get it any more. */
async function takenFormats(
  tx: Tx,
  ownerId: bigint,
  settings: Settings,
  changed: readonly string[],
): Promise<readonly FieldError[]> {
  const formats = formatsOf(settings);
  const errors: FieldError[] = [];
  for (const kind of DOCUMENT_KINDS) {
    const key = `billing.number_format_${kind}`;
    if (!changed.includes(key)) continue;
    const number = await numberOfOtherKind(tx, { ownerId, kind, pattern: patternOf(formats[kind]) });
    if (number === null) continue;
    errors.push(
      mistakeAt(key, `${number} was issued as another kind of document. Begin with other letters.`),
    );
  }
  return errors;
}

function mistakeAt(key: string, message: string): FieldError {
  return { field: `settings.${key}`, code: 'invalid_setting', message };
}

async function mistake(
  tx: Tx,
  context: Context,
  owner: AccountNode,
  key: string,
  value: unknown,
): Promise<string | null> {
  if (!isSettingKey(key) || !mayHave(owner, key)) return UNKNOWN;
  const message = mistakeOfSetting(key, value);
  if (message !== null) return message;
  if (isLeastOfAll(key) && owner.kind !== 'operator') {
    const { value: most } = (await settingsUnder(tx, owner)).inherited(key);
    if (Number(value) > Number(most)) return `Those above you allow ${String(most)}. Send as much or less.`;
  }
  if (key === 'exchange.feed_url' && typeof value === 'string') return mistakeOfTarget(context, value);
  if (key !== 'defaults.rate_group_id' || typeof value !== 'string') return null;
  const seller = await sellerUnder(tx, owner);
  return (await usableRateGroup(tx, value, seller.id)) === null ? `Send ${SETTINGS[key].accepts}.` : null;
}

/** What can be seen without asking for the address: it is looked at again whenever something is fetched. */
function mistakeOfTarget({ outgoing = {} }: Context, url: string): string | null {
  try {
    targetOf(url, outgoing);
    return null;
  } catch (error) {
    if (error instanceof OutgoingError) return error.message;
    throw error;
  }
}
