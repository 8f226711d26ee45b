/** `tollbook help`. */
import { SETTINGS } from '../config.ts';
import { COMMANDS } from './commands.ts';

export async function run(): Promise<number> {
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(12)} ${summary}`);
  const settings = Object.entries(SETTINGS).map(([flag, { variable, fallback, help }]) => {
    const value = fallback === '' ? help : `${help} (${fallback})`;
    return `  --${flag.padEnd(15)} ${variable.padEnd(23)} ${value}`;
  });
  console.log(
    [
      'tollbook: VoIP billing and accounts',
      '',
      ...commands,
      '',
      'Flags, or environment variables:',
      ...settings,
      '',
      '  DATABASE_URL           a PostgreSQL (15 or newer) of your own, instead of the one in the data directory',
      '  TOLLBOOK_MASTER_KEY    32 bytes as base64, instead of the key file in the data directory',
    ].join('\n'),
  );
  return 0;
}
