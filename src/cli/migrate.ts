/** `tollbook migrate`: what `start` does first, alone, for those who upgrade in steps. */
import { withDatabase } from './with-database.ts';

export async function run(args: string[]): Promise<number> {
  await withDatabase(args, 'make and migrate', async ({ reads }) => {
    const { rows } = await reads.query<{ name: string }>(
      'select name from schema_migrations order by version desc limit 1',
    );
    console.log(`The schema is up to date: ${rows[0]?.name ?? 'no migrations'}.`);
  });
  return 0;
}
