import { z } from "zod";
import { findEvent } from "../../incoming-event/find-event.ts";
import { getEvent } from "../../incoming-event/get-event.ts";
import { getRequest } from "../../incoming-event/get-request.ts";
import { listEventChoices } from "../../incoming-event/list-event-choices.ts";
import { listEvents } from "../../incoming-event/list-events.ts";
import { replayEvent } from "../../incoming-event/replay-event.ts";
import { listEventsInput } from "../../incoming-event/schema.ts";
import { procedure, router } from "./trpc.ts";

const byId = z.strictObject({ id: z.uuid() });

/** Bytes for the screen: what is not UTF-8 in them shows as replacement characters. */
const readable = (body: Uint8Array | null) => body && new TextDecoder().decode(body);

export const eventRouter = router({
  list: procedure("event:read")
    .input(listEventsInput)
    .query(({ ctx, input }) => listEvents({ ctx, input })),
  choices: procedure("event:read").query(({ ctx }) => listEventChoices({ ctx })),
  show: procedure("event:read")
    .input(byId)
    .query(({ ctx, input }) => getEvent({ ctx, input })),
  /** The body of the request that brought the event, and nothing else of that request. */
  payload: procedure("event:read")
    .input(byId)
    .query(async ({ ctx, input }) => {
      const { requestId } = await findEvent(ctx, input.id);
      const { body, content } = await getRequest({ ctx, input: { id: requestId } });
      return { body: readable(content ?? body) };
    }),
  /** The request that brought the event, with its headers. */
  request: procedure("request:read")
    .input(byId)
    .query(async ({ ctx, input }) => {
      const { requestId } = await findEvent(ctx, input.id);
      const { body, content, ...request } = await getRequest({ ctx, input: { id: requestId } });
      return { ...request, body: readable(content ?? body) };
    }),
  replay: procedure("event:replay")
    .input(byId)
    .mutation(({ ctx, input }) => replayEvent({ ctx, input })),
});
