/** Sends sheets, and runs the jobs that they start, as the server does in the background. */
import { runJobs } from '../../src/operations/jobs/run-jobs.ts';
import { jobContextOf } from './many-context.ts';
import { createServer, key, type Answer, type Client, type Json } from './support.ts';

type Server = Awaited<ReturnType<typeof createServer>>;

/** Runs all that waits. */
export const runAll = (server: Pick<Server, 'database' | 'now'>) => runJobs(jobContextOf(server));

/** Sends a sheet as its body. */
export function upload(
  client: Client,
  payload: string | Buffer,
  query = 'fileName=sheet.csv',
): Promise<Answer> {
  const headers = { 'content-type': 'application/octet-stream' };
  return client.send({ method: 'POST', url: `/api/v1/account-imports?${query}`, payload, headers });
}

/** The mapping that the server proposed. */
export const mappingOf = ({ body }: Answer) => body.columns.map(({ field }: Json) => field);

/** Sends a sheet, imports it with the proposed mapping, and answers the finished job. */
export async function importSheet(
  server: Server,
  client: Client,
  payload: string | Buffer,
  options: object = {},
): Promise<Json> {
  const sheet = await upload(client, payload);
  if (sheet.status !== 201) throw new Error(`the upload failed: ${JSON.stringify(sheet.body)}`);
  const body = { mapping: mappingOf(sheet), ...options };
  const started = await client.post(`/api/v1/account-imports/${sheet.body.uploadId}/run`, body, key());
  if (started.status !== 202) throw new Error(`the import failed: ${JSON.stringify(started.body)}`);
  await runAll(server);
  return (await client.get(`/api/v1/jobs/${started.body.jobId}`)).body;
}
