import { createHash } from "node:crypto";

export type DatabaseKind = "PGlite" | "PostgreSQL";

/** What one run of a scenario works with: its size, its chance, and the list of what it has to end. */
export type Stage = {
  database: DatabaseKind;
  /** The full size, or the one that fits into `npm test`. */
  full: boolean;
  /** The same numbers for the same seed, each in [0, 1). */
  random(): number;
  /** A free port for the next process. */
  port(): number;
  /** Called at the end of the run, the last one first, whatever happened. */
  defer(close: () => unknown): void;
  /** What the processes of the run printed, for whoever has to find out. */
  printed: (() => string)[];
  end(): Promise<void>;
};

const [firstPort, ports] = [Number(process.env.FIRSTLINE_FAULTS_PORT ?? 4500), 100];
let portsUsed = 0;

export function createStage(options: { database: DatabaseKind; full: boolean; seed: string }): Stage {
  const { seed, ...size } = options;
  const closers: (() => unknown)[] = [];
  return {
    ...size,
    random: randomFrom(seed),
    port: () => firstPort + (portsUsed++ % ports),
    defer: (close) => closers.push(close),
    printed: [],
    async end() {
      const failures: unknown[] = [];
      for (let close = closers.pop(); close; close = closers.pop())
        try {
          await close();
        } catch (error) {
          failures.push(error);
        }
      if (failures.length > 0) throw new AggregateError(failures, "Not everything could be ended.");
    },
  };
}

/** Mulberry32: small, and good enough to choose moments. */
function randomFrom(seed: string): () => number {
  let state = createHash("sha256").update(seed).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
