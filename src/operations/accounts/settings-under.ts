/** The settings that count for whatever is made below an account: its own over those of the accounts above. */
import {
  settingAlong,
  settingsAlong,
  type SettingKey,
  type Settings,
  type SettingsOfLevel,
} from '../../domain/accounts/settings.ts';
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { accountsByIds } from '../../postgres/accounts/find-account.ts';
import { storedSettingsOf } from '../../postgres/accounts/settings.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';

/** `own`: set at the account itself; `above`: by somebody above it; `built_in`: by nobody. */
type SettingSource = 'own' | 'above' | 'built_in';

export type SettingsUnder = Readonly<{
  settings: Settings;
  sourceOf: (key: SettingKey) => SettingSource;
  /** What would count if the account had set nothing itself, and whose it would be. */
  inherited: (key: SettingKey) => Readonly<{ value: unknown; source: SettingSource }>;
}>;

/** Reads them for the operator or a reseller. */
export async function settingsUnder(db: Db, { path }: Readonly<{ path: string }>): Promise<SettingsUnder> {
  const { chain, stored } = await inFrontOfWall(async () => {
    const accounts = await accountsByIds(db, idsOfPath(path));
    const ids = accounts.map(({ id }) => id);
    return { chain: accounts, stored: await storedSettingsOf(db, ids) };
  });
  const seller = chain.findLastIndex(
    ({ kind, resellerType }) => kind === 'operator' || resellerType === 'distributor',
  );
  const levels = chain.map(
    ({ id }, index): SettingsOfLevel => ({ stored: stored.get(id) ?? new Map(), sells: index >= seller }),
  );
  const above = levels.with(-1, { stored: new Map(), sells: true });
  const sourceOf = (level: number | null): SettingSource =>
    level === null ? 'built_in' : level === levels.length - 1 ? 'own' : 'above';
  return {
    settings: settingsAlong(levels),
    sourceOf: (key) => sourceOf(settingAlong(levels, key).level),
    inherited: (key) => {
      const { value, level } = settingAlong(above, key);
      return { value, source: sourceOf(level) };
    },
  };
}
