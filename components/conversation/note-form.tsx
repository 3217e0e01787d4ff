"use client";

import { useMutation } from "@tanstack/react-query";
import { NotebookPen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { useErrorText } from "../live/error-text.ts";
import { useCommands } from "../palette/commands.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Textarea } from "../ui/input.tsx";

/** Under the thread: a note for colleagues, opened when it is wanted. */
export function NoteForm({ conversationId }: { conversationId: string }) {
  const t = useTranslations("note");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const field = useRef<HTMLTextAreaElement>(null);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const add = useMutation(
    trpc.conversation.addNote.mutationOptions({
      onSuccess: () => {
        setText("");
        setOpen(false);
      },
    }),
  );
  const show = () => {
    setOpen(true);
    setTimeout(() => field.current?.focus());
  };
  useShortcuts({ n: show });
  useCommands([{ id: "note", label: t("add"), keys: "n", run: () => setTimeout(show) }]);
  const save = () => {
    if (text.trim() === "" || add.isPending) return field.current?.focus();
    add.mutate({ id: conversationId, text });
  };

  if (!open)
    return (
      <div className="px-4 py-2 md:px-6">
        <Button variant="ghost" size="sm" className="-ml-2 text-muted-foreground" onClick={show}>
          <NotebookPen aria-hidden /> {t("add")}
        </Button>
      </div>
    );
  return (
    <form
      className="flex flex-col gap-2 border-y bg-pending-soft/50 px-4 py-3 md:px-6"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label htmlFor="note" className="text-sm font-medium text-pending">
        {t("label")}
      </label>
      <Textarea
        id="note"
        ref={field}
        value={text}
        maxLength={10_000}
        className="min-h-16"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
            event.preventDefault();
            save();
          } else if (event.key === "Escape") {
            event.preventDefault();
            if (text.trim() === "") setOpen(false);
            else field.current?.blur();
          }
        }}
      />
      {add.error ? (
        <p role="alert" className="text-sm text-destructive">
          {errorText(add.error)}
        </p>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" size="sm" disabled={add.isPending} focusableWhenDisabled>
          {t("save")}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => setOpen(false)}>
          {common("cancel")}
        </Button>
      </div>
    </form>
  );
}
