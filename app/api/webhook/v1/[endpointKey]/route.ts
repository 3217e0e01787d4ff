import { handleWebhook } from "../../../../../server/api/webhook/handle-webhook.ts";
import { currentPlatform } from "../../../../../server/platform/current-platform.ts";

const handler = (request: Request) => handleWebhook(currentPlatform(), request, { remoteAddress: undefined });

export {
  handler as DELETE,
  handler as GET,
  handler as HEAD,
  handler as OPTIONS,
  handler as PATCH,
  handler as POST,
  handler as PUT,
};
