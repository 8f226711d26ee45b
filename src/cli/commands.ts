/** The commands of `tollbook`: one file each, loaded only when it is asked for. */

type Command = Readonly<{
  summary: string;
  /** `run` returns the exit code. */
  load: () => Promise<{ run: (args: string[]) => Promise<number> }>;
}>;

/** Every command, in the order in which `tollbook help` shows them. */
export const COMMANDS = {
  start: { summary: 'start the server, with its database', load: () => import('./start.ts') },
  migrate: { summary: "bring the database to this program's schema", load: () => import('./migrate.ts') },
  demo: {
    summary: 'show real calls being charged, in a throw-away directory [--json]',
    load: () => import('./demo.ts'),
  },
  verify: {
    summary: 'prove the books: every invariant, in micros [--json] [--audit-head HEAD]',
    load: () => import('./verify.ts'),
  },
  calls: {
    summary:
      'ask what would become of a call, why one was as it was, what others would cost: simulate, explain, replay',
    load: () => import('./calls.ts'),
  },
  audit: {
    summary: 'print the end of the chain over the timeline, to be kept elsewhere: "audit head"',
    load: () => import('./audit.ts'),
  },
  retention: {
    summary: 'say what of personal data has had its time; --apply ends it [--json]',
    load: () => import('./retention.ts'),
  },
  erase: {
    summary: 'erase what is personal of a closed account, for good: --account NUMBER [--reason TEXT] [--yes]',
    load: () => import('./erase.ts'),
  },
  doctor: {
    summary:
      'say how the installation does, and what to do: database, secrets, switches, backups [--json] [--cdr-spool FOLDER]',
    load: () => import('./doctor.ts'),
  },
  password: {
    summary: 'draw a one-time password for the operator, who lost it: [--second-factor] takes that away too',
    load: () => import('./password.ts'),
  },
  backup: {
    summary:
      'write everything of one moment into a new folder, while calls go on: backup FOLDER [--with-key]',
    load: () => import('./backup.ts'),
  },
  restore: {
    summary: 'make an installation of a backup, and prove its books: restore FOLDER --data NEW',
    load: () => import('./restore.ts'),
  },
  listen: {
    summary:
      'forward events to a program on this machine, signed as webhooks are: --url PANEL --forward ADDRESS',
    load: () => import('./listen.ts'),
  },
  switch: {
    summary:
      'connect a switch, or send what it kept: "switch config kamailio", "switch config freeswitch", "switch resubmit"',
    load: () => import('./switch.ts'),
  },
  version: { summary: 'print the version', load: () => import('./version.ts') },
  help: { summary: 'show this', load: () => import('./help.ts') },
} as const satisfies Record<string, Command>;
