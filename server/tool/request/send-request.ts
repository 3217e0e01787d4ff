import type { Context } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { readJson } from "../../incoming-event/reading/read-json.ts";
import type { OutboundResponse } from "../../platform/outbound.ts";
import { openSecrets } from "../../secret/open-secrets.ts";
import { readOutput, withoutSecrets } from "../output/read-output.ts";
import { type CallResult, toolSecret } from "../rules.ts";
import type { JsonObject, Tool } from "../schema.ts";
import { fillHeaders, fillRequest, secretsNamed } from "./request-template.ts";

const largestAnswer = 256 * 1024;

export type Sent = { result: CallResult; output: JsonObject | null; error: string | null };

/** Makes one request of a tool and reads its answer as far as the tool maps it; a failure is a sentence, never thrown. */
export async function sendRequest(
  ctx: Context,
  tool: Tool,
  call: { id: string; input: JsonObject },
): Promise<Sent> {
  const final: CallResult = { kind: "answered", status: 400 };
  let answer: OutboundResponse;
  const secrets = new Map<string, string>();
  try {
    for (const name of secretsNamed(tool.request.headers)) {
      const [secret] = await openSecrets(ctx.platform.database.prisma, {
        ctx,
        owner: toolSecret(tool.id, name),
      });
      if (secret) secrets.set(name, secret.value);
    }
    const { url, body } = fillRequest(tool.request, call.input);
    answer = await ctx.platform.outbound.fetch({
      url,
      method: tool.request.method,
      headers: {
        accept: "application/json",
        "user-agent": "Firstline",
        ...fillHeaders(tool.request.headers, secrets),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(tool.effect === "write" && { "idempotency-key": call.id }),
      },
      ...(body !== undefined && { body }),
      timeoutMs: tool.timeoutMs,
      maxResponseBytes: largestAnswer,
    });
  } catch (error) {
    if (error instanceof DomainError) return { result: final, output: null, error: error.message };
    const message = withoutSecrets(error instanceof Error ? error.message : String(error), secrets.values());
    const unsent = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/.test(message);
    return { result: { kind: unsent ? "unsent" : "unknown" }, output: null, error: message };
  }
  const result: CallResult = { kind: "answered", status: answer.status };
  if (answer.status < 200 || answer.status > 299) {
    const redirects = answer.status >= 300 && answer.status < 400;
    const why = redirects
      ? `It answered ${answer.status}: a redirect, which is not followed.`
      : `It answered ${answer.status}.`;
    return { result, output: null, error: why };
  }
  if (answer.truncated) return { result: final, output: null, error: "Its answer is larger than 256 KiB." };
  const text = withoutSecrets(answer.body, secrets.values());
  let value: unknown = null;
  if (text.trim() !== "")
    try {
      value = readJson(new TextEncoder().encode(text)).value;
    } catch {
      // A write whose answer cannot be read has happened all the same.
      if (tool.effect === "read" || Object.keys(tool.output).length > 0)
        return { result: final, output: null, error: "Its answer is not JSON that can be read." };
    }
  const read = readOutput(tool.output, value);
  return "problem" in read
    ? { result: final, output: null, error: read.problem }
    : { result, output: read.output, error: null };
}
