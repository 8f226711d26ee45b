/** Children that end with us, however we end: a guard holds one end of a pipe and sees it close. */
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';

/**
 * The child runs in the background of a shell that passes its exit code and SIGTERM on. A second shell reads our
 * pipe: when we are gone, even by SIGKILL, it ends the whole group.
 *
 * SIGTERM interrupts `wait`, which then answers 143: so it is asked again, and 127 means that it had answered already.
 * Whether the child still runs says nothing, for the shell may have seen it end while it passed the signal on.
 */
const GUARD = `exec 3<&0
child= told=
trap 'told=1; test -z "$child" || kill -TERM $child 2>/dev/null' TERM
"$@" 3<&- </dev/null &
child=$!
test -z "$told" || kill -TERM $child 2>/dev/null
( read -r nothing <&3; kill -KILL 0 ) >/dev/null 2>&1 &
guard=$!
wait $child
code=$?
while test -n "$told"; do
  told=
  wait $child
  again=$?
  test $again = 127 || code=$again
done
kill -KILL $guard 2>/dev/null
exit $code`;

/** What the shell answers when it does not find the program. */
export const PROGRAM_IS_MISSING = 127;

export type GuardedProcess = Readonly<{
  /** Leader of the group that the program runs in. */
  child: ChildProcess;
  /** Exit code, -1 when a signal ended it. */
  ended: Promise<number>;
  /** SIGTERM to the program alone; SIGKILL to it and to all that it started. */
  signal: (signal: 'SIGTERM' | 'SIGKILL') => void;
}>;

/** Starts a program that cannot outlive this process. */
export function startGuarded(
  program: string,
  args: readonly string[],
  options: Readonly<{
    cwd: string;
    output: Extract<StdioOptions, readonly unknown[]>[number];
    env?: NodeJS.ProcessEnv;
    identity?: Readonly<{ uid: number; gid: number }> | null;
  }>,
): GuardedProcess {
  const { cwd, output, env, identity = null } = options;
  const child = spawn('/bin/sh', ['-c', GUARD, 'guard', program, ...args], {
    cwd,
    detached: true,
    stdio: ['pipe', output, output],
    ...(env !== undefined && { env }),
    ...(identity !== null && { uid: identity.uid, gid: identity.gid }),
  });
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(-1));
    child.once('close', (code) => resolve(code ?? -1));
  });
  child.stdin?.on('error', () => {}); // the guard ended first: `ended` tells it
  return {
    child,
    ended,
    signal: (signal) => {
      if (child.pid === undefined) return;
      try {
        process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    },
  };
}
