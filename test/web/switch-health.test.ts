/** How the event socket of a FreeSWITCH does, as whoever runs it reads it: what that means, and what to do. */
import { expect, test } from 'vitest';
import { lookAtAll } from './look-support.ts';
import { createPanel } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();

const tell = (name: string, fields: Readonly<Record<string, unknown>>) => {
  const row = { is_connected: true, since: new Date(), heard_at: new Date(), trouble: null, ...fields };
  const names = Object.keys(row);
  return panel.database.pool.query(
    `insert into switch_health (switch_id, ${names.join(', ')})
     select id, ${names.map((_, place) => `$${place + 2}`).join(', ')} from switches where name = $1`,
    [name, ...Object.values(row)],
  );
};
const add = (name: string, over: object = {}) =>
  owner.post('/switches', {
    name,
    kind: 'freeswitch',
    controlUrl: 'esl://127.0.0.1:8021',
    controlKey: 'key',
    ...over,
  });

test('each switch says whether it is heard, since when, how it does, what that means and what to do', async () => {
  for (const name of ['well', 'fresh', 'behind', 'away', 'locked', 'forgotten']) await add(name);
  await add('bare', { controlUrl: null, controlKey: null });
  await add('contract', { kind: 'other', controlUrl: null, controlKey: null });
  const beat = {
    core_id: '902bff32-bc67-4bd2-87df-cd4e07dccc0f',
    version: '1.10.12',
    started_at: new Date(Date.now() - 86_400_000),
    sessions: 42,
    sessions_max: 3000,
    idle_cpu_percent: 93.3,
    clock_ahead_ms: 120,
  };
  await tell('well', beat);
  await tell('fresh', {});
  await tell('behind', { ...beat, clock_ahead_ms: -7400 });
  await tell('away', { is_connected: false, trouble: 'not_reached' });
  await tell('locked', { is_connected: false, trouble: 'wrong_key', heard_at: null });
  await tell('forgotten', { ...beat, heard_at: new Date(Date.now() - 600_000) });

  const page = await panel.open('/carriers?tab=switches', { as: owner });
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });
  const says = (name: string, text: string) => row(name).getByText(text).waitFor();
  await says('well', 'Connected');
  await says('well', 'FreeSWITCH 1.10.12.');
  await says('well', 'Legs of calls: 42 of 3000. It runs since');
  expect(await row('well').innerText()).not.toContain('clock');
  await says('well', 'limits pushed · calls asked about · calling cards');
  await says('fresh', 'It has not said yet how it does.');
  await says('behind', 'Its clock is 7 s behind: let it follow a time server.');
  await says('away', 'Not connected');
  await says('away', 'see whether FreeSWITCH runs, its address and the firewall.');
  await says('away', 'calls end at the limit that was granted to them');
  await says('locked', 'give the password of its event_socket.conf');
  await says('forgotten', 'No server of Tollbook has heard it since');
  await says('bare', 'Without the address of its event socket nothing can be pushed');
  await says('contract', 'takes no commands');
  expect(await lookAtAll(page, [['switches', '/carriers?tab=switches', 'td small']])).toEqual([]);
});
