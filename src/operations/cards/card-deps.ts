/** What card calls work with. */
import type pg from 'pg';
import type { CatalogueMemory } from '../charging/catalogue.ts';
import type { ChargingEngine } from '../charging/engine.ts';

export type CardDeps = Readonly<{
  pool: pg.Pool;
  engine: Pick<ChargingEngine, 'submit'>;
  catalogue: Pick<CatalogueMemory, 'current'>;
  now: () => Date;
  /** PINs are hashed by it. */
  masterKey: Uint8Array;
}>;

/** The switch whose leg it is. */
export type AskingSwitch = Readonly<{ id: bigint; canPush: boolean }>;
