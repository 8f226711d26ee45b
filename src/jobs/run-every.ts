/** Runs something again and again, never twice at once. */

export type Job = Readonly<{
  /** Runs now; a run that is under way is followed by another one. */
  hint: () => Promise<void>;
  stop: () => Promise<void>;
}>;

/** Runs `work` every `intervalMs` after it has ended. A failure is told and does not end the job. */
export function runEvery(
  intervalMs: number,
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
): Job {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let isHinted = false;
  let isStopped = false;

  const run = async () => {
    do {
      isHinted = false;
      try {
        await work();
      } catch (error) {
        onError(error);
        break;
      }
    } while (isHinted && !isStopped);
  };
  const start = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    running ??= run().finally(() => {
      running = null;
      if (!isStopped) timer = setTimeout(() => void start(), intervalMs);
    });
    return running;
  };
  timer = setTimeout(() => void start(), intervalMs);
  return {
    hint: () => {
      if (isStopped) return Promise.resolve();
      isHinted = true;
      return start();
    },
    stop: async () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
