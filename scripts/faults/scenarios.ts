import type { Scenario } from "./parts/scenario.ts";
import { backup } from "./scenarios/backup.ts";
import { badLine, failingStatements } from "./scenarios/bad-line.ts";
import { burst } from "./scenarios/burst.ts";
import { machineClock, senderClock } from "./scenarios/clocks.ts";
import { embeddedKilled, postgresKilled } from "./scenarios/database-killed.ts";
import { diskFull } from "./scenarios/disk-full.ts";
import { embedderAway } from "./scenarios/embedder-away.ts";
import { keyRotation } from "./scenarios/key-rotation.ts";
import { killedWhileIndexing } from "./scenarios/killed-while-indexing.ts";
import { modelAway } from "./scenarios/model-away.ts";
import { noisySource } from "./scenarios/noisy-source.ts";
import { poison } from "./scenarios/poison.ts";
import { processKilled } from "./scenarios/process-killed.ts";
import { receiverFails } from "./scenarios/receiver-fails.ts";
import { repeats } from "./scenarios/repeats.ts";
import { toolAway } from "./scenarios/tool-away.ts";
import { twoProcesses } from "./scenarios/two-processes.ts";

/** Every fault of the suite, in the order they run. */
export const scenarios: Scenario[] = [
  processKilled,
  killedWhileIndexing,
  twoProcesses,
  postgresKilled,
  embeddedKilled,
  badLine,
  failingStatements,
  diskFull,
  modelAway,
  embedderAway,
  toolAway,
  receiverFails,
  repeats,
  senderClock,
  machineClock,
  poison,
  noisySource,
  keyRotation,
  backup,
  burst,
];
