"use client";

import { useSyncExternalStore } from "react";

const storageKey = "firstline-shortcuts";
const listeners = new Set<() => void>();

/** Single-key shortcuts can be switched off (WCAG 2.2, 2.1.4): speech input and clumsy hands press letters too. */
export function shortcutsEnabled(): boolean {
  return localStorage.getItem(storageKey) !== "off";
}

export function setShortcutsEnabled(enabled: boolean): void {
  localStorage.setItem(storageKey, enabled ? "on" : "off");
  for (const listener of listeners) listener();
}

export function useShortcutsEnabled(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    shortcutsEnabled,
    () => true,
  );
}
