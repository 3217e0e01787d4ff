import { type Answers, type Clues, present, textAt } from "../answers.ts";

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

export const emailAnswers: Answers<{ from: string }> = {
  source: "email",
  sentTo: ({ from }, { id, contact }) => ({
    account: null,
    address: contact.email?.toLowerCase() ?? null,
    reference: messageIdOf(id, from),
  }),
  readClues,
};
