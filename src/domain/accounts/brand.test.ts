import { expect, test } from 'vitest';
import { contrastRatio, logoTypeOf, mistakeOfColour } from './brand.ts';

// Pairs with ratios from WCAG's own definition: black on white is 21, a colour on itself is 1.
test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  // The grey that is known as the lightest that passes on white.
  ['#767676', '#ffffff', 4.54],
  ['#777777', '#ffffff', 4.47],
])('the contrast of %s on %s is %d : 1', (first, second, ratio) => {
  expect(contrastRatio(first, second)).toBeCloseTo(ratio, 1);
  expect(contrastRatio(second, first)).toBe(contrastRatio(first, second));
});

test('a colour on which words are hard to read is refused with its ratio', () => {
  expect(mistakeOfColour('buttonColour', '#767676')).toBeNull();
  expect(mistakeOfColour('buttonColour', '#777777')).toContain('4.47 : 1');
  expect(mistakeOfColour('barColour', '#10241d')).toBeNull();
  expect(mistakeOfColour('barColour', '#ffffff')).toContain('1.82 : 1');
});

test.each([
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]],
  ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0]],
  ['image/webp', [...Buffer.from('RIFF'), 1, 2, 3, 4, ...Buffer.from('WEBPVP8 ')]],
  [null, [...Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')]],
  [null, [...Buffer.from('RIFF1234WAVE')]],
  [null, [...Buffer.from('GIF89a')]],
  [null, []],
])('%s is found by its first bytes', (type, bytes) => {
  expect(logoTypeOf(Uint8Array.from(bytes))).toBe(type);
});
