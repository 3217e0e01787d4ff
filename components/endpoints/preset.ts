import type { Answers } from "../trpc.ts";

/** A sender to choose. */
export type Preset = Answers["endpoint"]["presets"][number];
