import type { Viewer } from "../frame/viewer.tsx";

/** The palette's first page, or one that asks a single question about conversations. */
export type PalettePage = "root" | "assign" | "snooze" | "priority";

/** Without targets it acts on what is at hand when it opens. */
export type PaletteRequest = { page: PalettePage; targets: readonly string[] };

/** What of the desk the palette can work. */
export type PaletteDesk = {
  viewer: Viewer;
  locales: readonly { value: string; name: string }[];
  onLocale: (locale: string) => void;
  onKeyboard: () => void;
  onSignOut: () => void;
};

/** A request that was made: the how-manieth, and what had the keyboard. */
export type MadeRequest = PaletteRequest & { number: number; opener: HTMLElement | null };
