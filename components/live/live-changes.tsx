"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { ChangeTopic } from "../../server/platform/changes.ts";
import { useShowDraft } from "../conversation/use-live-draft.ts";
import { useInboxPatch } from "../inbox/use-inbox-patch.ts";
import { useTRPC } from "../trpc.ts";

const gatherMs = 80;
const worryMs = 4000;

/** What a page of the settings shows: few rows, seldom changed, so one topic serves them all. */
const settingsOf = (trpc: ReturnType<typeof useTRPC>) => [
  trpc.endpoint,
  trpc.apiKey,
  trpc.team,
  trpc.me,
  trpc.channel,
  trpc.system,
  trpc.audit,
];

type Change = { topic: ChangeTopic; subjectId: string };

/**
 * Follows the workspace's changes: what they touch and is on the screen is read again, rows in place, and conversations
 * that arrive are announced. A change says where to look, never what is there. When the line was down everything shown
 * is read again once; while it is down for longer, that is said.
 */
export function LiveChanges() {
  const t = useTranslations("live");
  const trpc = useTRPC();
  const client = useQueryClient();
  const { patch, announcement } = useInboxPatch();
  const showDraft = useShowDraft();
  const gathered = useRef<Change[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function apply() {
    const changes = gathered.current.splice(0);
    const topics = new Set(changes.map((change) => change.topic));
    const refresh = (filter: Parameters<typeof client.invalidateQueries>[0]) =>
      void client.invalidateQueries(filter);
    const conversations = changes
      .filter(({ topic }) => topic === "conversation")
      .map((change) => change.subjectId);
    if (conversations.length > 0) void patch(conversations);
    if (
      topics.has("conversation") ||
      topics.has("suggestion") ||
      topics.has("delivery") ||
      topics.has("event")
    )
      refresh(trpc.conversation.show.pathFilter());
    if (topics.has("presence")) refresh(trpc.conversation.presences.queryFilter());
    if (topics.has("event")) refresh(trpc.event.pathFilter());
    if (topics.has("event")) refresh(trpc.run.unsettled.pathFilter());
    if (topics.has("event") || topics.has("request")) {
      refresh(trpc.request.pathFilter());
      refresh(trpc.endpoint.traffic.pathFilter());
    }
    if (topics.has("delivery")) {
      refresh(trpc.delivery.pathFilter());
      refresh(trpc.channel.pathFilter());
    }
    if (topics.has("document")) refresh(trpc.knowledge.pathFilter());
    if (topics.has("setting")) for (const router of settingsOf(trpc)) refresh(router.pathFilter());
  }

  const { status } = useSubscription(
    trpc.change.follow.subscriptionOptions(undefined, {
      onData: (message) => {
        if ("draft" in message) return showDraft(message.draft);
        gathered.current.push(message.data);
        timer.current ??= setTimeout(() => {
          timer.current = undefined;
          apply();
        }, gatherMs);
      },
      // Between reading a page and listening to its changes there is a gap; so is there after a broken line.
      onStarted: () => void client.invalidateQueries(),
      // Whoever was signed out or removed leaves the page at once; the page itself knows where to.
      onError: (error) => {
        if (error.data?.httpStatus === 401) window.location.reload();
      },
    }),
  );
  useEffect(() => () => clearTimeout(timer.current), []);

  const connected = status === "pending";
  const [worried, setWorried] = useState(false);
  useEffect(() => {
    if (connected) return setWorried(false);
    const wait = setTimeout(() => setWorried(true), worryMs);
    return () => clearTimeout(wait);
  }, [connected]);

  return (
    <>
      <p aria-live="polite" className="sr-only" data-live={connected ? "on" : "off"}>
        {announcement}
      </p>
      {worried ? (
        <p
          role="status"
          className="fixed top-2 left-1/2 z-40 -translate-x-1/2 rounded-md border bg-popover px-3 py-1.5 text-sm text-pending shadow-popover"
        >
          {t("reconnecting")}
        </p>
      ) : null}
    </>
  );
}
