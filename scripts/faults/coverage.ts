import type { Row } from "./parts/table.ts";
import { scenarios } from "./scenarios.ts";

/** The scenarios of data/attacks/faults.json that nothing here stands for, and why. */
const notCovered: Record<string, string> = {
  F24: "the schedule runs for 27 hours: server/delivery/rules.test.ts goes through it, here only the first retry",
  F26: "a line that breaks after the message is given is a table of cases: server/channel/kinds/kinds.test.ts",
  F27: "half an hour of steady load is a soak; the burst here watches the memory",
  F28: "a model's steps, calls and tokens are budgeted, and a loop ends with an agent: tests beside the drafting",
};

/** Which F-ids the rows stand for, and which none does. */
export function coverage(rows: Row[]): string {
  const ran = new Set(rows.filter((row) => "outcome" in row).map((row) => row.scenario));
  const covered = new Set(scenarios.filter(({ name }) => ran.has(name)).flatMap(({ covers }) => covers));
  const known = new Set(scenarios.flatMap(({ covers }) => covers));
  const all = Array.from({ length: 30 }, (_, index) => `F${String(index + 1).padStart(2, "0")}`);
  const reason = (id: string) =>
    known.has(id) ? "its scenario did not run to its end here" : (notCovered[id] ?? "nothing stands for it");
  return [
    `covered: ${all.filter((id) => covered.has(id)).join(" ")}`,
    ...all.filter((id) => !covered.has(id)).map((id) => `not covered: ${id}, ${reason(id)}`),
  ].join("\n");
}
