import { parse } from "csv-parse/sync";
import { DomainError } from "../../errors.ts";
import { checkArchive } from "./check-archive.ts";
import { createTextBuilder, type ExtractedText } from "./extracted-text.ts";

/** Rows of cells as they are shown; the first one with two filled cells names the columns. */
type Table = { name?: string; rows: string[][] };

/**
 * Tables as text: a row is a block, each of its filled cells a line "column: value", under the table's name.
 * Each block is a passage of its own, so that what is found is the row that answers.
 */
function writeTables(tables: Table[]): ExtractedText {
  const builder = createTextBuilder();
  for (const { name, rows } of tables) {
    if (name !== undefined && tables.length > 1) {
      builder.openHeading(1);
      builder.write(name);
      builder.closeHeading();
    }
    const at = rows.findIndex((row) => row.filter((cell) => cell.trim() !== "").length > 1);
    const columns = rows[at]?.map((cell) => cell.replace(/\s+/g, " ").trim()) ?? [];
    for (const row of rows.slice(at + 1)) {
      builder.breakBlock();
      for (const [i, cell] of row.entries()) {
        const value = cell.replace(/\s+/g, " ").trim();
        if (value === "") continue;
        builder.write(columns[i] ? `${columns[i]}: ${value}` : value);
        builder.breakLine();
      }
    }
  }
  return { ...builder.finish(), blocksStandAlone: true };
}

/** The separator that the first line has most of, outside quotes. */
function delimiterOf(text: string): string {
  const line = text.slice(0, text.search(/\n|$/)).replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t"].map((mark) => ({ mark, count: line.split(mark).length }));
  return counts.sort((a, b) => b.count - a.count)[0]!.mark;
}

/** The rows of a CSV file (RFC 4180; also with semicolons or tabs). */
export function extractCsv(text: string): ExtractedText {
  const rows: string[][] = parse(text, {
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  return writeTables([{ rows }]);
}

/**
 * The rows of every sheet of an Excel file.
 * @throws DomainError("unusable_content")
 */
export async function extractXlsx(bytes: Uint8Array): Promise<ExtractedText> {
  const names = await checkArchive(bytes);
  if (!names.includes("xl/workbook.xml"))
    throw new DomainError("unusable_content", "This is not an Excel workbook, whatever its name says.");
  const { default: readWorkbook } = await import("read-excel-file/node");
  try {
    const sheets = await readWorkbook(Buffer.from(bytes));
    return writeTables(
      sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(shown)) })),
    );
  } catch {
    throw new DomainError("unusable_content", "This Excel workbook is damaged and cannot be read.");
  }
}

function shown(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00.000Z$/, "");
  return String(cell);
}
