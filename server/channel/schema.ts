import { z } from "zod";

const name = z.string().trim().min(1).max(120);

/** `whsec_` and 24 to 64 bytes in base64, as Standard Webhooks asks of a signing secret. */
const signingSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/, "must be whsec_ followed by base64")
  .refine(
    (value) => {
      const bytes = Buffer.from(value.slice("whsec_".length), "base64").length;
      return bytes >= 24 && bytes <= 64;
    },
    { message: "must hold 24 to 64 bytes" },
  );

const webhookConfig = z.strictObject({ url: z.string().max(2048) });

export const newChannel = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("webhook"),
    name,
    config: webhookConfig,
    secret: signingSecret.optional(),
  }),
  z.strictObject({ kind: z.literal("catcher"), name, config: z.strictObject({}).default({}) }),
]);

export const channelChanges = z.strictObject({
  name: name.optional(),
  config: webhookConfig.optional(),
  secret: signingSecret.optional(),
});

export type NewChannel = z.input<typeof newChannel>;
export type ChannelChanges = z.input<typeof channelChanges>;

type ChannelBase = { id: string; name: string; createdAt: Date; updatedAt: Date };

export type Channel = ChannelBase &
  ({ kind: "webhook"; config: { url: string } } | { kind: "catcher"; config: Record<string, never> });

/** A channel as it is shown: of its secret the last four characters only. */
export type ChannelView = Channel & { secretLast4: string | null };
