import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** The figures of one set, by name; what a run is held against the next time. */
export type SetFigures = Record<string, number>;
type Kept = Record<string, { at: string; figures: SetFigures }>;

/** Where the figures of the last runs are kept, a set a key. */
export function openLastRuns(path: string) {
  let kept: Kept = {};
  try {
    kept = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    // The first run has none before it.
  }
  return {
    before: (set: string) => kept[set],
    keep(set: string, figures: SetFigures, at: Date): void {
      kept = { ...kept, [set]: { at: at.toISOString(), figures } };
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${JSON.stringify(kept, null, 1)}\n`);
    },
  };
}

/** What changed since, in percentage points, of the figures that moved by a tenth or more. */
export function describeChange(now: SetFigures, before: SetFigures): string {
  const moved = Object.entries(now)
    .map(([name, value]) => ({ name, by: value - (before[name] ?? Number.NaN) }))
    .filter(({ by }) => Math.abs(by) >= 0.05);
  if (moved.length === 0) return "as before";
  return moved.map(({ name, by }) => `${name} ${by > 0 ? "+" : "−"}${Math.abs(by).toFixed(1)}`).join(", ");
}
