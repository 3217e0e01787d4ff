/** `npm run doctor`: says in words what is wrong with this machine, and ends with 1 when something is. */
import { loadSettings, type Settings, SettingsError } from "../server/env.ts";
import { type Finding, ok, wrong } from "./doctor/finding.ts";
import { checkDisk, checkKeys, checkLock, checkNode, checkPort, isRunning } from "./doctor/machine.ts";
import {
  checkDatabase,
  checkEmbedder,
  checkModel,
  checkOutside,
  checkSupabaseProject,
} from "./doctor/services.ts";

const marks = { ok: "ok   ", note: "note ", wrong: "WRONG" };
const findings: Finding[] = [];
function tell(finding: Finding): void {
  findings.push(finding);
  console.log(`${marks[finding.state]}  ${finding.what.padEnd(12)} ${finding.words}`);
}

/** A check that stumbles is a finding, not the end. */
async function look(what: string, check: () => Promise<Finding | Finding[]>): Promise<void> {
  try {
    for (const finding of [await check()].flat()) tell(finding);
  } catch (error) {
    tell(wrong(what, `It could not be looked at: ${error instanceof Error ? error.message : String(error)}`));
  }
}

tell(checkNode());
let settings: Settings | undefined;
try {
  settings = loadSettings();
  tell(ok("Settings", "Every setting can be used."));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  tell(wrong("Settings", error.message));
}
if (settings) {
  const known = settings;
  const running = await isRunning(known);
  await look("Port", () => checkPort(known, running));
  await look("Disk", () => checkDisk(known));
  await look("Data folder", () => checkLock(known, running));
  await look("Keys", () => checkKeys(known));
  await look("Database", () => checkDatabase(known));
  await look("Supabase", () => checkSupabaseProject(known));
  await look("Model", () => checkModel(known));
  await look("Embedder", () => checkEmbedder(known));
  await look("Outbound", () => checkOutside(known));
}
const faults = findings.filter(({ state }) => state === "wrong").length;
console.log(
  faults === 0
    ? "\nNothing is wrong."
    : `\n${faults === 1 ? "One thing is" : `${faults} things are`} wrong; what to do stands beside it.`,
);
process.exit(faults === 0 ? 0 : 1);
