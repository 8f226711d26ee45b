/** Bytes of an unknown encoding as text. */
import { analyse } from 'chardet';
import { fileProblem } from './sheet.ts';

/** Encodings that are told by chance alone are taken only when the detector is rather sure. */
const CONFIDENCE_MIN = 60;
/** Western texts look alike in these; Windows' code page has every character of the others. */
const FALLBACK = 'windows-1252';
/** What the detector may say besides: scripts whose bytes are not mistaken for Western letters. */
const DETECTED = /^(Shift_JIS|EUC-(JP|KR)|GB18030|Big5|KOI8-R|windows-125[1356]|ISO-8859-[5678])$/i;
const SAMPLE_BYTES = 64 * 1024;

/**
 * Decodes by the byte order mark, else as UTF-8 when it is, else as UTF-16 when every other byte is
 * zero, else by what the detector finds. `wanted` overrides all of it; throws for one that is unknown.
 */
export function decodeText(
  bytes: Uint8Array,
  wanted: string | null,
): Readonly<{ text: string; encoding: string }> {
  try {
    const decoder = new TextDecoder(wanted ?? encodingOf(bytes));
    return { text: decoder.decode(bytes), encoding: decoder.encoding };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `The encoding "${(wanted ?? '').slice(0, 40)}" is not known. Send one such as utf-8 or windows-1252.`;
    throw fileProblem('unknown_encoding', message);
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const utf16 = utf16WithoutMark(bytes);
  if (utf16 !== null) return utf16;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  const [first] = analyse(bytes.subarray(0, SAMPLE_BYTES));
  const isSure = first !== undefined && first.confidence >= CONFIDENCE_MIN && DETECTED.test(first.name);
  return isSure ? first.name : FALLBACK;
}

/** A header in Latin letters has a zero in every other byte. */
function utf16WithoutMark(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, 200);
  if (sample.length < 4) return null;
  const half = sample.length / 2;
  const evens = sample.filter((byte, index) => byte === 0 && index % 2 === 0).length;
  const odds = sample.filter((byte, index) => byte === 0 && index % 2 === 1).length;
  if (odds > half * 0.6 && evens === 0) return 'utf-16le';
  return evens > half * 0.6 && odds === 0 ? 'utf-16be' : null;
}
