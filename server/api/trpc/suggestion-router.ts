import { approveSuggestion } from "../../suggestion/approve-suggestion.ts";
import { rejectSuggestion } from "../../suggestion/reject-suggestion.ts";
import { approval, rejection } from "../../suggestion/schema.ts";
import { procedure, router } from "./trpc.ts";

export const suggestionRouter = router({
  approve: procedure("suggestion:decide")
    .input(approval)
    .mutation(({ ctx, input }) => approveSuggestion({ ctx, input })),
  reject: procedure("suggestion:decide")
    .input(rejection)
    .mutation(({ ctx, input }) => rejectSuggestion({ ctx, input })),
});
