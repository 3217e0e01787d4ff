"use client";

import { useCallback, useState } from "react";

const storageKey = (suggestionId: string) => `firstline-draft:${suggestionId}`;

export function storedDraft(suggestionId: string): string | undefined {
  return typeof sessionStorage === "undefined"
    ? undefined
    : (sessionStorage.getItem(storageKey(suggestionId)) ?? undefined);
}

export const forgetDraft = (suggestionId: string): void =>
  sessionStorage.removeItem(storageKey(suggestionId));

/**
 * The agent's text for a suggestion. Edits stay in this tab until the suggestion is decided: through a failed approval,
 * another conversation, a reload. When a newer suggestion takes the place of one that was edited, the edited text is
 * offered as `replaced`, never thrown away and never silently put over the newer one.
 */
export function useDraft(suggestion: { id: string; text: string }) {
  const [state, setState] = useState(() => ({
    suggestionId: suggestion.id,
    text: storedDraft(suggestion.id) ?? suggestion.text,
    original: suggestion.text,
    replaced: undefined as string | undefined,
  }));
  let draft = state;
  if (state.suggestionId !== suggestion.id) {
    draft = {
      suggestionId: suggestion.id,
      text: storedDraft(suggestion.id) ?? suggestion.text,
      original: suggestion.text,
      replaced: state.text === state.original ? state.replaced : state.text,
    };
    setState(draft);
  }

  const setText = useCallback(
    (text: string) => {
      if (text === suggestion.text) sessionStorage.removeItem(storageKey(suggestion.id));
      else sessionStorage.setItem(storageKey(suggestion.id), text);
      setState((current) => ({ ...current, text }));
    },
    [suggestion.id, suggestion.text],
  );
  const forget = useCallback(() => forgetDraft(suggestion.id), [suggestion.id]);
  const dropReplaced = useCallback(() => setState((current) => ({ ...current, replaced: undefined })), []);

  return {
    text: draft.text,
    edited: draft.text !== suggestion.text,
    replaced: draft.replaced,
    setText,
    forget,
    dropReplaced,
  };
}
