/** `tollbook switch resubmit`: sends the call records that a FreeSWITCH kept because nobody took them. Safe to repeat. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError } from '../../config.ts';
import { SPOOL } from '../../switches/freeswitch/config.ts';
import { resubmit } from '../../switches/freeswitch/resubmit.ts';

export const USAGE = `tollbook switch resubmit FOLDER [flags]
  FOLDER       what "switch config freeswitch" wrote (the address and the key are read there), or the folder of the records
  --url URL    where Tollbook listens for switches (http://127.0.0.1:8081)
  --key KEY    the key of the switch; else the environment, TOLLBOOK_SWITCH_KEY
  --keep       moves what was taken to the folder "done", instead of removing it`;

const FLAGS = {
  url: { type: 'string' },
  key: { type: 'string' },
  keep: { type: 'boolean', default: false },
} as const;

/** Returns 0 when everything was taken, 1 when something stays. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new ConfigError(`Name one folder.\n\n${USAGE}`);
  if (!existsSync(folder)) throw new ConfigError(`There is no folder ${folder}.`);
  const written = join(folder, 'freeswitch.xml');
  const known = existsSync(written) ? readConnection(readFileSync(written, 'utf8')) : null;
  const key = values.key ?? process.env.TOLLBOOK_SWITCH_KEY ?? known?.key;
  if (key === undefined)
    throw new ConfigError(
      `No key: name the folder that "switch config freeswitch" wrote, or give --key.\n\n${USAGE}`,
    );
  const url = (values.url ?? known?.url ?? 'http://127.0.0.1:8081').replace(/\/$/, '');
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new ConfigError(`--url is "${url}": it must be like http://127.0.0.1:8081.`);
  const records = known === null ? folder : join(folder, SPOOL);
  if (!existsSync(records)) {
    console.log(`Nothing waits: there is no folder ${records} yet.`);
    return 0;
  }
  const { taken, staying, stopped, left } = await resubmit({ folder: records, url, key, keeps: values.keep });
  for (const { file, reason } of staying) console.error(`${file} stays: ${reason}`);
  if (stopped !== null) console.error(stopped);
  console.log(
    `${taken} ${taken === 1 ? 'record was' : 'records were'} taken, ${staying.length + left} stay in ${records}.`,
  );
  return staying.length + left === 0 ? 0 : 1;
}

/** The first address that records are sent to, and the key that is shown there. */
function readConnection(xml: string): Readonly<{ url: string | undefined; key: string | undefined }> {
  const [records = ''] = /<configuration name="json_cdr\.conf"[\s\S]*?<\/configuration>/.exec(xml) ?? [];
  const param = (name: string) => new RegExp(`<param name="${name}" value="([^"]*)"`).exec(records)?.[1];
  return {
    url: param('url')?.replace(/\/switch\/freeswitch\/v1\/cdr$/, ''),
    key: param('cred')?.replace(/^[^:]*:/, ''),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: FLAGS, allowPositionals: true, strict: true });
  } catch (error) {
    throw new ConfigError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}
