/** The global configuration, and what a reseller has of its own instead. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { SETTINGS, type SettingKey } from '../../domain/accounts/settings.ts';
import { changeSettings, mayHave } from '../../operations/accounts/change-settings.ts';
import { settingsUnder } from '../../operations/accounts/settings-under.ts';
import { ownAccount } from '../../postgres/accounts/find-account.ts';
import { changeSettings as changeSchema, settingsBody } from '../../schemas/accounts/sign-in.ts';
import { answers } from '../../schemas/answers.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Settings'];

/** Registers GET and PATCH /settings. */
export function addSettingsRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/settings`,
    {
      config: { permission: 'settings:read' },
      schema: {
        tags,
        summary: 'Read the global configuration, or a reseller’s own',
        response: answers({ 200: settingsBody }),
      },
    },
    async (request) => readSettings(deps, actorOf(request)),
  );
  app.patch(
    `${API}/settings`,
    {
      config: { permission: 'settings:edit' },
      schema: {
        tags,
        summary: 'Change the global configuration, or a reseller’s own',
        body: changeSchema,
        response: answers({ 200: settingsBody }),
      },
    },
    async (request) => {
      const { settings, reset } = request.body;
      await changeSettings(deps, actorOf(request), settings, reset);
      return readSettings(deps, actorOf(request));
    },
  );
}

async function readSettings(deps: HttpDeps, actor: Actor) {
  const account = await ownAccount(deps.reads, actor.ownerId);
  const { settings, sourceOf, inherited } = await settingsUnder(deps.reads, account);
  const keys = Object.keys(SETTINGS).filter((key): key is SettingKey => mayHave(account, key));
  return {
    settings: Object.fromEntries(
      keys.map((key) => {
        const { value, source } = inherited(key);
        const from = source === 'built_in' ? source : ('above' as const);
        return [
          key,
          {
            value: settings[key] as unknown,
            isDefault: sourceOf(key) !== 'own',
            inherited: { value, from },
            help: SETTINGS[key].help,
          },
        ];
      }),
    ),
  };
}
