import type { Context } from "../../context.ts";
import { watchEvent } from "../../incoming-event/reception/watch-event.ts";
import { describeSuggestion } from "../../suggestion/describe-suggestion.ts";
import type { Suggestion } from "../../suggestion/schema.ts";

const over = new Set(["awaiting_review", "done", "ignored", "failed"]);

/**
 * The suggestion that an event leads to, as soon as it is stored; null when the event ends without one, the time is over,
 * or the caller has gone.
 */
export async function waitForSuggestion(
  ctx: Context,
  eventId: string,
  options: { seconds: number; signal: AbortSignal },
): Promise<Suggestion | null> {
  const suggested = await new Promise<boolean>((resolve) => {
    const finish = (found: boolean) => {
      stop();
      clearTimeout(timer);
      options.signal.removeEventListener("abort", giveUp);
      resolve(found);
    };
    const giveUp = () => finish(false);
    const timer = setTimeout(giveUp, options.seconds * 1000);
    options.signal.addEventListener("abort", giveUp);
    const stop = watchEvent(ctx, eventId, ({ status, suggestionId }) => {
      if (suggestionId || over.has(status)) finish(suggestionId !== null);
    });
    if (options.signal.aborted) giveUp();
  });
  return suggested ? describeSuggestion({ ctx, input: { eventId } }) : null;
}
