import { z } from "zod";
import { type ChannelKindName, channelKindNames, channelKinds } from "./kinds/kinds.ts";
import type { PauseReason } from "./rules.ts";
import { type Sending, sending } from "./sending/schema.ts";
import { type Wording, wording } from "./wording/schema.ts";

const name = z.string().trim().min(1).max(120);

const [first, ...others] = channelKindNames.map((kind) => {
  const { config, secret } = channelKinds[kind];
  return z.strictObject({
    kind: z.literal(kind),
    name,
    config: config as z.ZodType<object>,
    sending: sending.optional(),
    wording: wording.optional(),
    ...(secret && { secret: (secret as z.ZodType<string | Record<string, unknown>>).optional() }),
  });
});

/** A kind's settings and secret, by `kind`: what each takes stands in its folder. */
export const newChannel = z.discriminatedUnion("kind", [first!, ...others]);

/** Settings and secret are read by the channel's kind. */
export const channelChanges = z.strictObject({
  name: name.optional(),
  config: z.record(z.string(), z.unknown()).optional(),
  sending: sending.optional(),
  wording: wording.optional(),
  secret: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
});

export type NewChannel = {
  kind: ChannelKindName;
  name: string;
  config?: object | undefined;
  sending?: Sending | undefined;
  wording?: Wording | undefined;
  secret?: unknown;
};
export type ChannelChanges = z.input<typeof channelChanges>;

export type Channel = {
  id: string;
  name: string;
  kind: ChannelKindName;
  /** As the kind's schema reads it. */
  config: Record<string, unknown>;
  createdAt: Date;
  updatedAt: Date;
  /** While set nothing is sent: what is due is held. */
  pausedAt: Date | null;
  /** Why it paused itself; null where a person did. */
  pauseReason: PauseReason | null;
  /** Since its last success: when an attempt first failed for no fault of a customer's; null where none has. */
  failingSince: Date | null;
  failedInARow: number;
  /** What the last of those said, a sentence in English. */
  failingError: string | null;
  sending: Sending;
  wording: Wording;
};

/** A channel as it is shown: of its secret the last four characters only. */
export type ChannelView = Channel & { secretLast4: string | null };

/** How a provider tells what becomes of a message, or why it cannot. */
export type Reports =
  | { kind: "by"; url: string; endpointName: string }
  | { kind: "no_endpoint" | "no_address" };
