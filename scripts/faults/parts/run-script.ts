import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const scripts = join(import.meta.dirname, "../..");

/** Runs a command of package.json as its script; what it said when it refused, else nothing. */
export async function runScript(name: string, args: string[], env: Record<string, string>): Promise<string> {
  try {
    await run(process.execPath, [join(scripts, `${name}.ts`), ...args], {
      env: { ...process.env, FIRSTLINE_LOG_LEVEL: "silent", ...env },
    });
    return "";
  } catch (error) {
    return (error as { stderr?: string }).stderr || String(error);
  }
}
