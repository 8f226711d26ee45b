/**
 * The recordings that card calls hear, for mod_httapi to fetch and keep. They hold no secrets and need no key. A file of the
 * operator's own in `prompts/<language>/<name>.wav` of the data directory is played instead of ours.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { PROMPTS } from '../../domain/cards/prompts.ts';
import { LANGUAGES, type Language } from '../../domain/languages.ts';
import { Problem } from '../../domain/problem.ts';
import { mistakeOfWav } from './wav.ts';

export type PromptFolders = Readonly<{
  /** What the build has recorded. */
  recorded: string;
  /** The operator's own. */
  own: string;
}>;

/** So long a switch plays what it has without asking whether it is still the same. */
const KEPT_SECONDS = 300;

const PATH = '/switch/freeswitch/v1/prompts';

/** Where a switch that reaches us at `base` finds a prompt. */
export const promptUrl = (base: string, language: Language, name: string): string =>
  `${base}${PATH}/${language}/${name}.wav`;

export function addPromptRoutes(app: FastifyInstance, folders: PromptFolders): void {
  app.route<{ Params: { language: string; file: string } }>({
    method: ['GET', 'HEAD'],
    url: `${PATH}/:language/:file`,
    handler: async (request, reply) => {
      const { language, file } = request.params;
      const found = await readPrompt(folders, language, file);
      if (found === null) throw new Problem('not_found');
      // Of the content alone: it is the same on every server. mod_httapi compares it, and asks by HEAD.
      const etag = `"${createHash('sha256').update(found).digest('base64url').slice(0, 22)}"`;
      void reply
        .header('etag', etag)
        .header('cache-control', `public, max-age=${KEPT_SECONDS}`)
        .type('audio/wav');
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      if (request.method === 'HEAD') return reply.header('content-length', found.length).send();
      return reply.send(found);
    },
  });
}

/** Null for what is no prompt, whatever it looks like, and for one that was never recorded. */
async function readPrompt(
  { own, recorded }: PromptFolders,
  language: string,
  file: string,
): Promise<Buffer | null> {
  const name = /^(.*)\.wav$/.exec(file)?.[1];
  const known = LANGUAGES.find((each) => each === language);
  if (known === undefined || name === undefined || !Object.hasOwn(PROMPTS[known], name)) return null;
  const theirs = await contentOf(join(own, known, `${name}.wav`));
  // One that cannot be played would be heard as nothing; "tollbook doctor" says what is wrong with it.
  if (theirs !== null && mistakeOfWav(theirs) === null) return theirs;
  return contentOf(join(recorded, known, `${name}.wav`));
}

async function contentOf(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** What is wrong with the operator's own files, by their path in the folder. */
export async function mistakesOfOwnPrompts(
  own: string,
): Promise<readonly Readonly<{ path: string; mistake: string }>[]> {
  const mistakes: { path: string; mistake: string }[] = [];
  for (const path of (await filesIn(own)).sort()) {
    const [language = '', file = '', deeper] = path.split(/[/\\]/);
    const known = LANGUAGES.find((each) => each === language);
    const name = file.replace(/\.wav$/, '');
    if (known === undefined || deeper !== undefined || name === file || !Object.hasOwn(PROMPTS[known], name))
      mistakes.push({ path, mistake: 'There is no prompt of that name.' });
    else {
      const mistake = mistakeOfWav((await contentOf(join(own, path))) ?? Buffer.alloc(0));
      if (mistake !== null) mistakes.push({ path, mistake });
    }
  }
  return mistakes;
}

/** How many prompts the build has not recorded. */
export async function missingPrompts(recorded: string): Promise<number> {
  const there = new Set(await filesIn(recorded));
  return LANGUAGES.flatMap((language) =>
    Object.keys(PROMPTS[language]).filter((name) => !there.has(join(language, `${name}.wav`))),
  ).length;
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
