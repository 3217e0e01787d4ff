import type { Context } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { readOutput } from "../output/read-output.ts";
import type { Sent } from "../request/send-request.ts";
import type { JsonObject, Tool } from "../schema.ts";
import { loadedTools } from "./loaded.ts";

const largestAnswer = 1024 * 1024;

/** Runs a tool's code once, in its time; a failure is a sentence, never thrown. */
export async function runCode(
  ctx: Context,
  tool: Tool,
  call: { id: string; input: JsonObject },
): Promise<Sent> {
  const code = loadedTools().tools.find(({ name }) => name === tool.name);
  const final = { kind: "answered", status: 400 } as const;
  if (!code || code.hash !== tool.definitionHash)
    return {
      result: { kind: "unsent" },
      output: null,
      error: "The file of this tool was changed or removed.",
    };
  const signal = AbortSignal.timeout(tool.timeoutMs);
  const late = new Promise<never>((_, reject) =>
    signal.addEventListener("abort", () => reject(signal.reason), { once: true }),
  );
  try {
    const running = code.run(
      {
        workspaceId: ctx.workspaceId,
        idempotencyKey: call.id,
        signal,
        fetch: (url, { method = "GET", headers = {}, body } = {}) =>
          ctx.platform.outbound.fetch({
            url,
            method,
            headers: { "user-agent": "Firstline", ...headers },
            ...(body !== undefined && { body }),
            timeoutMs: tool.timeoutMs,
            maxResponseBytes: largestAnswer,
          }),
      },
      call.input,
    );
    const read = readOutput(tool.output, await Promise.race([running, late]));
    return "problem" in read
      ? { result: final, output: null, error: read.problem }
      : { result: { kind: "answered", status: 200 }, output: read.output, error: null };
  } catch (error) {
    if (signal.aborted)
      return {
        result: { kind: "unknown" },
        output: null,
        error: `It did not end within ${tool.timeoutMs} ms.`,
      };
    if (error instanceof DomainError) return { result: final, output: null, error: error.message };
    const message = error instanceof Error ? error.message : String(error);
    return { result: { kind: "unknown" }, output: null, error: message.slice(0, 500).toWellFormed() };
  }
}
