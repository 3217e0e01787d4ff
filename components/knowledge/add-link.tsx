"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { reasonOf, useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { toast } from "../ui/toast.tsx";

/** Takes a page of the web, or all that a sitemap names. */
export function AddLink() {
  const t = useTranslations("addLink");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const add = useMutation(
    trpc.knowledge.addLink.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast.success({ title: t("done") });
        await client.invalidateQueries(trpc.knowledge.list.pathFilter());
      },
    }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const written = String(new FormData(event.currentTarget).get("url")).trim();
    add.mutate({ url: /^https?:\/\//i.test(written) ? written : `https://${written}` });
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      onOpenChangeComplete={(isOpen) => {
        if (!isOpen) add.reset();
      }}
    >
      <DialogTrigger render={<Button />}>
        <Link2 aria-hidden /> {t("button")}
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("description")}>
        <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
          <Field
            label={t("url")}
            hint={t("hint")}
            error={
              reasonOf(add.error) === "invalid_input"
                ? t("wrong")
                : add.error
                  ? errorText(add.error)
                  : undefined
            }
          >
            {(control) => (
              <Input
                {...control}
                name="url"
                inputMode="url"
                autoComplete="off"
                maxLength={2048}
                placeholder="https://"
              />
            )}
          </Field>
          <DialogFooter>
            <DialogClose render={<Button variant="ghost" />}>{common("cancel")}</DialogClose>
            <Button type="submit" variant="primary" disabled={add.isPending} focusableWhenDisabled>
              {t("submit")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
