"use client";

import { useEffect, useRef } from "react";
import { useTRPCClient } from "../trpc.ts";

const repeatMs = 20_000;

/** Tells colleagues that one looks at this conversation, or writes in it, as long as the page can be seen. */
export function useAnnouncement(
  id: string,
  { activity, unsaved }: { activity: "viewing" | "replying"; unsaved: boolean },
): void {
  const api = useTRPCClient();
  const state = useRef({ activity, unsaved });
  useEffect(() => {
    state.current = { activity, unsaved };
    const say = () => {
      // Nobody has to know that it could not be told: it is told again soon.
      if (document.visibilityState === "visible")
        api.conversation.announce.mutate({ id, ...state.current }).catch(() => {});
    };
    say();
    const timer = setInterval(say, repeatMs);
    document.addEventListener("visibilitychange", say);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", say);
    };
  }, [api, id, activity, unsaved]);
}

/** Tells them that one has left it, or turned to another window. */
export function useLeaving(id: string): void {
  const api = useTRPCClient();
  useEffect(() => {
    const leave = () => {
      api.conversation.leave.mutate({ id }).catch(() => {});
    };
    const hide = () => document.visibilityState === "hidden" && leave();
    document.addEventListener("visibilitychange", hide);
    return () => {
      document.removeEventListener("visibilitychange", hide);
      leave();
    };
  }, [api, id]);
}
