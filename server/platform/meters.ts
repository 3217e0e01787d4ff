import { Histogram, Registry } from "prom-client";
import { once } from "./registry.ts";

/**
 * What verbs count of their work. Labels come from closed lists of our own code (kinds, outcomes): nothing a tenant, person
 * or provider says becomes one, so the number of series is fixed by the build.
 */
function createMeters() {
  const registry = new Registry();
  const histogram = <Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    buckets: number[],
  ) => new Histogram({ name, help, labelNames, buckets, registers: [registry] });
  return {
    registry,
    deliveries: histogram(
      "firstline_delivery_attempt_seconds",
      "Attempts at deliveries by the kind of channel and what followed.",
      ["kind", "outcome"],
      [0.05, 0.2, 0.5, 1, 2, 5, 15],
    ),
    drafts: histogram(
      "firstline_draft_seconds",
      "Suggestions drafted, by what retrieval found and whether the draft passed its checks.",
      ["outcome", "passed"],
      [0.05, 0.2, 0.5, 1, 2, 5, 15, 60],
    ),
    searches: histogram(
      "firstline_search_seconds",
      "Searches of the knowledge base by what they found.",
      ["outcome"],
      [0.01, 0.03, 0.1, 0.3, 1, 3],
    ),
    toolCalls: histogram(
      "firstline_tool_call_seconds",
      "Calls of tools by their effect and outcome.",
      ["effect", "outcome"],
      [0.05, 0.2, 0.5, 1, 2, 5, 15],
    ),
  };
}

export const meters = () => once("meters", createMeters);
