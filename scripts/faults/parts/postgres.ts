import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { childrenOf } from "./processes.ts";
import { Skipped } from "./scenario.ts";
import { until } from "./until.ts";

/** A PostgreSQL server of the suite's own, that may be killed. */
export type Cluster = {
  url: string;
  /** Starts it (again) and waits until it answers. */
  start(): Promise<void>;
  /** SIGKILL to the server and everything it started. */
  kill(): Promise<void>;
  remove(): Promise<void>;
};

function findPrograms(): string {
  const home = "/usr/lib/postgresql";
  const versions = existsSync(home) ? readdirSync(home) : [];
  const newest = versions.sort((a, b) => Number(a) - Number(b)).at(-1);
  const folder = newest && join(home, newest, "bin");
  if (!folder || !existsSync(join(folder, "postgres")))
    throw new Skipped("there is no PostgreSQL server here to start one from (scripts/test-postgres.sh does)");
  return folder;
}

/** The server refuses to run as root. */
function account(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/**
 * Makes a cluster in `folder` (default: a temporary one), not yet started.
 * @throws Skipped where no server is installed
 */
export function prepareCluster(
  port: number,
  folder = mkdtempSync(join(tmpdir(), "firstline-cluster-")),
): Cluster {
  const programs = findPrograms();
  const as = account();
  if (as) chownSync(folder, as.uid, as.gid);
  const data = join(folder, "data");
  execFileSync(join(programs, "initdb"), ["-D", data, "-U", "postgres", "-A", "trust"], {
    ...as,
    cwd: folder,
    stdio: "ignore",
  });
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | undefined;
  const runs = () => server !== undefined && server.exitCode === null && server.signalCode === null;

  const cluster: Cluster = {
    url,
    async start() {
      // What the killed one left in shared memory may hold up its successor for a moment.
      await until("PostgreSQL answers", 30_000, async () => {
        if (!runs())
          server = spawn(
            join(programs, "postgres"),
            ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder],
            { ...as, cwd: folder, stdio: "ignore" },
          );
        const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
        client.on("error", () => {});
        try {
          await client.connect();
          await client.query("SELECT 1");
          return true;
        } finally {
          await client.end().catch(() => {});
        }
      });
    },
    async kill() {
      const running = server;
      if (!running?.pid || !runs()) return;
      const exited = new Promise((resolve) => running.once("exit", resolve));
      const backends = childrenOf(running.pid);
      running.kill("SIGKILL");
      for (const { id } of backends)
        try {
          process.kill(id, "SIGKILL");
        } catch {
          // It ended with its server.
        }
      await exited;
    },
    async remove() {
      await cluster.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return cluster;
}
