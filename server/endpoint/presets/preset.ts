import type { Sender } from "../mapping/senders.ts";

/** What a sample is told apart by: an id of its own, and its time. */
export type Seed = { id: string; at: Date };

/** A request as this sender would write it, before it is signed; written by us after the sender's public description. */
export type Sample = {
  headers?: Record<string, string>;
  body: { json: unknown } | { form: Record<string, string> } | { xml: Record<string, string> };
};

/** A kind of sender: how it proves itself, where its fields sit, and what one of its requests looks like. */
export type Preset = {
  /** As its maker writes it. */
  label: string;
  group: "desk" | "messaging" | "commerce" | "development" | "monitoring" | "general";
  /** The scheme of an endpoint that only names this source, and its options. */
  scheme: string;
  options?: Record<string, unknown>;
  /** Who makes the secret: we, to be pasted at the sender; the sender, to be pasted here; or the admin, in both places. */
  secretFrom: "us" | "sender" | "admin";
  sender: Sender;
  sample(seed: Seed): Sample;
};

export const unixSeconds = (at: Date) => Math.floor(at.getTime() / 1000);
