/**
 * Writes documents as PDF in a process of its own, one at a time: what lays them out is machine code that no thread can be stopped
 * in, and whose memory and mistakes are not those of the process that charges calls.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BillingDocument } from '../domain/billing/document.ts';
import type { Annex } from '../domain/billing/print-document.ts';
import type { Logo } from './compile-document.ts';
import type { Rendered, ToRender } from './render-process.ts';

export type DocumentRenderer = Readonly<{
  /** Rejects when it cannot be written, or takes too long. */
  render: (document: BillingDocument, annex: Annex | null, logo: Logo | null) => Promise<Uint8Array>;
  stop: () => Promise<void>;
}>;

/** A document with thousands of lines takes seconds. */
const TIME_MS = 60_000;
/** Nobody waits for one: then its memory is free again. */
const IDLE_MS = 30_000;

/** Built beside this file; the build of the sources has it in a folder of its own (`scripts/build.mjs`). */
const PROCESS = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/workers/render-process.mjs' : './render-process.mjs',
  import.meta.url,
);

/** Starts the process with the first document, and again after it ended. */
export function createDocumentRenderer({ timeMs = TIME_MS } = {}): DocumentRenderer {
  let child: ChildProcess | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let isStopped = false;

  const end = () => {
    child?.kill('SIGKILL');
    child = null;
  };
  const renderOne = async (asked: ToRender): Promise<Uint8Array> => {
    if (isStopped) throw new Error('Documents are not written any more: the server ends.');
    clearTimeout(idle);
    child ??= start();
    try {
      const answer = await answerOf(child, asked, timeMs);
      if (answer.isFull) end();
      if ('error' in answer) throw new Error(`A document could not be written: ${answer.error}`);
      return answer.pdf;
    } catch (error) {
      end();
      throw error;
    } finally {
      idle = setTimeout(end, IDLE_MS);
      idle.unref();
    }
  };
  return {
    render: (document, annex, logo) => {
      const run = () => renderOne({ document, annex, logo });
      const rendered = last.then(run, run);
      last = rendered.catch(() => null);
      return rendered;
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(idle);
      end();
      await last;
    },
  };
}

/** Without what the server was started with: no secret of its environment, no option of its program. */
function start(): ChildProcess {
  const { SystemRoot } = process.env;
  const child = fork(fileURLToPath(PROCESS), {
    execArgv: [],
    env: SystemRoot === undefined ? {} : { SystemRoot },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // It does not keep the server from ending.
  child.unref();
  child.channel?.unref();
  return child;
}

async function answerOf(child: ChildProcess, asked: ToRender, timeMs: number): Promise<Rendered> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Rendered>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`A document takes longer than ${timeMs} ms.`)), timeMs);
      child.on('message', (answer: Rendered) => resolve(answer));
      child.on('error', reject);
      child.on('exit', (code, signal) =>
        reject(new Error(`The process that writes documents ended (${code ?? signal}).`)),
      );
      child.send(asked, (error) => {
        if (error !== null) reject(error);
      });
    });
  } finally {
    clearTimeout(timer);
    child.removeAllListeners();
  }
}
