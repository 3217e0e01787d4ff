import type { Tone } from "../ui/badge.tsx";
import type { ShownTool } from "./draft.ts";

export const stateTones = {
  ready: "positive",
  waits: "pending",
  changed: "destructive",
  gone: "neutral",
} satisfies Record<ShownTool["state"], Tone>;
