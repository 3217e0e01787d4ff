import { constants, existsSync, readFileSync, statSync } from "node:fs";
import { access, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { parseMasterKey, type Settings } from "../../server/env.ts";
import { FolderInUseError, lockFolder } from "../../server/platform/embedded-database/lock-folder.ts";
import { type Finding, note, ok, wrong } from "./finding.ts";

const gigabyte = 1e9;
const oldestNode = [22, 13] as const;

export function checkNode(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const enough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  return enough
    ? ok("Node", `Node ${version}.`)
    : wrong("Node", `This is Node ${version}; install ${oldestNode.join(".")} or newer from nodejs.org.`);
}

/** Whether this very server answers at its own address. */
export async function isRunning({ host, port }: Pick<Settings, "host" | "port">): Promise<boolean> {
  const name = ["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : host;
  const url = `http://${name.includes(":") ? `[${name}]` : name}:${port}/api/health`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
  return ((await answer?.json().catch(() => undefined)) as { status?: string } | undefined)?.status === "ok";
}

export async function checkPort(
  { host, port }: Pick<Settings, "host" | "port">,
  running: boolean,
): Promise<Finding> {
  if (running) return ok("Port", `Firstline is running on port ${port} and takes events.`);
  const failure = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    const server = createServer();
    server.once("error", resolve);
    server.listen({ host, port }, () => server.close(() => resolve(undefined)));
  });
  if (!failure) return ok("Port", `Port ${port} on ${host} is free.`);
  if (failure.code === "EADDRINUSE")
    return wrong(
      "Port",
      `Another program uses port ${port}; end it, or start with another one: PORT=${port + 100} npm start`,
    );
  if (failure.code === "EADDRNOTAVAIL")
    return wrong("Port", `HOST is ${host}, which is no address of this machine; use 127.0.0.1 or 0.0.0.0.`);
  return wrong("Port", `Port ${port} on ${host} cannot be used (${failure.code}); choose a PORT above 1023.`);
}

/** The nearest folder there is. */
function existing(folder: string): string {
  return existsSync(folder) ? folder : existing(dirname(folder));
}

export async function checkDisk({ dataDir }: Pick<Settings, "dataDir">): Promise<Finding> {
  const folder = existing(dataDir);
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch {
    return wrong(
      "Disk",
      `${folder} cannot be written to; give this user the right, or set FIRSTLINE_DATA_DIR to another folder.`,
    );
  }
  const { bavail, bsize } = await statfs(folder);
  const free = (Number(bavail) * Number(bsize)) / gigabyte;
  const told = `${free.toFixed(1)} GB are free for ${dataDir}`;
  if (free < 1) return wrong("Disk", `Only ${told}; make room, or set FIRSTLINE_DATA_DIR to another disk.`);
  return free < 5 ? note("Disk", `${told}: enough to begin with.`) : ok("Disk", `${told}.`);
}

export async function checkLock(
  settings: Pick<Settings, "dataDir" | "databaseUrl">,
  running: boolean,
): Promise<Finding> {
  if (settings.databaseUrl) return ok("Data folder", "Not locked: the database is elsewhere.");
  const folder = join(settings.dataDir, "database");
  if (!existsSync(folder)) return ok("Data folder", `${settings.dataDir} will be made by the first start.`);
  try {
    (await lockFolder(folder, 0))();
    return ok("Data folder", `${settings.dataDir} is free to be used.`);
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error;
    return running
      ? ok("Data folder", `${settings.dataDir} is in use by the Firstline that is running.`)
      : wrong(
          "Data folder",
          `Another process is using ${settings.dataDir} and does not answer on this port: end it (or look for it under another PORT), or set FIRSTLINE_DATA_DIR to another folder.`,
        );
  }
}

export async function checkKeys(
  settings: Pick<Settings, "dataDir" | "databaseUrl" | "masterKey">,
): Promise<Finding> {
  // A given key was checked with the settings.
  if (settings.masterKey) return ok("Keys", "FIRSTLINE_MASTER_KEY is 32 bytes.");
  const path = join(settings.dataDir, "master.key");
  if (!existsSync(path))
    return ok("Keys", "The first start will make them and keep them in the data folder.");
  try {
    parseMasterKey(readFileSync(path, "utf8").trim());
  } catch {
    return wrong(
      "Keys",
      `${path} is damaged: restore it from a backup, or no stored secret can be opened again.`,
    );
  }
  const open = process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0;
  return open
    ? wrong("Keys", `Others may read ${path}; run: chmod 600 ${path}`)
    : ok("Keys", "The master key is in the data folder, for its owner only. Back it up with the data.");
}
