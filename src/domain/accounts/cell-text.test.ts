/** Texts and names in the cells of a sheet, and back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellOfNames, cellOfText, namesOfCell, textOfCell } from './cell-text.ts';

test('the full-width forms of = + - @ are taken for formulas too', () => {
  for (const sign of '＝＋－＠') {
    expect(cellOfText(`${sign}1+1`)).toBe(`'${sign}1+1`);
    expect(textOfCell(`'${sign}1+1`)).toBe(`${sign}1+1`);
  }
});

test('property: every text comes back from a cell', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(textOfCell(cellOfText(text))).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

test('property: names of taxes come back from their cell', () => {
  const name = fc
    .string({ unit: fc.constantFrom('a', '"', ';', ' ', "'", '=', 'ن'), minLength: 1, maxLength: 12 })
    .map((text) => text.trim())
    .filter((text) => text !== '');
  fc.assert(
    fc.property(fc.array(name, { maxLength: 10 }), (names) => {
      expect(namesOfCell(textOfCell(cellOfText(cellOfNames(names))))).toEqual(names);
    }),
    { numRuns: 2000 },
  );
  expect(cellOfNames(['VAT 19 %', '5" levy'])).toBe('VAT 19 %; 5" levy');
  expect(cellOfNames(['Levy; reduced', '"b"'])).toBe('"Levy; reduced"; """b"""');
  expect(namesOfCell('VAT 19 %;Levy ; "open')).toEqual(['VAT 19 %', 'Levy', '"open']);
});
