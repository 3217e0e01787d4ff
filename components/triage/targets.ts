import { focusedConversation } from "../inbox/move-focus.ts";
import { selection } from "../inbox/selection.ts";

/** The conversation on the screen, by its address. */
export function openConversation(): string | undefined {
  return /^\/inbox\/([0-9a-f-]{36})/.exec(window.location.pathname)?.[1];
}

/** What a key or a command acts on: the marked rows, else the row the keyboard is on, else the open conversation. */
export function triageTargets(): string[] {
  const marked = [...selection.get()];
  if (marked.length > 0) return marked;
  const one = focusedConversation() ?? openConversation();
  return one ? [one] : [];
}
