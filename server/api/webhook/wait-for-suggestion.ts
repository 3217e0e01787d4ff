import type { Context } from "../../context.ts";
import { findEvent } from "../../incoming-event/find-event.ts";
import { describeSuggestion } from "../../suggestion/describe-suggestion.ts";
import type { Suggestion } from "../../suggestion/schema.ts";

const pollMs = 1000;
/** Commits come in bursts: one look serves those within this time. */
const settleMs = 15;
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
  const deadline = performance.now() + options.seconds * 1000;
  let wake = () => {};
  let changed = false;
  const notice = () => {
    changed = true;
    wake();
  };
  const stopListening = ctx.platform.database.listen("firstline_change", notice);
  options.signal.addEventListener("abort", notice);
  try {
    for (;;) {
      changed = false;
      const event = await findEvent(ctx, eventId);
      if (event.suggestionId) return await describeSuggestion({ ctx, input: { eventId } });
      const left = deadline - performance.now();
      if (over.has(event.status) || left <= 0 || options.signal.aborted) return null;
      if (!changed)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.min(pollMs, left));
          wake = () => {
            clearTimeout(timer);
            setTimeout(resolve, settleMs);
          };
        });
    }
  } finally {
    stopListening();
    options.signal.removeEventListener("abort", notice);
  }
}
