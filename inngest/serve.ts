import { serve } from "inngest/edge";
import { inngest } from "./client.ts";
import { allFunctions } from "./functions/all-functions.ts";

export const servePath = "/api/inngest";

/**
 * The SDK's handler over every function, for whichever engine calls it. Only the three methods of the protocol are
 * answered, and registration only when it is signed.
 * @param serveOrigin where the engine reaches us
 */
export function createInngestHandler(serveOrigin: string): (request: Request) => Promise<Response> {
  const handler = serve({
    client: inngest,
    functions: allFunctions,
    enableUnauthedSync: false,
    serveOrigin,
    servePath,
  });
  const methods = new Set(["GET", "POST", "PUT"]);
  return async (request) =>
    methods.has(request.method)
      ? handler(request)
      : new Response(null, { status: 405, headers: { allow: [...methods].join(", ") } });
}
