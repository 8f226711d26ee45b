import qrcode from 'qrcode-generator';

/** ISO/IEC 18004 asks for a quiet zone of four modules. */
const QUIET = 4;

/** Draws `text` as one SVG path of unit squares; `size` is the side in modules, the quiet zone included. */
export function qrPath(text: string): Readonly<{ path: string; size: number }> {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  let path = '';
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (code.isDark(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
    }
  }
  return { path, size: count + 2 * QUIET };
}
