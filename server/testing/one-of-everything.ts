import { createApiKey } from "../api-key/create-api-key.ts";
import { createChannel } from "../channel/create-channel.ts";
import { createContact } from "../contact/create-contact.ts";
import type { Context } from "../context.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import { addDocument } from "../knowledge/add-document.ts";
import { newId } from "../platform/ids.ts";
import { createPlaybook } from "../playbook/create-playbook.ts";
import { createTool } from "../tool/create-tool.ts";
import { getTool } from "../tool/get-tool.ts";
import { proposeToolCall } from "../tool/propose-tool-call.ts";
import { makeEndpoint, makeEvent } from "./rows.ts";

/** The ids of one thing of each kind in the context's workspace, by the first word of their paths in the public API. */
export async function oneOfEverything(ctx: Context): Promise<Record<string, string>> {
  const { workspaceId } = ctx;
  const { prisma } = ctx.platform.database;
  const endpoints = await makeEndpoint(ctx);
  const mapped = { text: "Where is my order?", contact: { id: newId(), name: "Ada" } };
  const { eventId: events, runId } = await makeEvent(ctx, endpoints, { mapped });
  const { requestId: requests } = await prisma.incomingEvent.findFirstOrThrow({ where: { id: events } });
  const { conversationId: conversations } = await openConversation({ ctx, input: { eventId: events } });
  const [suggestions, deliveries] = [newId(), newId()];
  const createdAt = new Date();
  await prisma.suggestion.create({
    data: {
      id: suggestions,
      workspaceId,
      conversationId: conversations,
      eventId: events,
      runId,
      version: 1,
      status: "pending",
      text: "It is on its way.",
      language: "en",
      model: "builtin:extractive",
      checks: { abstained: true, outcome: "unknown", passed: false },
      retrievedCount: 0,
      createdAt,
    },
  });
  await prisma.delivery.create({
    data: {
      id: deliveries,
      workspaceId,
      suggestionId: newId(),
      conversationId: conversations,
      status: "caught",
      payload: JSON.stringify({ type: "message.send", timestamp: createdAt.toISOString(), data: {} }),
      createdAt,
      updatedAt: createdAt,
    },
  });
  const file = {
    filename: "returns.md",
    mediaType: "text/markdown",
    bytes: Buffer.from("# Returns\n\nWithin 30 days."),
  };
  const tool = await createTool({
    ctx,
    input: {
      name: "cancel_order",
      effect: "write",
      request: { method: "POST", url: "https://93.184.216.34/cancel" },
    },
  });
  const call = await proposeToolCall({
    ctx,
    input: {
      tool: await getTool({ ctx, input: tool }),
      runId: newId(),
      eventId: events,
      conversationId: conversations,
      playbookId: null,
      key: "cancel_order",
      input: {},
      evidence: null,
      person: true,
    },
  });
  return {
    tools: tool.id,
    "tool-calls": call.id,
    endpoints,
    requests,
    events,
    conversations,
    suggestions,
    deliveries,
    documents: (await addDocument({ ctx, input: file })).id,
    contacts: (await createContact({ ctx, input: { externalId: newId() } })).id,
    channels: (await createChannel({ ctx, input: { kind: "catcher", name: "Caught" } })).id,
    playbooks: (await createPlaybook({ ctx, input: { name: "Everything" } })).id,
    "api-keys": (await createApiKey({ ctx, input: { name: "CRM", role: "agent" } })).id,
  };
}
