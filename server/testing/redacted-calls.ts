import { createApiKey } from "../api-key/create-api-key.ts";
import type { Context } from "../context.ts";
import { getEvent } from "../incoming-event/get-event.ts";
import { getRequest } from "../incoming-event/get-request.ts";
import { listEvents } from "../incoming-event/list-events.ts";
import { listRequests } from "../incoming-event/list-requests.ts";
import { previewMapping } from "../incoming-event/preview-mapping.ts";
import { readEventPayload } from "../incoming-event/read-event-payload.ts";
import { newId } from "../platform/ids.ts";
import { readEventFields } from "../playbook/read-event-fields.ts";
import { testContext } from "./context.ts";
import { restCaller } from "./rest-caller.ts";
import { edgePlatform } from "./signed-in.ts";

export const phone = "+86-138-0013-8000";
export const card = "4711000011112222";
export const fields = ["customer.phone", "cards[*].number"];
export const guards = { redacted_fields: fields };

export type Stored = { event_id: string; request_id: string };

/** An order whose customer's number and card are to be hidden. */
export const order = (id: string = newId(), over: object = {}) =>
  JSON.stringify({
    event_id: id,
    type: "order.created",
    text: "Where is my lamp?",
    customer: { id: "c-1", name: "Ana", phone },
    cards: [{ number: card, brand: "visa" }],
    ...over,
  });

export const stored = async (response: Promise<Response>) => (await (await response).json()) as Stored;

/** A workspace, and what is said and kept in it. */
export async function redactingWorkspace() {
  const platform = edgePlatform();
  const ctx: Context = { ...(await testContext()), platform };
  const { prisma } = platform.database;
  const { key } = await createApiKey({ ctx, input: { name: "tests", role: "admin" } });
  const rest = restCaller(platform, key);
  return {
    ctx,
    rest,
    db: prisma,
    finish: (id: string) => prisma.incomingEvent.updateMany({ where: { id }, data: { status: "done" } }),
    async bytesOf(id: string) {
      const row = await prisma.webhookRequest.findFirstOrThrow({ where: { id } });
      return Buffer.concat([row.body ?? Buffer.of(), row.content ?? Buffer.of()]).toString("utf8");
    },
    async found(search: string) {
      return (await listEvents({ ctx, input: { search } })).data.map(({ id }) => id);
    },
    /** Everything a person, a program or a model can be given of a call and its event, as one text. */
    async everythingSaid({ event_id, request_id }: Stored, endpointId: string): Promise<string> {
      const request = await getRequest({ ctx, input: { id: request_id } });
      const event = await getEvent({ ctx, input: { id: event_id } });
      const overRest = await rest("GET", `/requests/${request_id}`);
      return JSON.stringify([
        { ...request, body: null, content: null },
        [request.body, request.content].map((bytes) => bytes && Buffer.from(bytes).toString("utf8")),
        event,
        await listEvents({ ctx, input: { endpoint: endpointId } }),
        await listRequests({ ctx, input: { endpoint: endpointId } }),
        await readEventPayload({ ctx, input: { id: event_id } }),
        await readEventFields({ ctx, input: event }),
        await previewMapping({ ctx, input: { requestId: request_id, mapping: null } }),
        overRest.body,
        Buffer.from(overRest.body.body_base64 ?? "", "base64").toString("utf8"),
        (await rest("GET", `/events/${event_id}`)).body,
      ]);
    },
  };
}
