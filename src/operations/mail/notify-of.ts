/** The mails that an event is worth. */
import type { KnownEvent } from '../../domain/events/catalogue.ts';
import type { Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';

/** Writes the mail of an event, where its account wants notices. */
export async function notifyOf(_tx: Tx, _context: Context, _event: KnownEvent): Promise<void> {}
