import { z } from "zod";
import { createEndpoint } from "../../endpoint/create-endpoint.ts";
import { getEndpoint } from "../../endpoint/get-endpoint.ts";
import { listEndpoints } from "../../endpoint/list-endpoints.ts";
import { listPresets, secretFieldsOf } from "../../endpoint/list-presets.ts";
import { mappingSchema } from "../../endpoint/mapping/schema.ts";
import { retireSecret } from "../../endpoint/retire-secret.ts";
import { createEndpointInput, listEndpointsInput, updateEndpointInput } from "../../endpoint/schema.ts";
import { updateEndpoint } from "../../endpoint/update-endpoint.ts";
import { measureEndpoints } from "../../incoming-event/measure-endpoints.ts";
import { previewMapping } from "../../incoming-event/preview-mapping.ts";
import { replayEvents, replayEventsInput } from "../../incoming-event/replay-events.ts";
import { reportRedaction } from "../../incoming-event/report-redaction.ts";
import { sampleFor, sendTest, sendTestInput } from "../webhook/send-test.ts";
import { procedure, router } from "./trpc.ts";

const byId = z.strictObject({ id: z.uuid() });

export const endpointRouter = router({
  list: procedure("endpoint:read")
    .input(listEndpointsInput)
    .query(({ ctx, input }) => listEndpoints({ ctx, input })),
  traffic: procedure("endpoint:read").query(({ ctx }) => measureEndpoints({ ctx })),
  show: procedure("endpoint:read")
    .input(byId)
    .query(async ({ ctx, input }) => {
      const endpoint = await getEndpoint({ ctx, input });
      return { ...endpoint, secretFields: secretFieldsOf(endpoint.verification.scheme) };
    }),
  presets: procedure("endpoint:read").query(() => listPresets()),
  /** Answers a secret that was made here, this once. */
  create: procedure("endpoint:manage")
    .input(createEndpointInput)
    .mutation(({ ctx, input }) => createEndpoint({ ctx, input })),
  update: procedure("endpoint:manage")
    .input(updateEndpointInput.extend({ id: z.uuid() }))
    .mutation(({ ctx, input }) => updateEndpoint({ ctx, input })),
  retireSecret: procedure("endpoint:manage")
    .input(z.strictObject({ id: z.uuid(), secretId: z.uuid() }))
    .mutation(({ ctx, input }) => retireSecret({ ctx, input })),
  /** What a mapping reads from a request that came. */
  preview: procedure("request:read")
    .input(z.strictObject({ requestId: z.uuid(), mapping: mappingSchema.nullable() }))
    .query(({ ctx, input }) => previewMapping({ ctx, input })),
  /** What of its bodies is hidden, and whether it is there. */
  redaction: procedure("request:read")
    .input(byId)
    .query(({ ctx, input }) => reportRedaction({ ctx, input })),
  sample: procedure("endpoint:manage")
    .input(byId)
    .query(({ ctx, input }) => sampleFor({ ctx, input })),
  test: procedure("endpoint:manage")
    .input(sendTestInput)
    .mutation(({ ctx, input }) => sendTest({ ctx, input })),
  replay: procedure("event:replay")
    .input(replayEventsInput)
    .mutation(({ ctx, input }) => replayEvents({ ctx, input })),
});
