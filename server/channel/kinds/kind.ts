import type { z } from "zod";
import type { Outbound } from "../../platform/outbound.ts";
import type { Answers } from "./answers.ts";
import type { Fetching } from "./fetching.ts";
import type { TokenCache } from "./token-cache.ts";

/** One reply on its way, as a kind of channel needs it. */
export type Reply = {
  /** The delivery's id: the idempotency key of every attempt. */
  id: string;
  text: string;
  /** What a webhook posts: the same characters at every attempt. */
  body: string;
  contact: { externalId: string; name: string | null; email: string | null; phone: string | null };
  conversation: { id: string; subject: string };
};

export type SendInput<Config, Secret> = {
  config: Config;
  /** Newest first; the first one is in force, the others end soon. */
  secrets: Secret[];
  reply: Reply;
  at: Date;
  /** Where reports on this message may be sent; left out where none can come. */
  reportsTo?: string;
  outbound: Outbound;
  tokens: TokenCache;
};

/** Why it did not work, where that can be said without the provider's own words. */
export const sendErrorCodes = [
  "answered",
  "unreachable",
  "timed_out",
  "host_not_allowed",
  "channel_deleted",
  "no_secret",
  "cut_off",
] as const;
export type SendErrorCode = (typeof sendErrorCodes)[number];

/**
 * What stands in the way of every reply alike, whomever it goes to: the destination is gone, it no longer takes our
 * credentials or our settings, or it does not work just now.
 */
export const faults = ["gone", "credentials", "settings", "trouble"] as const;
export type Fault = (typeof faults)[number];

/** `fault` is left out where it may lie with this reply or its customer. */
type Failure = { error: string; code?: SendErrorCode; fault?: Fault };

/** What one attempt met. `error` is a sentence for the person who looks at the delivery. */
export type SendResult =
  | { outcome: "sent"; httpStatus?: number; response?: string }
  /** Trying again cannot help: the provider says no for good, or our own settings do. */
  | (Failure & { outcome: "refused"; httpStatus?: number; response?: string })
  | (Failure & {
      outcome: "failed";
      retryAfterSeconds?: number;
      httpStatus?: number;
      response?: string;
      /** The request was on its way when the line broke; left out where the status says enough. */
      mayHaveArrived?: boolean;
    })
  /** The line broke after the request was sent, and a second one might have a second effect: a person decides. */
  | (Failure & { outcome: "unknown" });

/**
 * Where replies can go. A kind is a folder here and a line in kinds.ts: its settings, what its secret is, which addresses
 * are a person's to type (and therefore guarded, and what the secret is bound to), how one reply is sent and how it is
 * answered.
 */
export type ChannelKind<Config = unknown, Secret = unknown> = {
  config: z.ZodType<Config, unknown>;
  secret: z.ZodType<Secret, unknown> | undefined;
  /** Whether a channel with these settings sends nothing without a secret. */
  needsSecret(config: Config): boolean;
  /** A second request for the same delivery has no second effect at the provider. */
  repeatable: boolean;
  /** The secret only signs: one is made for a channel that was given none. */
  makesSecret?: true;
  /** The part of a secret of several strings whose last four characters are shown. */
  shownAs?(secret: Secret): string;
  addresses(config: Config): string[];
  /** How those it writes to answer; left out where no answer comes back to us. */
  answers?: Answers<NoInfer<Config>>;
  /** How its answers are fetched, where the provider only announces them. */
  fetching?: Fetching<NoInfer<Config>, NoInfer<Secret>>;
  /** Shown, not sent: no attempt leaves the machine. */
  caught?: true;
  send(input: SendInput<Config, Secret>): Promise<SendResult>;
};

type Defaults = "needsSecret" | "repeatable";

/** A kind needs its secret, and its provider knows no repeats, unless it says otherwise. */
export const defineKind = <Config, Secret = never>(
  kind: Omit<ChannelKind<Config, Secret>, Defaults> & Partial<Pick<ChannelKind<Config, Secret>, Defaults>>,
): ChannelKind<Config, Secret> => ({ needsSecret: () => true, repeatable: false, ...kind });
