import type { Clues } from "../../channel/kinds/answers.ts";
import type { ConversationStatus } from "../../conversation/schema.ts";

const hour = 3_600_000;
/** For so long a message without reference is taken for an answer to the last one we sent to that address. */
export const answerWithinMs = 30 * 24 * hour;
/** And for so long, although the conversation was resolved: thanks, and second thoughts. */
export const answerAfterCloseMs = 72 * hour;

/** A reply that went to the same provider, to that address or under that name. */
export type SentReply = {
  deliveryId: string;
  conversationId: string;
  conversationStatus: ConversationStatus;
  account: string | null;
  address: string | null;
  reference: string | null;
  sentAt: Date;
};

export type Recognition =
  /** A reply of ours, or a report on it, come back. */
  | { kind: "own" }
  /** No person wrote it: an absence notice, a bounce. */
  | { kind: "automatic" }
  | { kind: "answer"; deliveryId: string; conversationId: string; fromRecipient: boolean }
  | { kind: "new" };

/**
 * Which of our replies a message answers. What names a reply of ours answers that one, however old. Else it answers the
 * reply that went last to its writer by the same account of ours, unless that was too long ago. Only what was sent before
 * the message came counts, so that a replay finds what the first run found; `already` is the conversation of that run.
 * @param sent replies to any of the addresses, or under any of the references, in no order
 * @param receivedAt when the message came
 */
export function recogniseAnswer(
  clues: Clues,
  sent: SentReply[],
  receivedAt: Date,
  already: string | null = null,
): Recognition {
  if (clues.writtenBy === "ourselves") return { kind: "own" };
  if (clues.self !== null && sent.some(({ reference }) => reference === clues.self)) return { kind: "own" };
  const before = sent
    .filter(({ sentAt }) => sentAt <= receivedAt)
    .sort((a, b) => b.sentAt.getTime() - a.sentAt.getTime() || (a.deliveryId < b.deliveryId ? 1 : -1));
  const named = before.filter(({ reference }) => reference !== null && clues.references.includes(reference));
  const written = before.filter((reply) => wentTo(reply, clues));
  const recent = written.filter((reply) => reply.conversationId === already || isRecent(reply, receivedAt));
  const found = [...named, ...recent];
  const answered = found.find(({ conversationId }) => conversationId === already) ?? found[0];
  if (!answered) return { kind: "new" };
  if (clues.writtenBy === "machine") return { kind: "automatic" };
  const { deliveryId, conversationId } = answered;
  return { kind: "answer", deliveryId, conversationId, fromRecipient: written.includes(answered) };
}

/** To the writer, and from the account that they now wrote to, where both are known. */
function wentTo({ account, address }: SentReply, clues: Clues): boolean {
  if (address === null || !clues.addresses.includes(address)) return false;
  return account === null || clues.account === null || account === clues.account;
}

function isRecent({ sentAt, conversationStatus }: SentReply, at: Date): boolean {
  const age = at.getTime() - sentAt.getTime();
  return age <= (conversationStatus === "closed" ? answerAfterCloseMs : answerWithinMs);
}
