/** Flags of the commands that configure a switch: their own, and those of `tollbook start` that say where the data is. */
import { parseArgs } from 'node:util';
import { ConfigError, SETTINGS } from '../../config.ts';

type Own = Readonly<Record<string, Readonly<{ type: 'string'; default?: string; multiple?: false }>>>;

export type SwitchFlags<Name extends string> = Readonly<{
  /** What was given or is the default; empty when neither is there. */
  text: (name: Name) => string;
  /** As `tollbook start` takes them. */
  ofStart: readonly string[];
}>;

/** Throws `ConfigError` with the usage for what is not known. */
export function readSwitchFlags<const Flags extends Own>(
  args: readonly string[],
  own: Flags,
  usage: string,
): SwitchFlags<keyof Flags & string> {
  const start = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, { type: 'string' as const }]));
  const values = parse([...args], { ...start, ...own }, usage);
  return {
    text: (name) => values[name] ?? '',
    ofStart: Object.keys(SETTINGS).flatMap((name) =>
      values[name] === undefined ? [] : [`--${name}`, values[name]],
    ),
  };
}

function parse(args: string[], options: Own, usage: string): Record<string, string | undefined> {
  try {
    return parseArgs({ args, options, strict: true }).values as Record<string, string | undefined>;
  } catch (error) {
    throw new ConfigError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

/** "HOST:PORT"; an IPv6 address is in brackets. */
export function endpoint(flag: string, text: string): { host: string; port: number } {
  const match = /^([A-Za-z0-9.:[\]-]+):(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  if (match === null || port < 1 || port > 65_535) {
    throw new ConfigError(`--${flag} is "${text}": it must be like 192.0.2.10:5060.`);
  }
  return { host: match[1] ?? '', port };
}

/** The name with the value, or nothing for an empty one. */
export function optional<Name extends string>(name: Name, value: string) {
  return (value === '' ? {} : { [name]: value }) as { [Key in Name]?: string };
}
