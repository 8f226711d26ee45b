/** Hears of changes of the catalogue (NOTIFY), so that the memory is fresh before the next batch asks for it. */
import type pg from 'pg';
import { connectOnce } from '../pool.ts';

/** The database may be restarting; batches check the version themselves meanwhile. */
const AGAIN_AFTER_MS = 1000;

/** Calls `onChange` after each change, and after each time the connection was lost. Returns how to stop. */
export function listenForChanges(url: string, onChange: () => Promise<void>): () => Promise<void> {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  const again = () => {
    client = null;
    if (!isStopped) timer = setTimeout(() => void listen(), AGAIN_AFTER_MS);
  };
  const listen = async () => {
    try {
      const connected = await connectOnce(url, 'tollbook listener');
      if (isStopped) return void connected.end();
      client = connected;
      connected.on('notification', () => void onChange());
      connected.once('end', again);
      await connected.query('listen catalogue');
      await onChange();
    } catch {
      // Batches do not depend on this connection; it is tried again.
      if (client === null) again();
      else void client.end();
    }
  };
  void listen();
  return async () => {
    isStopped = true;
    if (timer !== null) clearTimeout(timer);
    await client?.end();
  };
}
