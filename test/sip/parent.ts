/** Starts a gateway and waits to be killed: for `orphans.test.ts`. */
import { startGateway } from '../../src/switches/sipp/sipp.ts';

const gateway = await startGateway({ folder: process.argv[2] ?? '', server: '127.0.0.1:9' });
console.log(`port ${gateway.port}`);
