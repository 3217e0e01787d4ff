import { parseFieldPath, readFieldPath } from "../../endpoint/mapping/field-path.ts";

/** Whom a reply went to, in the provider's own words, so that their answer is recognised when it comes in. */
export type SentTo = {
  /** Ours at the provider, which they write back to; null where the channel's settings do not say. */
  account: string | null;
  /** Theirs, as their answer names it. */
  address: string | null;
  /** The message's own name where we give it; what the provider names comes with its answer. */
  reference: string | null;
};

/** What an event says of whose answer it is. */
export type Clues = {
  account: string | null;
  /** Every name the provider has for who wrote. */
  addresses: string[];
  /** The messages it says it answers. */
  references: string[];
  /** Its own name: the name of a reply of ours means that this reply came back. */
  self: string | null;
  writtenBy: "person" | "ourselves" | "machine";
};

/** What a provider reports of a message of ours after it took it. */
export type Receipt = {
  state: "sent" | "delivered" | "read" | "delayed" | "failed";
  /** Names the message may go by: the provider's, or ours there. */
  references: string[];
  /** Our own id of the reply, where the report brings it back; whatever stands there. */
  deliveryId: string | null;
  /** Why, a sentence in English; null where there is nothing to say. */
  reason: string | null;
};

/** How the people a kind of channel writes to answer. */
export type Answers<Config> = {
  /** The `source` of the endpoints their answers come in by. */
  source: string;
  sentTo(
    config: Config,
    reply: { id: string; contact: { externalId: string; email: string | null; phone: string | null } },
  ): SentTo | null;
  /** The provider's name for what it took, from its answer. */
  referenceOf?(response: string): string | undefined;
  /** Null for what is no report on a message. */
  readReceipt?(body: unknown, query: Record<string, string>): Receipt | null;
  /** Whether a message names the address that reports on it go to. */
  asksForReceipts?(config: Config): boolean;
  /** Null for what is nobody's message. */
  readClues(body: unknown): Clues | null;
};

/** The text or number at a dotted path of a body; null when there is none. */
export function textAt(body: unknown, path: string): string | null {
  const value = readFieldPath({ headers: {}, query: {}, body }, parseFieldPath(path)!);
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}

export const present = (texts: (string | null | undefined)[]): string[] =>
  texts.filter((text) => typeof text === "string" && text !== "") as string[];

/** The text at a path of a provider's JSON answer. */
export function textInAnswer(response: string, path: string): string | undefined {
  try {
    return textAt(JSON.parse(response), path) ?? undefined;
  } catch {
    return undefined;
  }
}
