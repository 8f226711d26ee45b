/** The rows of a sheet on their way from a reader to whoever wants them: header, bounds, and what the columns hold. */
import {
  fileProblem,
  isBlank,
  SHEET_CHARACTERS_MAX,
  tooManyCells,
  tooMuchText,
  type Sheet,
} from './sheet.ts';

/** Takes the next rows of a sheet, from its first on. */
export type TakeRows = (rows: readonly string[][]) => Promise<void>;

const SENT_AT_ONCE = 2000;

/** Sends cells of some rows that follow each other, and waits until they were taken; `row` is the place of the first one. */
export type SendRows = (row: number, cells: readonly (readonly string[])[]) => Promise<void>;

/** `send` gets the rows below the header; `ended` says what there was, or throws `invalid_input` at `file` when nothing was. */
export function rowsOfSheet(
  cellsMax: number,
  send: SendRows,
): Readonly<{
  take: TakeRows;
  ended: () => Pick<Sheet, 'columns' | 'hasData'>;
}> {
  let [row, allCells, characters] = [0, 0, 0];
  let columns: readonly string[] | null = null;
  let hasData: boolean[] = [];
  const take = async (taken: readonly string[][]) => {
    let rows: string[][] = [];
    for (const cells of taken) {
      row += 1;
      while (cells.length > 0 && cells.at(-1)?.trim() === '') cells.pop();
      allCells += cells.length;
      for (const cell of cells) characters += cell.length;
      if (allCells > cellsMax) throw tooManyCells(cellsMax);
      if (characters > SHEET_CHARACTERS_MAX) throw tooMuchText();
      if (columns === null) {
        if (isBlank(cells)) continue; // blank rows above the header are none
        columns = cells.map((cell) => cell.trim().slice(0, 200));
        hasData = columns.map(() => false);
        continue;
      }
      for (const [index, has] of hasData.entries())
        hasData[index] = has || (cells[index] ?? '').trim() !== '';
      rows.push(cells);
      if (rows.length < SENT_AT_ONCE) continue;
      await send(row - rows.length + 1, rows);
      rows = [];
    }
    if (rows.length > 0) await send(row - rows.length + 1, rows);
  };
  const ended = () => {
    if (columns !== null) return { columns, hasData };
    throw fileProblem('empty', 'The file is empty. Send the header and at least one row.');
  };
  return { take, ended };
}
