import { createHash } from "node:crypto";
import { z } from "zod";
import { DomainError } from "../../errors.ts";
import { checkInputSchema } from "../input/input-schema.ts";
import { narrowSchema } from "../input/narrow-schema.ts";
import { approvalRule, effect, type JsonObject, toolName } from "../schema.ts";
import type { ToolContext } from "./define-tool.ts";

/** A tool as its file says it, checked. */
export type CodeTool = {
  name: string;
  description: string;
  effect: "read" | "write";
  approval: "never" | "always";
  timeoutMs: number;
  inputSchema: JsonObject;
  file: string;
  /** Over the file's bytes: another one is another version. */
  hash: string;
  run: (ctx: ToolContext, input: JsonObject) => Promise<unknown>;
};

const definition = z.object({
  name: toolName,
  description: z.string().trim().max(1000).default(""),
  effect: effect.default("read"),
  approval: approvalRule.optional(),
  timeoutMs: z.number().int().min(100).max(30_000).default(5000),
  schema: z.custom<object>((value) => typeof value === "object" && value !== null, "is missing"),
  run: z.custom<(ctx: ToolContext, input: never) => unknown>(
    (value) => typeof value === "function",
    "is missing",
  ),
});

const isZod = (schema: object): schema is z.ZodType => "_zod" in schema;

/**
 * Reads what a file exports: `default`, or its own names.
 * @returns the tool, or what is wrong with the file, in words
 */
export function readDefinition(
  file: { name: string; bytes: Uint8Array },
  exported: object,
): CodeTool | { problem: string } {
  const found = "default" in exported ? exported.default : exported;
  const parsed = definition.safeParse(found);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { problem: `${issue?.path.join(".") || "The export"}: ${issue?.message}` };
  }
  const { schema, run, approval, ...rest } = parsed.data;
  let inputSchema: JsonObject;
  try {
    inputSchema = narrowSchema(isZod(schema) ? z.toJSONSchema(schema, { io: "input" }) : schema);
    checkInputSchema(inputSchema);
  } catch (error) {
    return { problem: `schema: ${error instanceof DomainError ? error.message : "it cannot be read."}` };
  }
  return {
    ...rest,
    approval: approval ?? (rest.effect === "write" ? "always" : "never"),
    inputSchema,
    file: file.name,
    hash: createHash("sha256").update(file.bytes).digest("hex"),
    run: async (ctx, input) => run(ctx, (isZod(schema) ? await schema.parseAsync(input) : input) as never),
  };
}
