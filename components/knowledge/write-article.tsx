"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useErrorText } from "../live/error-text.ts";
import { type Answers, useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input, Textarea } from "../ui/input.tsx";
import { toast } from "../ui/toast.tsx";

const longestTitle = 200;

/** The article a topic asks for, written with its questions in view; once it is saved they count as settled. */
export function WriteArticle({
  topic,
  onClose,
}: {
  topic: Answers["knowledge"]["topics"][number] | undefined;
  onClose: () => void;
}) {
  const t = useTranslations("questions");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const write = useMutation(
    trpc.knowledge.writeArticle.mutationOptions({
      onSuccess: async () => {
        onClose();
        toast.success({ title: t("written"), description: t("writtenHint") });
        await client.invalidateQueries(trpc.knowledge.pathFilter());
      },
    }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    write.mutate({
      title: String(form.get("title")),
      text: String(form.get("text")),
      questions: topic?.questions.map(({ id }) => id) ?? [],
    });
  }
  return (
    <Dialog
      open={topic !== undefined}
      onOpenChange={(open) => !open && onClose()}
      onOpenChangeComplete={(open) => {
        if (!open) write.reset();
      }}
      disablePointerDismissal
    >
      <DialogContent title={t("articleTitle")} description={t("articleDescription")} className="w-[44rem]">
        <form onSubmit={submit} className="flex flex-col gap-4">
          <section aria-label={t("asksFor")} className="rounded-md bg-muted px-3 py-2 text-sm">
            <p className="text-muted-foreground">{t("asksFor")}</p>
            <ul className="max-h-32 list-disc overflow-y-auto pl-5">
              {topic?.questions.slice(0, 12).map(({ id, question }) => (
                <li key={id} className="foreign-text">
                  {question.slice(0, 300)}
                </li>
              ))}
            </ul>
          </section>
          <Field label={t("name")} error={write.error ? errorText(write.error) : undefined}>
            {(control) => (
              <Input
                {...control}
                name="title"
                required
                maxLength={longestTitle}
                autoComplete="off"
                defaultValue={topic?.title.replace(/\s+/g, " ").slice(0, longestTitle) ?? ""}
              />
            )}
          </Field>
          <Field label={t("text")} hint={t("textHint")}>
            {(control) => (
              <Textarea
                {...control}
                name="text"
                required
                maxLength={200_000}
                className="max-h-[40dvh] min-h-40"
              />
            )}
          </Field>
          <DialogFooter>
            <DialogClose render={<Button variant="ghost" />}>{common("cancel")}</DialogClose>
            <Button type="submit" variant="primary" disabled={write.isPending} focusableWhenDisabled>
              {t("publish")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
