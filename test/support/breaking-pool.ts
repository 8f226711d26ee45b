/** Connections that break at random within a transaction, as when a server is killed: before its COMMIT, or after it. */
import type { Socket } from 'node:net';
import { createPool } from '../../src/postgres/pool.ts';
import type { Random } from './random.ts';

type Query = (...args: readonly unknown[]) => Promise<unknown>;

/** `share`: of the statements within transactions. The socket is cut; what whoever waits for it hears is the driver's own. */
export function createBreakingPool(url: string, random: Random, share: number) {
  const pool = createPool({ url, connectionsMax: 4, applicationName: 'breaking', onError: () => {} });
  const cuts = { within: 0, afterCommit: 0 };
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as unknown as Query;
    // The published type of a client leaves its connection out.
    const { stream } = (client as unknown as Readonly<{ connection: { stream: Socket } }>).connection;
    let isInside = false;
    const sent: Query = async (...args) => {
      if (args[0] === 'begin') isInside = true;
      const breaks = isInside && random.chance(share);
      if (args[0] === 'commit' || args[0] === 'rollback') isInside = false;
      if (!breaks) return query(...args);
      if (args[0] === 'commit' && random.chance(0.5)) {
        await query(...args);
        cuts.afterCommit += 1;
      } else cuts.within += 1;
      stream.destroy();
      return query('select');
    };
    Object.assign(client, {
      query: (...args: readonly unknown[]) => (isInside || args[0] === 'begin' ? sent : query)(...args),
    });
  });
  return { pool, cuts };
}
export type BreakingPool = ReturnType<typeof createBreakingPool>;
