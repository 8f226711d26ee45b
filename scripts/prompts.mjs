/** Records the prompts of calling cards: each text of src/domain/cards as a WAV file in dist/prompts. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from './build-stamp.mjs';
import { spelledFor } from './pronunciation.mjs';
import { forTelephone, silence, wavOf } from './sound.mjs';

const outdir = join(projectRoot, 'dist', 'prompts');
const listPath = join(outdir, 'made-from.json');

/** To be raised when this file or sound.mjs makes other sound of the same text. */
const RECIPE = 1;

/** The voice of each language, and how many words a minute are understood well on the phone. */
const SPEAKERS = {
  en: { voice: 'en-us', wordsPerMinute: 150 },
  de: { voice: 'de', wordsPerMinute: 145 },
  ar: { voice: 'ar', wordsPerMinute: 135 },
};

/** How far a voice rises and falls: pieces that are put together must not each sound like an end. */
const RANGE_OF_PIECE = 25;
const RANGE_OF_SENTENCE = 55;
/** What follows a prompt, so that what is put together sounds like speech. */
const PAUSE_AFTER_PIECE_MS = 40;
const PAUSE_AFTER_LEAD_MS = 120;
const PAUSE_AFTER_SENTENCE_MS = 250;
/** Between groups of digits. */
const PAUSE_MS = 300;

/**
 * Makes what is missing or changed, and removes what nobody plays any more; costs nothing when all is there.
 * @returns {Promise<number>} how many were made
 */
export async function recordPrompts() {
  const texts = await textsOfPrompts();
  const known = existsSync(listPath) ? JSON.parse(readFileSync(listPath, 'utf8')) : {};
  /** @type {Record<string, string>} */
  const list = {};
  const missing = [];
  for (const [language, prompts] of Object.entries(texts)) {
    for (const [name, text] of Object.entries(prompts)) {
      const path = `${language}/${name}.wav`;
      const digest = createHash('sha256')
        .update(JSON.stringify([RECIPE, engineVersion(), SPEAKERS, spelledFor(language, text)]))
        .digest('hex');
      list[path] = digest;
      if (known[path] !== digest || !existsSync(join(outdir, path))) missing.push({ path, language, text });
    }
  }
  if (missing.length > 0) {
    const speak = await speaker();
    for (const { path, language, text } of missing) write(path, wavOf(speak(language, text)));
  }
  for (const path of madeBefore()) if (list[path] === undefined) rmSync(join(outdir, path));
  if (missing.length > 0 || Object.keys(known).length !== Object.keys(list).length)
    write('made-from.json', JSON.stringify(list, null, 1));
  return missing.length;
}

/** The texts stand in TypeScript, where what is said is put together of them. @returns {Promise<Record<string, Record<string, string>>>} */
async function textsOfPrompts() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(projectRoot, 'src', 'domain', 'cards', 'prompts.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  const { PROMPTS } = await import(`data:text/javascript;base64,${code}`);
  return PROMPTS;
}

let version = '';
function engineVersion() {
  const path = join(projectRoot, 'node_modules', '@echogarden', 'espeak-ng-emscripten', 'package.json');
  version ||= JSON.parse(readFileSync(path, 'utf8')).version;
  return version;
}

/** @returns {Promise<(language: string, text: string) => Int16Array>} */
async function speaker() {
  const { default: load } = await import('@echogarden/espeak-ng-emscripten');
  const { eSpeakNGWorker: Synthesizer } = await load();
  const synthesizer = new Synthesizer();
  const rateHz = synthesizer.get_samplerate();
  return (language, text) => {
    if (text === '') return silence(PAUSE_MS);
    const { voice, wordsPerMinute } = SPEAKERS[/** @type {keyof typeof SPEAKERS} */ (language)];
    synthesizer.set_voice(voice, voice, 0, 0, 0);
    synthesizer.set_rate(wordsPerMinute);
    const isSentence = text.endsWith('.');
    const isLead = text.endsWith(':');
    synthesizer.set_range(isSentence || isLead ? RANGE_OF_SENTENCE : RANGE_OF_PIECE);
    /** @type {Int16Array[]} */
    const pieces = [];
    synthesizer.synthesize(spelledFor(language, text), (samples) => {
      pieces.push(samples);
      return undefined;
    });
    return forTelephone(
      joined(pieces),
      rateHz,
      isSentence ? PAUSE_AFTER_SENTENCE_MS : isLead ? PAUSE_AFTER_LEAD_MS : PAUSE_AFTER_PIECE_MS,
    );
  };
}

/** @param {Int16Array[]} pieces */
function joined(pieces) {
  const all = new Int16Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** A server may be serving the file that is replaced, and another build may be making it. @param {string} path @param {string | Buffer} content */
function write(path, content) {
  const target = join(outdir, path);
  mkdirSync(dirname(target), { recursive: true });
  const written = `${target}.${process.pid}`;
  writeFileSync(written, content);
  renameSync(written, target);
}

function madeBefore() {
  if (!existsSync(outdir)) return [];
  return readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.wav'));
}
