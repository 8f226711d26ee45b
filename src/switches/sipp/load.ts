/** Many calls at a steady rate from one SIPp. */
import { readFileSync } from 'node:fs';
import { callScenario, type Call } from './scenarios.ts';
import { failure, freeUdpPort, start, type Sipp } from './sipp.ts';

export type Load = Readonly<{
  callsPerSecond: number;
  calls: number;
}>;

export type LoadResult = Readonly<{
  /** Came to an end that a phone understands, a refusal included. */
  completed: number;
  /** Broken off: an answer that did not come, or one that nobody understands. */
  failed: number;
  /** Requests and answers that the phones sent again. */
  retransmissions: number;
}>;

/** Places the calls and returns when the last one is over. */
export async function placeManyCalls(
  sipp: Sipp,
  call: Call & Readonly<{ password: string }>,
  load: Load,
): Promise<LoadResult> {
  const { ended, files, output } = start(
    sipp,
    'load',
    callScenario(call),
    [
      sipp.server,
      ...['-m', String(load.calls), '-r', String(load.callsPerSecond), '-l', String(load.calls)],
      ...['-p', String(await freeUdpPort()), '-au', call.username, '-ap', call.password],
    ],
    { keepsMessages: false, keepsStatistics: true },
  );
  const code = await ended;
  const [head = '', ...rows] = readFileSync(files.statistics, 'utf8').trim().split('\n');
  const names = head.split(';');
  const last = rows.at(-1)?.split(';');
  if (last === undefined) throw failure('load', code, output());
  const total = (name: string) => Number(last[names.indexOf(name)]);
  return {
    completed: total('SuccessfulCall(C)'),
    failed: total('FailedCall(C)'),
    retransmissions: total('Retransmissions(C)'),
  };
}
