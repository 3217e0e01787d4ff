import type { Outcome } from "./scenario.ts";
import type { DatabaseKind } from "./stage.ts";

export type Row = { scenario: string; database: DatabaseKind; seconds: number } & (
  | { outcome: Outcome }
  | { skipped: string }
  | { failed: string }
);

const columns = [
  ["scenario", 38],
  ["database", 11],
  ["sent", 7],
  ["acked", 7],
  ["lost", 6],
  ["effects/key", 13],
  ["recovered", 11],
  ["took", 8],
  ["verdict", 0],
] as const;

function line(cells: string[]): string {
  const padded = columns.map(([, width], i) => {
    const cell = cells[i] ?? "";
    return i < 2 || width === 0 ? cell.padEnd(width) : `${cell.padStart(width - 2)}  `;
  });
  return padded.join("").trimEnd();
}

export const header = (): string => line(columns.map(([name]) => name));

export function isBroken(row: Row): boolean {
  return "failed" in row || ("outcome" in row && row.outcome.broken.length > 0);
}

/** One line of the table. */
export function format(row: Row): string {
  const took = `${row.seconds.toFixed(0)} s`;
  const cells = (figures: string[], verdict: string) =>
    line([row.scenario, row.database, ...figures, took, verdict]);
  const none = ["", "", "", "", ""];
  if ("skipped" in row) return cells(none, `skipped: ${row.skipped}`);
  if ("failed" in row) return cells(none, `FAILED: ${row.failed}`);
  const { sent, acknowledged, lost, effectsPerKey, recoverMs, note, broken } = row.outcome;
  const recovered = recoverMs === undefined ? "-" : `${(recoverMs / 1000).toFixed(1)} s`;
  const verdict = broken.length === 0 ? "kept" : `BROKEN: ${broken.join(" ")}`;
  const figures = [sent, acknowledged, lost, effectsPerKey, recovered].map(String);
  return cells(figures, note ? `${verdict} (${note})` : verdict);
}
