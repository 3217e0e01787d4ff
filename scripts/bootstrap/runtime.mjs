import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { runQuietly } from "./child.mjs";
import { inProject, Stop, say, seconds } from "./project.mjs";

const oldest = [22, 13];
const fetched = "24.21.0";

/** Packages that carry the Node binary itself, with the integrity npm has to find. */
const packages = {
  "linux-x64":
    "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
  "linux-arm64":
    "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
  "win32-x64":
    "sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==",
};

const platform = `${process.platform}-${process.arch}`;
const packageName = `node-${platform.replace("win32", "win")}`;
const home = inProject(".runtime");
const binary = (folder) =>
  join(folder, "node_modules", packageName, "bin", process.platform === "win32" ? "node.exe" : "node");

function isNewEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/**
 * The Node this project runs on: the running one when it is new enough, else one fetched from npm into `.runtime`.
 * @returns {Promise<{path: string, env: Record<string, string | undefined>}>} its path, and the environment that makes it first choice for
 *   every child
 * @throws {Stop} where npm carries no Node for this machine
 */
export async function findNode() {
  if (isNewEnough(process.versions.node)) {
    // Before 22.18 Node has to be asked to run TypeScript, and says each time that it is an experiment.
    const flags = process.features.typescript
      ? ""
      : "--experimental-strip-types --disable-warning=ExperimentalWarning";
    return describe(process.execPath, flags);
  }
  const folder = join(home, `node-${fetched}-${platform}`);
  if (!existsSync(binary(folder))) await fetchNode(folder);
  return describe(binary(folder), "");
}

function describe(path, flags) {
  const env = { ...process.env };
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  env[pathName] = `${dirname(path)}${delimiter}${env[pathName] ?? ""}`;
  if (flags) env.NODE_OPTIONS = `${env.NODE_OPTIONS ?? ""} ${flags}`.trim();
  return { path, env };
}

/** Fetches into a folder of its own and renames it when it works, so that an interrupted fetch leaves nothing half. */
async function fetchNode(folder) {
  const integrity = packages[platform];
  const ask = `Firstline needs Node ${oldest.join(".")} or newer and this is ${process.versions.node}: install one from nodejs.org and start again.`;
  if (!integrity) throw new Stop(ask);
  const started = performance.now();
  say(`Node ${process.versions.node} is too old; fetching Node ${fetched} from npm …`);
  mkdirSync(home, { recursive: true });
  for (const name of readdirSync(home)) rmSync(join(home, name), { recursive: true, force: true });

  const unfinished = `${folder}.unfinished`;
  mkdirSync(unfinished);
  const dependencies = { [packageName]: fetched };
  const manifest = { name: "runtime", private: true, dependencies };
  writeFileSync(join(unfinished, "package.json"), JSON.stringify(manifest));
  writeFileSync(
    join(unfinished, "package-lock.json"),
    JSON.stringify({
      name: "runtime",
      lockfileVersion: 3,
      requires: true,
      packages: { "": manifest, [`node_modules/${packageName}`]: { version: fetched, integrity } },
    }),
  );
  const npm = npmCommand({ path: process.execPath, env: process.env });
  await runQuietly(npm.command, [...npm.args, "ci", ...npmFlags, "--prefix", unfinished], {
    ...npm.options,
    failure: `Node ${fetched} could not be fetched; install Node ${oldest.join(".")} or newer from nodejs.org, or try again.`,
  });
  await runQuietly(binary(unfinished), ["--version"], { failure: ask });
  renameSync(unfinished, folder);
  say(`fetched Node ${fetched} in ${seconds(started)}`);
}

export const npmFlags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"];

/** How to call npm under `node`: the npm that called us, else the one in PATH. */
export function npmCommand(node) {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script) && existsSync(script))
    return { command: node.path, args: [script], options: { env: node.env } };
  return { command: "npm", args: [], options: { env: node.env, shell: process.platform === "win32" } };
}
