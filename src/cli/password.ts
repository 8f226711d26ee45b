/** `tollbook password [--second-factor]`: draws a one-time password for the operator. */
import { renewOperatorPassword } from '../operations/accounts/renew-operator-password.ts';
import { withDatabase } from './with-database.ts';

export async function run(args: string[]): Promise<number> {
  const withoutSecondFactor = args.includes('--second-factor');
  const rest = args.filter((arg) => arg !== '--second-factor');
  return withDatabase(rest, 'find', async ({ pool, config, masterKey }) => {
    const context = {
      pool,
      now: () => new Date(),
      masterKey,
      sipDomain: config.sipDomain,
      publicUrl: config.publicUrl ?? `http://localhost:${config.httpPort}`,
    };
    const renewed = await renewOperatorPassword(context, { withoutSecondFactor });
    if (renewed === null) {
      console.error('There is no operator yet: "tollbook start" makes one and prints its first password.');
      return 1;
    }
    console.log(
      [
        'One-time password of the operator (shown this once; you choose your own when you sign in):',
        `  account   ${renewed.number}`,
        `  password  ${renewed.password}`,
        'Its sessions have ended. A second factor is asked for as before, unless --second-factor took it away.',
      ].join('\n'),
    );
    return 0;
  });
}
