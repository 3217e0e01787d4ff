"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "../ui/dialog.tsx";
import { Textarea } from "../ui/input.tsx";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "../ui/menu.tsx";
import { toast } from "../ui/toast.tsx";

/** What agents ask for most often, in words that are sent as they stand. */
const usual = ["shorter", "warmer", "formal", "plain", "english", "chinese"] as const;

/** Has the model write the draft anew: with one of the usual wishes, or the agent's own. */
export function RewriteMenu({
  conversationId,
  suggestionId,
  text,
  disabled,
}: {
  conversationId: string;
  suggestionId: string;
  /** The draft as it stands in the editor. */
  text: string;
  disabled: boolean;
}) {
  const t = useTranslations("rewrite");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const client = useQueryClient();
  const errorText = useErrorText();
  const [asking, setAsking] = useState(false);
  const wish = useRef<HTMLTextAreaElement>(null);
  const refresh = () => client.invalidateQueries(trpc.conversation.show.queryFilter({ id: conversationId }));
  const rewrite = useMutation(
    trpc.suggestion.rewrite.mutationOptions({
      onSuccess: refresh,
      onError: async (error) => {
        toast.error({ title: t("failed"), description: errorText(error) });
        await refresh();
      },
    }),
  );
  const ask = (instruction: string) =>
    rewrite.mutate({ id: suggestionId, instruction, ...(text.trim() && { text }) });

  return (
    <>
      <Menu>
        <MenuTrigger
          render={<Button variant="ghost" disabled={disabled || rewrite.isPending} focusableWhenDisabled />}
        >
          <Sparkles aria-hidden /> {t("title")}
        </MenuTrigger>
        <MenuContent within="main" side="top">
          {usual.map((name) => (
            <MenuItem key={name} onClick={() => ask(t(`usual.${name}.wish`))}>
              {t(`usual.${name}.label`)}
            </MenuItem>
          ))}
          <MenuSeparator />
          <MenuItem onClick={() => setAsking(true)}>{t("own")}</MenuItem>
        </MenuContent>
      </Menu>
      <Dialog open={asking} onOpenChange={setAsking}>
        <DialogContent title={t("dialog")} description={t("description")} initialFocus={wish}>
          <form
            className="flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              const instruction = wish.current?.value.trim();
              if (!instruction) return wish.current?.focus();
              setAsking(false);
              ask(instruction);
            }}
          >
            <Textarea
              ref={wish}
              aria-label={t("wish")}
              placeholder={t("example")}
              maxLength={500}
              required
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
                event.preventDefault();
                event.currentTarget.form?.requestSubmit();
              }}
            />
            <DialogFooter>
              <DialogClose render={<Button variant="ghost" />}>{common("cancel")}</DialogClose>
              <Button type="submit" variant="primary">
                {t("submit")}
              </Button>
            </DialogFooter>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
