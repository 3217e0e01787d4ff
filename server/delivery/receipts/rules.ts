import type { Receipt } from "../../channel/kinds/answers.ts";
import type { DeliveryStatus } from "../schema.ts";

/** What is through: nothing more of it leaves. */
const through: readonly DeliveryStatus[] = ["sent", "caught", "delivered", "read"];
export const isThrough = (status: DeliveryStatus): boolean => through.includes(status);

/** What only a provider's report says of a reply that is not failed. */
export const isReported = (status: DeliveryStatus): boolean => status === "delivered" || status === "read";

/** Where a report that something was taken moves a reply on from; sent is what nobody reports twice. */
const before: Record<"sent" | "delivered" | "read", readonly DeliveryStatus[]> = {
  sent: ["unknown"],
  delivered: ["queued", "held", "sending", "sent", "unknown", "failed", "cancelled"],
  read: ["queued", "held", "sending", "sent", "unknown", "failed", "cancelled", "delivered"],
};

/**
 * What a provider's report makes of a reply; null where it says nothing new. It goes forward only: what was delivered was not
 * lost, whatever arrives later. That it failed counts for the try that was last sent, not for one that another has replaced
 * or is about to.
 * @param isLast whether the report is about the message that was sent last
 */
export function afterReceipt(
  status: DeliveryStatus,
  state: Receipt["state"],
  isLast: boolean,
): DeliveryStatus | null {
  if (state === "delayed") return null;
  if (state === "failed") return isLast && ["sending", "sent", "unknown"].includes(status) ? "failed" : null;
  return before[state].includes(status) ? state : null;
}
