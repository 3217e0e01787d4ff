import { readdirSync, readFileSync } from "node:fs";

type Process = { id: number; parent: number; command: string; residentMb: number };

function read(id: number): Process | undefined {
  try {
    const status = readFileSync(`/proc/${id}/status`, "utf8");
    const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
    const command = readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ");
    return { id, parent: field("PPid"), command, residentMb: field("VmRSS") / 1024 };
  } catch {
    // It ended while we looked, or this system has no /proc.
    return undefined;
  }
}

/** The children of a process; none where there is no /proc. */
export function childrenOf(id: number): Process[] {
  let ids: string[] = [];
  try {
    ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
  return ids.flatMap((name) => read(Number(name)) ?? []).filter(({ parent }) => parent === id);
}

/** Memory that a process and its children hold in RAM, in megabytes; 0 where there is no /proc. */
export function residentMb(id: number): number {
  return [read(id), ...childrenOf(id)].reduce((sum, one) => sum + (one?.residentMb ?? 0), 0);
}
