import { z } from "zod";
import type { Preset } from "./presets/preset.ts";
import { type PresetSource, presets } from "./presets/presets.ts";
import { schemes } from "./verification/schemes.ts";

/** A field of a secret, as a form asks for it. */
export type SecretField = { name: string; optional: boolean };

export type PresetView = Pick<Preset, "label" | "group" | "scheme" | "secretFrom"> & {
  source: PresetSource;
  /** One field named "secret" where it is a text; none where nothing is verified. */
  secretFields: SecretField[];
  /** Whether an endpoint made without a secret gets one of our making. */
  makesSecret: boolean;
};

/** The senders to choose from. */
export function listPresets(): PresetView[] {
  return [...presets].map(([source, { label, group, scheme, secretFrom }]) => ({
    source: source as PresetSource,
    label,
    group,
    scheme,
    secretFrom,
    secretFields: secretFieldsOf(scheme),
    makesSecret: schemes.get(scheme)?.ourSecret !== undefined,
  }));
}

/** The fields that a scheme's secret is made of. */
export function secretFieldsOf(scheme: string): SecretField[] {
  const secret = schemes.get(scheme)?.secret;
  if (!secret) return [];
  if (!(secret instanceof z.ZodObject)) return [{ name: "secret", optional: false }];
  return Object.entries(secret.shape).map(([name, field]) => ({
    name,
    optional: (field as z.ZodType).safeParse(undefined).success,
  }));
}
