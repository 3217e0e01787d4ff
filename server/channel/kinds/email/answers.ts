import { type Answers, type Clues, present, type Receipt, textAt } from "../answers.ts";

/** The Message-ID of a reply (RFC 5322, 3.6.4), by which an answer names it. */
export const messageIdOf = (id: string, from: string) => `<${id}@${from.slice(from.lastIndexOf("@") + 1)}>`;

/** A mail as the preset `email` opens it: `In-Reply-To` and `References` name what it answers, nearest first. */
function readClues(body: unknown): Clues | null {
  const from = textAt(body, "mail.from.email");
  if (!from) return null;
  const references = present([textAt(body, "mail.in_reply_to"), textAt(body, "mail.references")]);
  return {
    account: null,
    addresses: [from.toLowerCase()],
    references: references.flatMap((text) => text.match(/<[^<>\s]+>/g) ?? []),
    self: textAt(body, "mail.id"),
    writtenBy: textAt(body, "mail.automatic") ? "machine" : "person",
  };
}

const states: Record<string, Receipt["state"]> = {
  failed: "failed",
  delayed: "delayed",
  delivered: "delivered",
};

/** A mail server's report (RFC 3464), as the preset `email` opens it. */
function readReceipt(body: unknown): Receipt | null {
  const action = textAt(body, "mail.report.action");
  if (!action) return null;
  const at = (path: string) => textAt(body, `mail.report.${path}`);
  const [host, status, said] = [at("host") ?? "The mail server", at("status") ?? "-", at("said")];
  const what = action === "delayed" ? "has not taken the mail yet" : "did not take the mail";
  const isTold = action === "failed" || action === "delayed";
  return {
    state: states[action] ?? "sent",
    references: at("about")?.match(/<[^<>\s]+>/g) ?? [],
    deliveryId: null,
    reason: isTold ? `${host} ${what} (${status})${said ? `: ${said}` : "."}` : null,
  };
}

export const emailAnswers: Answers<{ from: string }> = {
  source: "email",
  sentTo: ({ from }, { id, contact }) => ({
    account: null,
    address: contact.email?.toLowerCase() ?? null,
    reference: messageIdOf(id, from),
  }),
  readReceipt,
  readClues,
};
