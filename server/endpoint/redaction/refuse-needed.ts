import { DomainError } from "../../errors.ts";
import type { Guards } from "../guards/schema.ts";
import type { Mapping } from "../mapping/schema.ts";
import { findNeeded } from "./needed-fields.ts";

/** Throws DomainError("invalid_input") where a redacted field is one that the desk cannot do without. */
export function refuseNeeded(guards: Guards, endpoint: { source: string; mapping: Mapping | null }): void {
  const needed = findNeeded(guards.redacted_fields ?? [], endpoint);
  if (needed)
    throw new DomainError(
      "invalid_input",
      `The field ${needed.field} cannot be redacted: the desk needs it (${needed.name}).`,
    );
}
