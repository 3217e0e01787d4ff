import { z } from "zod";
import { defineKind } from "../kind.ts";

/** Shows what would have been sent. */
export const catcher = defineKind({
  repeatable: true,
  config: z.strictObject({}).default({}),
  secret: undefined,
  addresses: () => [],
  caught: true,
  send: async () => ({ outcome: "sent" }),
});
