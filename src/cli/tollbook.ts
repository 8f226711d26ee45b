/** The program `tollbook`. */
export const commandName = process.argv[2] ?? 'help';
