"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useState } from "react";
import { useViewer } from "../frame/viewer.tsx";
import { useTickWhen } from "../home/use-tick.ts";
import { focusedConversation } from "../inbox/move-focus.ts";
import { useNextConversation } from "../inbox/use-next-conversation.ts";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { useCommands } from "../palette/commands.ts";
import { useAnnouncement } from "../presence/use-announcement.ts";
import { useClaim } from "../triage/use-claim.ts";
import { Button } from "../ui/button.tsx";
import { ChecksSummary } from "./checks-summary.tsx";
import { Evidence } from "./evidence.tsx";
import { MarkedTextarea } from "./marked-textarea.tsx";
import { NewerEvents } from "./newer-events.tsx";
import { RejectDialog } from "./reject-dialog.tsx";
import { RewriteMenu } from "./rewrite-menu.tsx";
import { RewriteState } from "./rewrite-state.tsx";
import type { Shown, ShownSuggestion } from "./shown.ts";
import { UnseenBanner } from "./unseen-banner.tsx";
import { useDecision } from "./use-decision.ts";
import { useDraft } from "./use-draft.ts";
import { useNewer } from "./use-newer.ts";
import { useSeen } from "./use-seen.ts";

/** The suggestion in an editor, with its evidence and the decision on it. */
export function ReplyComposer({ shown, suggestion }: { shown: Shown; suggestion: ShownSuggestion }) {
  const t = useTranslations("suggestion");
  const tGuard = useTranslations("guard");
  const router = useRouter();
  const conversationId = shown.conversation.id;
  const draft = useDraft(suggestion);
  const next = useNextConversation(conversationId);
  const editor = useRef<HTMLTextAreaElement>(null);
  const [rejecting, setRejecting] = useState(false);
  const [writing, setWriting] = useState(false);
  const viewer = useViewer();
  const seen = useSeen(shown, suggestion.id, {
    kept: draft.edited || draft.replaced !== undefined,
    viewerId: viewer?.id ?? "",
  });
  const newer = useNewer(shown, suggestion.id);
  const [refused, setRefused] = useState(false);
  const { approve, reject, pending } = useDecision({
    conversationId,
    onDecided: draft.forget,
    onUnseen: () => setRefused(true),
  });
  useAnnouncement(conversationId, { activity: writing ? "replying" : "viewing", unsaved: draft.edited });
  const empty = draft.text.trim() === "";
  const claim = useClaim(shown.conversation);
  useTickWhen("suggestion", true);

  function send({
    thenNext,
    seenMessageId = seen.seenId,
    seenEventId = newer.seenId,
  }: {
    thenNext: boolean;
    seenMessageId?: string | null;
    seenEventId?: string | null;
  }) {
    if (pending || empty) return;
    const target = next();
    approve.mutate(
      { id: suggestion.id, seenMessageId, seenEventId, ...(draft.edited && { text: draft.text }) },
      { onSuccess: () => thenNext && router.push(target) },
    );
  }
  function read() {
    setRefused(false);
    seen.acknowledge();
    newer.acknowledge();
  }
  function sendAnyway() {
    read();
    send({ thenNext: false, seenMessageId: seen.newest, seenEventId: newer.newest });
  }

  // With the keyboard on another row of the list, these letters would decide on a conversation nobody is looking at.
  const elsewhere = () => (focusedConversation() ?? conversationId) !== conversationId;
  const edit = () => {
    editor.current?.focus();
    editor.current?.setSelectionRange(draft.text.length, draft.text.length);
  };
  useShortcuts({
    r: () => (elsewhere() ? false : edit()),
    a: () => !elsewhere() && send({ thenNext: false }),
    d: () => !elsewhere() && !pending && setRejecting(true),
  });
  useCommands([
    { id: "approve", label: t("approve"), keys: "a", run: () => send({ thenNext: false }) },
    {
      id: "approve-next",
      label: t("approveAndNext"),
      keys: "mod+Shift+Enter",
      run: () => send({ thenNext: true }),
    },
    { id: "edit", label: t("edit"), keys: "r", run: () => setTimeout(edit) },
    { id: "reject", label: t("reject"), keys: "d", run: () => setRejecting(true) },
  ]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      send({ thenNext: event.shiftKey });
    } else if (event.key === "Escape") editor.current?.blur();
  }

  return (
    <section
      aria-label={t("title")}
      className="flex max-h-[70%] shrink-0 flex-col gap-3 overflow-y-auto border-t bg-surface px-4 py-4 md:px-6"
    >
      <ChecksSummary suggestion={suggestion} edited={draft.edited} />
      {draft.replaced !== undefined ? (
        <div
          role="status"
          className="flex flex-wrap items-center gap-2 rounded-md bg-pending-soft px-3 py-2 text-sm text-pending"
        >
          <span className="flex-1">{t("replaced")}</span>
          <Button
            size="sm"
            onClick={() => {
              draft.setText(draft.replaced ?? "");
              draft.dropReplaced();
            }}
          >
            {t("useMine")}
          </Button>
          <Button size="sm" variant="ghost" onClick={draft.dropReplaced}>
            {t("useNew")}
          </Button>
        </div>
      ) : null}
      <RewriteState shown={shown} />
      <UnseenBanner shown={shown} unseen={seen.unseen} refused={refused} onRead={read} onSend={sendAnyway} />
      <NewerEvents
        shown={shown}
        // What came with a message is told above, until it has been read.
        events={newer.events.filter(({ id }) => !seen.unseen.some(({ eventId }) => eventId === id))}
        kind={refused ? "refused" : "arrived"}
      >
        <Button size="sm" onClick={read}>
          {tGuard("read")}
        </Button>
        {refused ? (
          <Button size="sm" variant="ghost" onClick={sendAnyway}>
            {tGuard("sendAnyway")}
          </Button>
        ) : null}
      </NewerEvents>
      <MarkedTextarea
        ref={editor}
        onFocus={() => setWriting(true)}
        onBlur={() => setWriting(false)}
        aria-label={t("editor")}
        value={draft.text}
        cited={suggestion.citations}
        doubts={{
          claims: suggestion.checks.unsupported_claims,
          uncited: suggestion.checks.uncited_sentences,
        }}
        maxLength={10_000}
        lang={suggestion.language === "zh" ? "zh-CN" : "en"}
        onChange={(event) => {
          claim();
          draft.setText(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <Evidence suggestion={suggestion} text={draft.text} />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          variant="primary"
          disabled={pending || empty}
          focusableWhenDisabled
          onClick={() => send({ thenNext: false })}
        >
          {approve.isPending ? t("approving") : t("approve")}
        </Button>
        <Button disabled={pending || empty} focusableWhenDisabled onClick={() => send({ thenNext: true })}>
          {t("approveAndNext")}
        </Button>
        {shown.canRewrite ? (
          <RewriteMenu
            conversationId={conversationId}
            suggestionId={suggestion.id}
            text={draft.text}
            disabled={pending || shown.rewrite?.isUnderWay === true}
          />
        ) : null}
        {draft.edited ? (
          <Button variant="ghost" onClick={() => draft.setText(suggestion.text)}>
            {t("restore")}
          </Button>
        ) : null}
        <Button
          variant="ghost"
          className="ml-auto text-destructive"
          disabled={pending}
          focusableWhenDisabled
          onClick={() => setRejecting(true)}
        >
          {t("reject")}
        </Button>
      </div>
      <RejectDialog
        open={rejecting}
        onOpenChange={setRejecting}
        onReject={(reason) => reject.mutate({ id: suggestion.id, ...(reason && { reason }) })}
      />
    </section>
  );
}
