import { approveSuggestion } from "../../suggestion/approve-suggestion.ts";
import { rejectSuggestion } from "../../suggestion/reject-suggestion.ts";
import { askRewrite } from "../../suggestion/rewriting/ask-rewrite.ts";
import { rewriteRequest } from "../../suggestion/rewriting/schema.ts";
import { approval, rejection } from "../../suggestion/schema.ts";
import { procedure, router } from "./trpc.ts";

export const suggestionRouter = router({
  approve: procedure("suggestion:decide")
    .input(approval)
    .mutation(({ ctx, input }) => approveSuggestion({ ctx, input })),
  reject: procedure("suggestion:decide")
    .input(rejection)
    .mutation(({ ctx, input }) => rejectSuggestion({ ctx, input })),
  /** Has the model write the draft anew, as the agent asks. */
  rewrite: procedure("suggestion:decide")
    .input(rewriteRequest)
    .mutation(({ ctx, input }) => askRewrite({ ctx, input })),
});
