import type { WebhookRequestSummary } from "../../server/incoming-event/schema.ts";

/** Whether a request proved itself and was refused only because its event's id was not found where it is looked for. */
export function lacksFields(request: Pick<WebhookRequestSummary, "verdict" | "reason">): boolean {
  return request.verdict === "rejected" && /^(missing|invalid)_event_key$/.test(request.reason ?? "");
}

/** Whether another secret could make a difference. */
export function lacksProof(request: Pick<WebhookRequestSummary, "verdict" | "reason">): boolean {
  return (
    request.verdict === "rejected" && /^(signature|token|no_secret|missing_cred)/.test(request.reason ?? "")
  );
}
