"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "../ui/dialog.tsx";
import { toast } from "../ui/toast.tsx";

/** Deletes after asking; what was cited from the document stays readable. */
export function DeleteDocument({ id, title }: { id: string; title: string }) {
  const t = useTranslations("knowledge.delete");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const remove = useMutation(
    trpc.knowledge.delete.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast.success({ title: t("done") });
        await client.invalidateQueries(trpc.knowledge.list.pathFilter());
      },
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger render={<Button size="icon" variant="ghost" aria-label={t("button", { title })} />}>
        <Trash2 aria-hidden />
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("description", { title })}>
        <DialogFooter>
          <DialogClose render={<Button variant="ghost" />}>{common("cancel")}</DialogClose>
          <Button
            variant="destructive"
            disabled={remove.isPending}
            focusableWhenDisabled
            onClick={() => remove.mutate({ id })}
          >
            {t("confirm")}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
