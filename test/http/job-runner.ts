/** A runner of jobs as a process of its own, to be killed: `job-runner.ts <database url> <time>`. */
import { runJobs } from '../../src/operations/jobs/run-jobs.ts';
import { createPool } from '../../src/postgres/pool.ts';
import { jobContextOf } from './many-context.ts';

const [url = '', time = ''] = process.argv.slice(2);
const pool = createPool({ url, connectionsMax: 5, applicationName: 'job runner', onError: () => {} });
await runJobs(jobContextOf({ database: { pool }, now: () => new Date(time) }));
await pool.end();
