import { z } from "zod";
import { approveSuggestion } from "../../../suggestion/approve-suggestion.ts";
import { rejectSuggestion } from "../../../suggestion/reject-suggestion.ts";
import { approval, rejection } from "../../../suggestion/schema.ts";
import { uuid, whatWasSent } from "../answer-schemas.ts";
import { idParams, route } from "../route.ts";

export const suggestionRoutes = [
  route({
    method: "POST",
    path: "/suggestions/{id}/approve",
    permission: "suggestion:decide",
    summary: "Approve a suggestion, as drafted or with another text, and put the reply on its way.",
    status: 200,
    params: idParams,
    body: z.strictObject({ text: approval.shape.text, seen_event_id: uuid.optional() }),
    bodyKind: "optional-json",
    response: z.object({ delivery_id: uuid }),
    run: async ({ ctx, params, body: { seen_event_id: seenEventId, ...body } }) => {
      const seen = whatWasSent({ ...body, seenEventId });
      const { deliveryId } = await approveSuggestion({ ctx, input: { ...seen, ...params } });
      return { delivery_id: deliveryId };
    },
  }),
  route({
    method: "POST",
    path: "/suggestions/{id}/reject",
    permission: "suggestion:decide",
    summary: "Reject a suggestion: nothing is sent.",
    status: 200,
    params: idParams,
    body: rejection.omit({ id: true }),
    bodyKind: "optional-json",
    response: z.object({ id: uuid, status: z.literal("rejected") }),
    run: async ({ ctx, params, body }) => {
      await rejectSuggestion({ ctx, input: { ...whatWasSent(body), ...params } });
      return { id: params.id, status: "rejected" as const };
    },
  }),
];
