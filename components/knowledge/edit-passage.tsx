"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Textarea } from "../ui/input.tsx";
import { toast } from "../ui/toast.tsx";

export type PassageToEdit = { start: number; end: number };

/** Other words for one passage: they make a new version of the document, and the old one stays for what cites it. */
export function EditPassage({
  documentId,
  versionId,
  text,
  passage,
  onClose,
}: {
  documentId: string;
  versionId: string;
  text: string;
  passage: PassageToEdit | undefined;
  onClose: () => void;
}) {
  const t = useTranslations("passages");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const client = useQueryClient();
  const field = useRef<HTMLTextAreaElement>(null);
  const revise = useMutation(
    trpc.knowledge.revise.mutationOptions({
      onSuccess: async () => {
        onClose();
        toast.success({ title: t("edited") });
        // The address may name the version that was just replaced.
        router.replace(`/knowledge/${documentId}`);
        await client.invalidateQueries(trpc.knowledge.pathFilter());
      },
    }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!passage) return;
    const { start, end } = passage;
    const written = String(new FormData(event.currentTarget).get("text"));
    revise.mutate({ versionId, edit: { start, end, text: written } });
  }
  return (
    <Dialog
      open={passage !== undefined}
      onOpenChange={(open) => !open && onClose()}
      onOpenChangeComplete={(open) => {
        if (!open) revise.reset();
      }}
    >
      <DialogContent
        title={t("editTitle")}
        description={t("editDescription")}
        className="w-[44rem]"
        initialFocus={field}
      >
        <form onSubmit={submit} className="flex flex-col gap-4">
          <Field label={t("words")} error={revise.error ? errorText(revise.error) : undefined}>
            {(control) => (
              <Textarea
                {...control}
                ref={field}
                name="text"
                maxLength={10_000}
                className="max-h-[50dvh] min-h-40"
                defaultValue={passage ? text.slice(passage.start, passage.end) : ""}
              />
            )}
          </Field>
          <DialogFooter>
            <DialogClose render={<Button variant="ghost" />}>{common("cancel")}</DialogClose>
            <Button type="submit" variant="primary" disabled={revise.isPending} focusableWhenDisabled>
              {t("save")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
