import type { Guards } from "../guards/schema.ts";
import type { StoredVerification } from "../schema.ts";
import { schemes } from "../verification/schemes.ts";
import { parseRedactionPath, type RedactionPath } from "./redaction-path.ts";

/** What an endpoint hides of the bodies it takes. */
export type Redaction = {
  /** As they were typed. */
  fields: string[];
  paths: RedactionPath[];
  /** Its sender posts form fields. */
  forms: boolean;
};

/** Null where an endpoint hides nothing. */
export function redactionOf(endpoint: {
  guards: Guards;
  verification: StoredVerification;
}): Redaction | null {
  const fields = endpoint.guards.redacted_fields ?? [];
  if (fields.length === 0) return null;
  const forms = schemes.get(endpoint.verification.scheme)?.bodyForm === "form";
  return { fields, paths: fields.map((field) => parseRedactionPath(field)!), forms };
}
