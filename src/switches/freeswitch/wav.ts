/** What a sound file must be for a telephone to play it (RFC 2361; Microsoft, "Multiple channel audio data and WAVE files"). */

const RATES_HZ = [8000, 16_000];
const PCM = 1;
/** The real format stands further on. */
const EXTENSIBLE = 0xfffe;

/** What is wrong with it, in words; null when it is a WAV file of 16-bit PCM with one channel at 8 or 16 kHz. */
export function mistakeOfWav(bytes: Buffer): string | null {
  if (
    bytes.length < 12 ||
    bytes.toString('latin1', 0, 4) !== 'RIFF' ||
    bytes.toString('latin1', 8, 12) !== 'WAVE'
  )
    return 'It is no WAV file.';
  const format = chunkOf(bytes, 'fmt ');
  const data = chunkOf(bytes, 'data');
  if (format === null || format.length < 16) return 'It does not say its format.';
  if (data === null || data.length < 2) return 'There is no sound in it.';
  const tag = format.readUInt16LE(0);
  const isPcm = tag === PCM || (tag === EXTENSIBLE && format.length >= 26 && format.readUInt16LE(24) === PCM);
  if (!isPcm || format.readUInt16LE(14) !== 16) return 'It is not 16-bit PCM.';
  const channels = format.readUInt16LE(2);
  if (channels !== 1) return `It has ${channels} channels and not one.`;
  const rateHz = format.readUInt32LE(4);
  return RATES_HZ.includes(rateHz) ? null : `It has ${rateHz} samples a second, and not 8000 or 16000.`;
}

/** Chunks stand one after the other, each at an even place. A last one may say that it is longer than the file. */
function chunkOf(bytes: Buffer, name: string): Buffer | null {
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    const end = Math.min(at + 8 + length, bytes.length);
    if (bytes.toString('latin1', at, at + 4) === name) return bytes.subarray(at + 8, end);
    at += 8 + length + (length % 2);
  }
  return null;
}
