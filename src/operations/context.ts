/** What every operation works with. Tests bring their own clock; nothing else reads the time. */
import type pg from 'pg';
import type { Outgoing } from './outgoing/target.ts';

export type Context = Readonly<{
  pool: pg.Pool;
  now: () => Date;
  /** 32 bytes that seal secrets and key hashes of PINs. */
  masterKey: Uint8Array;
  /** Realm and domain of new SIP devices. */
  sipDomain: string;
  /** The address of the panel as people open it, without a path: what links in mails begin with. */
  publicUrl: string;
  /** Where webhooks and feeds may go; not given = to the public internet, by https. */
  outgoing?: Outgoing | undefined;
}>;
