import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { checkHeaders } from "../platform/outbound-guard/check-headers.ts";
import { checkInputSchema, inputProblem, inputsOf } from "./input/input-schema.ts";
import { checkOutputMapping } from "./output/read-output.ts";
import { checkRequestTemplate, fillHeaders, sampleUrl, secretsNamed } from "./request/request-template.ts";
import type { Tool } from "./schema.ts";

/**
 * Checks everything a tool says before it is saved, its address with the guard of outgoing calls too.
 * @throws DomainError `invalid_input`, `host_not_allowed`
 */
export async function checkTool(
  ctx: Pick<Context, "platform">,
  tool: Pick<Tool, "request" | "inputSchema" | "output" | "sample">,
): Promise<void> {
  checkInputSchema(tool.inputSchema);
  checkOutputMapping(tool.output);
  checkRequestTemplate(tool.request, inputsOf(tool.inputSchema));
  if (Object.keys(tool.request.headers).length > 30)
    throw new DomainError("invalid_input", "request.headers: 30 headers at most.");
  const stand = new Map(secretsNamed(tool.request.headers).map((name) => [name, "x"]));
  checkHeaders(fillHeaders(tool.request.headers, stand));
  const problem = tool.sample && inputProblem(tool.inputSchema, tool.sample);
  if (problem) throw new DomainError("invalid_input", `sample: ${problem}.`);
  await ctx.platform.outbound.checkUrl(sampleUrl(tool.request.url));
}
