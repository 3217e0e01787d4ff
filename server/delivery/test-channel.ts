import type { SendErrorCode } from "../channel/kinds/kind.ts";
import { kindOf } from "../channel/kinds/kinds.ts";
import type { Exchange } from "../channel/kinds/watch-outbound.ts";
import { sendReply } from "../channel/send-reply.ts";
import { channelFor } from "../channel/store.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { newId } from "../platform/ids.ts";

export type ChannelTest = {
  outcome: "caught" | "sent" | "refused" | "failed" | "unknown";
  httpStatus: number | null;
  response: string | null;
  error: string | null;
  errorCode: SendErrorCode | null;
  exchange: Exchange | null;
  durationMs: number;
};

const text = "A test message from Firstline. 这是一条测试消息。";

/**
 * Sends a test message by the channel, once, as real ones go: signed, through the outbound guard, paused or not. What a
 * webhook gets has the type "message.test", which tells the receiver that no customer waits for it.
 * @param input.to who gets it, for kinds that write to a person: an address, a telephone number, the provider's id
 */
export async function testChannel({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string; to?: string | undefined };
}): Promise<ChannelTest> {
  const channel = await channelFor(ctx.platform.database.prisma, ctx.workspaceId, input.id);
  if (!channel) throw notFound("channel");
  const nothing = { httpStatus: null, response: null, error: null, errorCode: null, exchange: null };
  if (kindOf(channel.kind).caught) return { outcome: "caught", durationMs: 0, ...nothing };
  const startedAt = ctx.now();
  const id = newId();
  const timestamp = startedAt.toISOString();
  const to = input.to?.trim() || null;
  const result = await sendReply({
    ctx,
    input: {
      channelId: channel.id,
      reply: {
        id,
        text,
        body: JSON.stringify({ type: "message.test", timestamp, data: { delivery_id: id, text } }),
        contact: { externalId: to ?? "test", name: null, email: to, phone: to },
        conversation: { id, subject: "Firstline" },
      },
    },
  });
  return {
    ...nothing,
    outcome: result.outcome,
    ...("httpStatus" in result && { httpStatus: result.httpStatus ?? null }),
    ...("response" in result && { response: result.response ?? null }),
    ...("error" in result && { error: result.error }),
    ...("code" in result && { errorCode: result.code ?? null }),
    ...(result.exchange && { exchange: result.exchange }),
    durationMs: ctx.now().getTime() - startedAt.getTime(),
  };
}
