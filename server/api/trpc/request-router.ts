import { z } from "zod";
import { explainRequest } from "../../incoming-event/explain-request.ts";
import { getRequest } from "../../incoming-event/get-request.ts";
import { listRequests } from "../../incoming-event/list-requests.ts";
import { listRequestsInput } from "../../incoming-event/schema.ts";
import { verifyRequestAgain } from "../../incoming-event/verify-request-again.ts";
import { verifyRequestsAgain, verifyRequestsAgainInput } from "../../incoming-event/verify-requests-again.ts";
import { procedure, router } from "./trpc.ts";

const byId = z.strictObject({ id: z.uuid() });

/** Bytes for the screen: what is not UTF-8 in them shows as replacement characters. */
const readable = (body: Uint8Array | null) => body && new TextDecoder().decode(body);

/** The HTTP calls that came in. */
export const requestRouter = router({
  list: procedure("request:read")
    .input(listRequestsInput)
    .query(({ ctx, input }) => listRequests({ ctx, input })),
  show: procedure("request:read")
    .input(byId)
    .query(async ({ ctx, input }) => {
      const { body, content, ...request } = await getRequest({ ctx, input });
      return {
        ...request,
        body: readable(body),
        content: readable(content),
        /** The first bytes, as they came: for what does not show in text. */
        bytes: body && Buffer.from(body.subarray(0, 4096)).toString("hex"),
      };
    }),
  /** What could be mended, for a refused one. */
  hints: procedure("request:read")
    .input(byId)
    .query(({ ctx, input }) => explainRequest({ ctx, input })),
  verifyAgain: procedure("endpoint:manage")
    .input(byId)
    .mutation(({ ctx, input }) => verifyRequestAgain({ ctx, input })),
  verifyAllAgain: procedure("endpoint:manage")
    .input(verifyRequestsAgainInput)
    .mutation(({ ctx, input }) => verifyRequestsAgain({ ctx, input })),
});
