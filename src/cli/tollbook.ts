/** The program `tollbook`. */
import { COMMANDS } from './commands.ts';
import { failureText } from './failure.ts';

const [name = 'help', ...args] = process.argv.slice(2);
const wanted = { '--help': 'help', '-h': 'help', '--version': 'version', '-v': 'version' }[name] ?? name;
const { help } = COMMANDS;
const isCommand = (text: string): text is keyof typeof COMMANDS => Object.hasOwn(COMMANDS, text);
const command = isCommand(wanted) ? COMMANDS[wanted] : undefined;
if (command === undefined) {
  console.error(`There is no command "${name}". Commands: ${Object.keys(COMMANDS).join(', ')}.`);
  process.exit(2);
}
try {
  // Asked for help, a command with flags of its own shows those; the others are in the common text.
  const isHelp = wanted !== 'switch' && args.some((arg) => arg === '--help' || arg === '-h');
  const { run } = await (isHelp ? help : command).load();
  process.exitCode = await run(args);
} catch (error) {
  console.error(failureText(error));
  process.exitCode = 1;
}
