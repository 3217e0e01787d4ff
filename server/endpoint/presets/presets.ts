import { customSender, type Sender } from "../mapping/senders.ts";
import { china } from "./china.ts";
import { commerce } from "./commerce.ts";
import { desks } from "./desks.ts";
import { development } from "./development.ts";
import { general } from "./general.ts";
import { mail } from "./mail.ts";
import { messaging } from "./messaging.ts";
import { monitoring } from "./monitoring.ts";
import type { Preset } from "./preset.ts";

const all = {
  ...general,
  ...desks,
  ...messaging,
  ...mail,
  ...china,
  ...commerce,
  ...development,
  ...monitoring,
};

/** A source of ours; an endpoint may name any other. */
export type PresetSource = keyof typeof all;

/** Every kind of sender we know, by the `source` of the contract. */
export const presets: ReadonlyMap<string, Preset> = new Map<string, Preset>(Object.entries(all));

/** How a source writes its requests; one we do not know is read by the usual names. */
export function senderOf(source: string): Sender {
  return presets.get(source)?.sender ?? customSender;
}

const olderSchemes: Record<string, string> = { "hubspot-v1": "hubspot-v3", "hubspot-v2": "hubspot-v3" };

/** The sender a scheme belongs to, or "custom" for a scheme that anyone may use. */
export function sourceOfScheme(scheme: string): string {
  const source = olderSchemes[scheme] ?? scheme;
  return senderOf(source) === customSender ? "custom" : source;
}
