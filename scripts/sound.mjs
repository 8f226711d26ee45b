/** What makes a prompt out of what a synthesizer gives: telephone rate, even loudness, no silence around it, as a WAV file. */

/** What telephones carry. */
export const RATE_HZ = 8000;

/** Just below the half of the rate, so that nothing folds back into what is heard. */
const CUTOFF_HZ = 3600;
/** Half the length of the filter, in periods of the cutoff: 24 make it fall by 60 dB within 200 Hz. */
const FILTER_PERIODS = 24;

/** How loud speech is while there is some, of full scale: what recordings for telephones are made at. */
const LEVEL_DB = -20;
/** No sample above this, so that no codec clips. */
const PEAK_DB = -3;
const FRAME_MS = 10;
/** A frame with less than this below the loudest is silence. */
const SILENCE_DB = -40;
/** A first consonant is weaker than what follows: kept before the first loud frame. */
const LEAD_MS = 20;
const FADE_MS = 5;

/**
 * Cuts off what is silent, brings it to the rate and level of telephones, and adds `tailMs` of silence, which is the
 * pause before whatever is played next.
 * @param {Int16Array} samples @param {number} rateHz @param {number} tailMs
 * @returns {Int16Array} at `RATE_HZ`
 */
export function forTelephone(samples, rateHz, tailMs) {
  const heard = trimmed(resampled(samples, rateHz));
  const gain = Math.min(fromDb(LEVEL_DB) / speechLevel(heard), fromDb(PEAK_DB) / peakOf(heard));
  const fade = (FADE_MS * RATE_HZ) / 1000;
  const tail = Math.round((tailMs * RATE_HZ) / 1000);
  const made = new Int16Array(heard.length + tail);
  for (const [index, sample] of heard.entries()) {
    const edge = Math.min(1, (index + 1) / fade, (heard.length - index) / fade);
    made[index] = Math.round(sample * gain * edge * 32_767);
  }
  return made;
}

/** @param {number} ms @returns {Int16Array} */
export const silence = (ms) => new Int16Array(Math.round((ms * RATE_HZ) / 1000));

/**
 * A WAV file of 16-bit PCM with one channel.
 * @param {Int16Array} samples @returns {Buffer}
 */
export function wavOf(samples) {
  const header = Buffer.alloc(44);
  const bytes = samples.length * 2;
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // one channel
  header.writeUInt32LE(RATE_HZ, 24);
  header.writeUInt32LE(RATE_HZ * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer, samples.byteOffset, bytes)]);
}

/**
 * The root mean square of those frames that are not silent, of full scale.
 * @param {Float64Array} samples
 */
function speechLevel(samples) {
  const frames = powersOf(samples);
  const floor = Math.max(...frames) * fromDb(SILENCE_DB) ** 2;
  const loud = frames.filter((power) => power > floor);
  return Math.sqrt(loud.reduce((sum, power) => sum + power, 0) / loud.length);
}

/** @param {Float64Array} samples @returns {Float64Array} */
function trimmed(samples) {
  const frames = powersOf(samples);
  const floor = Math.max(...frames) * fromDb(SILENCE_DB) ** 2;
  const first = frames.findIndex((power) => power > floor);
  const last = frames.findLastIndex((power) => power > floor);
  if (first === -1) throw new Error('Nothing can be heard.');
  const frame = (FRAME_MS * RATE_HZ) / 1000;
  const lead = (LEAD_MS * RATE_HZ) / 1000;
  return samples.slice(
    Math.max(0, first * frame - lead),
    Math.min(samples.length, (last + 1) * frame + lead),
  );
}

/** @param {Float64Array} samples @returns {number[]} */
function powersOf(samples) {
  const frame = (FRAME_MS * RATE_HZ) / 1000;
  return Array.from({ length: Math.ceil(samples.length / frame) }, (_, index) => {
    const part = samples.subarray(index * frame, (index + 1) * frame);
    return part.reduce((sum, sample) => sum + sample * sample, 0) / part.length;
  });
}

/** @param {Float64Array} samples */
const peakOf = (samples) => samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);

/** @param {number} db */
const fromDb = (db) => 10 ** (db / 20);

/**
 * Each new sample is the old ones under a windowed sinc, which takes out what the new rate cannot hold.
 * @param {Int16Array} samples @param {number} rateHz @returns {Float64Array} from -1 to 1, at `RATE_HZ`
 */
function resampled(samples, rateHz) {
  const { phases, half } = filterFrom(rateHz);
  // With silence at both ends, so that no tap falls outside.
  const padded = new Float64Array(samples.length + 2 * half + 1);
  padded.set(samples, half);
  return Float64Array.from({ length: Math.floor((samples.length * RATE_HZ) / rateHz) }, (_, index) => {
    const taps = phases[index % phases.length] ?? new Float64Array();
    return dotProduct(taps, padded, Math.floor((index * rateHz) / RATE_HZ)) / 32_768;
  });
}

/** @param {Float64Array} taps @param {Float64Array} samples @param {number} first */
function dotProduct(taps, samples, first) {
  let sum = 0;
  for (let tap = 0; tap < taps.length; tap++) sum += Number(samples[first + tap]) * Number(taps[tap]);
  return sum;
}

/** @type {Map<number, { phases: Float64Array[], half: number }>} */
const filters = new Map();

/**
 * The filter for each place that a new sample can have between two old ones; there are few, since rates have a common divisor.
 * @param {number} rateHz
 */
function filterFrom(rateHz) {
  const known = filters.get(rateHz);
  if (known !== undefined) return known;
  const cutoff = (2 * CUTOFF_HZ) / rateHz;
  const half = Math.ceil(FILTER_PERIODS / cutoff);
  const phases = Array.from({ length: RATE_HZ / divisorOf(rateHz, RATE_HZ) }, (_, phase) => {
    const between = ((phase * rateHz) / RATE_HZ) % 1;
    return Float64Array.from({ length: 2 * half + 1 }, (_, tap) => {
      const distance = tap - half - between;
      const x = Math.PI * cutoff * distance;
      const sinc = x === 0 ? 1 : Math.sin(x) / x;
      const turn = (Math.PI * distance) / (half + 1);
      return cutoff * sinc * (0.42 + 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn));
    });
  });
  const filter = { phases, half };
  filters.set(rateHz, filter);
  return filter;
}

/** @param {number} a @param {number} b @returns {number} */
const divisorOf = (a, b) => (b === 0 ? a : divisorOf(b, a % b));
