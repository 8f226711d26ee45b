/** The long form of the load on SIP: 50 calls a second for a minute, or what SIP_* says (test/sip/load.test.ts). */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'serial', 'test/sip/load.test.ts'], {
  stdio: 'inherit',
  env: { SIP_CALLS_PER_SECOND: '50', SIP_SECONDS: '60', SIP_TALK_MS: '3000', ...process.env },
});
process.exitCode = status ?? 1;
