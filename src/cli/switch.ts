/** `tollbook switch`: what an operator does with a switch from the command line, by a word that says what. */

type Action = Readonly<{
  usage: string;
  run: (args: string[]) => Promise<number>;
}>;

const configOf: Readonly<Record<string, () => Promise<Action>>> = {
  kamailio: async () => {
    const { run, USAGE: usage } = await import('./switch/kamailio.ts');
    return { run, usage };
  },
  freeswitch: async () => {
    const { run, USAGE: usage } = await import('./switch/freeswitch.ts');
    return { run, usage };
  },
};

const USAGE = `tollbook switch config kamailio [flags] > kamailio.cfg
tollbook switch config freeswitch [flags]
  connects a switch, or one of that name anew, and writes its configuration. With --help: the flags
tollbook switch resubmit FOLDER [flags]
  sends the call records that a FreeSWITCH kept, because nobody took them when they were made`;

export async function run(args: string[]): Promise<number> {
  const [word, ...rest] = args;
  // The name from before there was a second kind.
  if (word === 'kamailio') return config(['kamailio', ...rest]);
  if (word === 'config') return config(rest);
  if (word === 'resubmit') {
    const { run: resubmit, USAGE: usage } = await import('./switch/resubmit.ts');
    if (!rest.includes('--help')) return resubmit(rest);
    console.log(usage);
    return 0;
  }
  if (word !== undefined && !word.startsWith('-'))
    console.error(`"tollbook switch ${word}" is unknown: say "config" or "resubmit".`);
  console.error(USAGE);
  return 2;
}

async function config([kind = '', ...flags]: string[]): Promise<number> {
  const load = Object.hasOwn(configOf, kind) ? configOf[kind] : undefined;
  if (load === undefined) {
    if (kind !== '' && !kind.startsWith('-'))
      console.error(
        `There is no configuration for "${kind}": "kamailio" and "freeswitch" are the kinds. Others speak the contract.`,
      );
    console.error(USAGE);
    return 2;
  }
  const action = await load();
  if (!flags.includes('--help')) return action.run(flags);
  console.log(action.usage);
  return 0;
}
