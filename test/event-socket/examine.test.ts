/** What `tollbook doctor` hears of a FreeSWITCH. */
import { expect, test } from 'vitest';
import { examineFreeswitch } from '../../src/switches/freeswitch/examine.ts';
import { startEslServer } from '../support/esl-server.ts';

const esl = await startEslServer();

test('it is asked for its release, its clock and its modules', async () => {
  esl.state.now = () => Date.now() + 10_000;
  esl.state.modules = ['mod_sofia', 'mod_sofia', 'mod_verto', 'CORE_PCM_MODULE'];
  const found = await examineFreeswitch(esl.url, esl.password);
  expect(found).toMatchObject({
    trouble: null,
    version: '1.10.12',
    modules: ['mod_sofia', 'mod_verto', 'CORE_PCM_MODULE'],
  });
  const { clockAheadMs } = found as { clockAheadMs: number };
  expect(clockAheadMs).toBeGreaterThan(9000);
  expect(clockAheadMs).toBeLessThan(11_000);
});

test('what it will not say is not known, and what is in the way has a name', async () => {
  esl.playTricks((command) => (command === 'version' ? undefined : '-ERR permission denied'));
  expect(await examineFreeswitch(esl.url, esl.password)).toEqual({
    trouble: null,
    version: '1.10.12',
    clockAheadMs: null,
    modules: [],
  });
  esl.playTricks(() => 'mute');
  expect(await examineFreeswitch(esl.url, esl.password)).toEqual({ trouble: 'silent' });
  expect(await examineFreeswitch(esl.url, 'another')).toEqual({ trouble: 'wrong_key' });
  expect(await examineFreeswitch(null, '')).toBeNull();
  await esl.close();
  expect(await examineFreeswitch(esl.url, esl.password)).toEqual({ trouble: 'not_reached' });
});
