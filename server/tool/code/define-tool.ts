import type { z } from "zod";
import type { Json, JsonObject } from "../schema.ts";

/** What a tool's code is given beside its input. */
export type ToolContext = {
  workspaceId: string;
  /** The same for every attempt of one call: give it to the system you write to. */
  idempotencyKey: string;
  /** Aborted when the tool's time is up. */
  signal: AbortSignal;
  /** One request through the guard of everything that leaves the machine: public addresses and those the operator opened. */
  fetch: (
    url: string,
    init?: { method?: string; headers?: Record<string, string>; body?: string },
  ) => Promise<{ status: number; headers: Record<string, string>; body: string }>;
};

type Definition<Input> = {
  /** Lower-case letters, digits and _. */
  name: string;
  description?: string;
  /** `read` unless said otherwise. */
  effect?: "read" | "write";
  /** Left out: writes ask, reads do not. */
  approval?: "never" | "always";
  /** 5000 unless said otherwise. */
  timeoutMs?: number;
  run(ctx: ToolContext, input: Input): Json | Promise<Json>;
};

/** A tool in code, with the types of its input; tools/README.md shows one. */
export function defineTool<Schema extends z.ZodType>(
  tool: Definition<z.output<Schema>> & { schema: Schema },
): object;
export function defineTool(tool: Definition<JsonObject> & { schema: JsonObject }): object;
export function defineTool(tool: object): object {
  return tool;
}
