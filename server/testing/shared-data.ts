import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.FIRSTLINE_TEST_DATA ?? join(import.meta.dirname, "../../../shared/data");

/** A file of the shared test data, parsed; where it is absent the cases are skipped, and that is said. */
export function readSharedData<T>(file: string, skipped: string): T | undefined {
  const path = join(folder, file);
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8")) as T;
  console.error(`${path} is absent: skipped ${skipped}. Set FIRSTLINE_TEST_DATA.`);
  return undefined;
}
