/** The program `tollbook`. */
import { COMMANDS } from './commands.ts';
import { failureText } from './failure.ts';

const [name = 'help', ...args] = process.argv.slice(2);
const wanted = { '--help': 'help', '-h': 'help', '--version': 'version', '-v': 'version' }[name] ?? name;
const command = Object.hasOwn(COMMANDS, wanted) ? COMMANDS[wanted] : undefined;
if (command === undefined) {
  console.error(`There is no command "${name}". Commands: ${Object.keys(COMMANDS).join(', ')}.`);
  process.exit(2);
}
try {
  const { run } = await command.load();
  process.exitCode = await run(args);
} catch (error) {
  console.error(failureText(error));
  process.exitCode = 1;
}
