/** Passwords and PINs that the browser proposes: from its own generator of unpredictable numbers. */

/** Letters of both cases and digits without look-alikes (0 O 1 l I). */
const READABLE = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
/** 57^16 is about 93 bits: beyond any guessing, short enough to read out. */
const PASSWORD_LENGTH = 16;

/** As long as the settings ask for, if that is longer. */
export function proposePassword(lengthMin: number): string {
  return draw(READABLE, Math.max(PASSWORD_LENGTH, lengthMin));
}

export function proposePin(length: number): string {
  return draw('0123456789', length);
}

/** Each character with equal chance: numbers that would favour the first ones are drawn again. */
function draw(alphabet: string, length: number): string {
  const fair = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      if (byte < fair && text.length < length) text += alphabet[byte % alphabet.length];
    }
  }
  return text;
}
