import { z } from "zod";
import { pageInput } from "../platform/page.ts";
import type { SecretDescription } from "../secret/schema.ts";
import { type Guards, guardsSchema } from "./guards/schema.ts";
import { type Mapping, mappingSchema } from "./mapping/schema.ts";
import { verificationInput } from "./verification/schema.ts";

/** The last part of the address; unique in the installation. */
export const endpointKey = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
    "must be 1 to 64 letters, digits, - or _, beginning with a letter or digit",
  );

const name = z.string().trim().min(1).max(200);
const source = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "must be 1 to 64 lower-case letters, digits or -");

export const createEndpointInput = z.strictObject({
  key: endpointKey,
  name,
  /** The kind of sender; left out, it follows from the scheme, else "custom". */
  source: source.optional(),
  /** Without a scheme the source's own is meant. */
  verification: z.union([verificationInput, z.looseObject({ scheme: z.undefined().optional() })]).optional(),
  mapping: mappingSchema.nullish(),
  guards: guardsSchema.optional(),
});

export const updateEndpointInput = z.strictObject({
  name: name.optional(),
  source: source.optional(),
  enabled: z.boolean().optional(),
  /** Merged into what is there as long as the scheme stays; a new secret replaces the old one. */
  verification: z.looseObject({ scheme: z.string().optional() }).optional(),
  /** null goes back to the usual places. */
  mapping: mappingSchema.nullish(),
  /** Replaces all of them: what is left out is no longer guarded. */
  guards: guardsSchema.optional(),
  /** How long the secret that a new one replaces still verifies. */
  old_secret_valid_hours: z.number().min(0).max(720).default(24),
});

export const listEndpointsInput = pageInput;

/** `{scheme, ...options}`, never the secret. */
export type StoredVerification = { scheme: string } & Record<string, unknown>;

export type Endpoint = {
  id: string;
  key: string;
  /** The address a sender posts to. */
  url: string;
  name: string;
  source: string;
  verification: StoredVerification;
  /** Nothing is verified here. */
  unverified: boolean;
  mapping: Mapping | null;
  guards: Guards;
  enabled: boolean;
  /** Those in force, newest first; two while one is being rotated out. */
  secrets: SecretDescription[];
  createdAt: Date;
  updatedAt: Date;
};
