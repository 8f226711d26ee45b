/** The global configuration. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { SETTINGS, settingsFrom, type SettingKey } from '../../domain/accounts/settings.ts';
import { changeSettings } from '../../operations/accounts/change-settings.ts';
import { storedSettings } from '../../postgres/accounts/settings.ts';
import { changeSettings as changeSchema, settingsBody } from '../../schemas/accounts/sign-in.ts';
import { answers } from '../../schemas/answers.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Settings'];

/** Registers GET and PATCH /settings. */
export function addSettingsRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/settings`,
    {
      config: { permission: 'operator:read' },
      schema: { tags, summary: 'Read the global configuration', response: answers({ 200: settingsBody }) },
    },
    async (request) => readSettings(deps, actorOf(request)),
  );
  app.patch(
    `${API}/settings`,
    {
      config: { permission: 'operator:write' },
      schema: {
        tags,
        summary: 'Change the global configuration',
        body: changeSchema,
        response: answers({ 200: settingsBody }),
      },
    },
    async (request) => {
      await changeSettings(deps, actorOf(request), request.body.settings);
      return readSettings(deps, actorOf(request));
    },
  );
}

async function readSettings(deps: HttpDeps, { operatorId }: Actor) {
  const stored = await storedSettings(deps.reads, operatorId);
  const settings = settingsFrom(stored);
  const entries = Object.entries(SETTINGS).map(([key, { help }]) => [
    key,
    { value: settings[key as SettingKey] as unknown, isDefault: !stored.has(key), help },
  ]);
  return {
    settings: Object.fromEntries(entries) as Record<
      string,
      { value: unknown; isDefault: boolean; help: string }
    >,
  };
}
