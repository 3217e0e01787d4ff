import type { Context } from "../context.ts";
import { type DraftOf, gatherMaterial } from "./gather-material.ts";

/** Begins to read what a draft will need, while the engine is on its way to the step that writes it. */
export function gatherAhead({ ctx, input }: { ctx: Context; input: DraftOf }): void {
  // Whoever needs it reads again what could not be read now, and tells why.
  gatherMaterial({ ctx, input }).catch(() => {});
}
