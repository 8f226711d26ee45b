/** Asks a FreeSWITCH once how it does, for `tollbook doctor`. */
import type { FreeswitchFacts } from '../../domain/doctor-freeswitch.ts';
import { eslAddress } from '../../domain/routing/control-url.ts';
import { EslUnanswered, visitEsl } from './esl-client.ts';
import { listModules, readClock, readVersion } from './esl-commands.ts';
import { parseObject } from './esl-protocol.ts';
import { versionOf } from './event-meaning.ts';

/** Never throws: what does not answer is in trouble. */
export async function examineFreeswitch(
  controlUrl: string | null,
  password: string,
): Promise<FreeswitchFacts['socket']> {
  const address = controlUrl === null ? null : eslAddress(controlUrl);
  if (address === null) return null;
  try {
    const visit = await visitEsl({ ...address, password }, async (run) => {
      const asked = Date.now();
      const seconds = await run(readClock());
      const middle = (asked + Date.now()) / 2;
      return {
        trouble: null,
        version: versionOf(await run(readVersion())),
        // Whole seconds: on average half of one has passed.
        clockAheadMs: /^\d{10}$/.test(seconds) ? Number(seconds) * 1000 + 500 - middle : null,
        modules: modulesIn(await run(listModules())),
      };
    });
    return 'answer' in visit ? visit.answer : visit;
  } catch (error) {
    if (error instanceof EslUnanswered) return { trouble: 'silent' };
    throw error;
  }
}

/** None where FreeSWITCH keeps no list of them. */
function modulesIn(text: string): readonly string[] {
  const rows = parseObject(text)?.rows;
  if (!Array.isArray(rows)) return [];
  const names = rows.map((row: unknown) => (row as Readonly<{ ikey?: unknown }> | null)?.ikey);
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}
