"use client";

import { useEffect, useRef } from "react";
import { shortcutOf } from "./key-press.ts";
import { shortcutsEnabled } from "./preference.ts";

const sequenceMs = 1000;
let prefix: { key: string; at: number } | undefined;

/** What has the keyboard to itself while it is open. A toast calls itself a dialog too, but takes nothing away. */
const overlays = ["dialog", "alertdialog", "menu"]
  .map((role) => `[role='${role}']:not([data-toasts] *)`)
  .join(", ");

function isEditable(element: Element | null): boolean {
  return (
    element instanceof HTMLElement &&
    (element.isContentEditable || element.matches("input, textarea, select, [role='textbox']"))
  );
}

/**
 * Runs the handler of a pressed key, such as "j", "?" or "g i" (g, then i within a second). A handler that returns
 * false leaves the key to the browser.
 */
export function useShortcuts(handlers: Record<string, () => unknown>): void {
  const current = useRef(handlers);
  useEffect(() => {
    current.current = handlers;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || !shortcutsEnabled()) return;
      const key = shortcutOf({
        key: event.key,
        keyCode: event.keyCode,
        isComposing: event.isComposing,
        repeat: event.repeat,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        inEditable: isEditable(document.activeElement),
        inOverlay: document.querySelector(overlays) !== null,
      });
      if (!key) return;
      const started = prefix && event.timeStamp - prefix.at < sequenceMs ? `${prefix.key} ${key}` : undefined;
      const handler = current.current[started ?? key];
      if (key === "g" && !started) prefix = { key, at: event.timeStamp };
      if (handler && handler() !== false) event.preventDefault();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
