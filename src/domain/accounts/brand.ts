/** How the panel looks to the accounts of the operator or a reseller: what is readable, and what is a picture. */

export type BrandColour = 'buttonColour' | 'barColour';

/** Against what each colour must be readable: the words that stand on it in the panel. */
const WORDS_ON: Readonly<Record<BrandColour, string>> = { buttonColour: '#ffffff', barColour: '#b5c3bb' };

/** WCAG 2.2, success criterion 1.4.3: text of ordinary size. */
const CONTRAST_MIN = 4.5;

/** 256 kB: more than a logo of a menu needs. */
export const LOGO_BYTES_MAX = 256 * 1024;

export type LogoType = 'image/png' | 'image/jpeg' | 'image/webp';

/** The ratio of two colours such as "#14664f", from 1 to 21, by WCAG's relative luminance. */
export function contrastRatio(first: string, second: string): number {
  const [light = 0, dark = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** What is wrong with a colour, with the measured ratio; null when its words are readable on it. */
export function mistakeOfColour(name: BrandColour, colour: string): string | null {
  const words = WORDS_ON[name];
  // Rounded down: 4.49 must not be called 4.5.
  const ratio = Math.floor(contrastRatio(colour, words) * 100) / 100;
  if (ratio >= CONTRAST_MIN) return null;
  return `The contrast of the words on this colour is ${ratio.toFixed(2)} : 1, and ${CONTRAST_MIN} : 1 is needed. Choose a darker colour.`;
}

/** By the first bytes of the content (PNG §5.2, JPEG's SOI and marker, RIFF of WebP); null for anything else. */
export function logoTypeOf(content: Uint8Array): LogoType | null {
  const starts = (at: number, ...bytes: number[]) =>
    bytes.every((byte, index) => content[at + index] === byte);
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  const isRiff = starts(0, 0x52, 0x49, 0x46, 0x46);
  return isRiff && starts(8, 0x57, 0x45, 0x42, 0x50) ? 'image/webp' : null;
}

/** Of sRGB, after WCAG 2.2 "relative luminance": 0 black to 1 white. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
