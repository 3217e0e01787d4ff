import type { DatabaseKind, Stage } from "./stage.ts";

/** One fault, what is sent while it lasts, and what must hold all the same. */
export type Scenario = {
  name: string;
  /** The scenarios of data/attacks/faults.json that it stands for. */
  covers: string[];
  /** The databases it has a meaning for. */
  databases: DatabaseKind[];
  /** Where it also runs, smaller, as part of `npm test`; nowhere when absent. */
  bounded?: DatabaseKind[];
  run(stage: Stage): Promise<Outcome>;
};

export type Outcome = {
  /** Requests that a sender made, repeats after a refusal not counted. */
  sent: number;
  /** Different events with an answer 2xx. */
  acknowledged: number;
  /** Acknowledged, and then not stored or never finished. */
  lost: number;
  /** The most effects that one event had: deliveries under different keys, or suggestions. */
  effectsPerKey: number;
  /** The longest time from the end of a fault to the first event taken again, unless the note says otherwise. */
  recoverMs?: number;
  /** Figures worth reading beside the verdict. */
  note?: string;
  /** The promises that did not hold, a sentence each. */
  broken: string[];
};

/** Thrown by a scenario that this machine cannot run; the message says why. */
export class Skipped extends Error {}
