"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { toast } from "../ui/toast.tsx";

type Described = { id: string; title: string; metadata: Record<string, string> };

/** The metadata the form knows; whatever else a document carries stays as it is. */
const texts = ["product", "region"] as const;

/** Title, product, region, audience and validity of a document: what filters and warnings go by. */
export function DocumentDetails({ document }: { document: Described }) {
  const t = useTranslations("documentDetails");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const update = useMutation(
    trpc.knowledge.update.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast.success({ title: t("done") });
        await client.invalidateQueries(trpc.knowledge.pathFilter());
      },
    }),
  );
  const { id, title, metadata } = document;
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => String(form.get(name) ?? "").trim();
    const known = ["product", "region", "audience", "valid_until"];
    const rest = Object.entries(metadata).filter(([key]) => !known.includes(key));
    const said = known.map((key) => [key, value(key)] as const).filter(([, text]) => text !== "");
    update.mutate({ id, title: value("title") || title, metadata: Object.fromEntries([...rest, ...said]) });
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      onOpenChangeComplete={(isOpen) => {
        if (!isOpen) update.reset();
      }}
    >
      <DialogTrigger render={<Button size="icon" variant="ghost" aria-label={t("button", { title })} />}>
        <Pencil aria-hidden />
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("description")}>
        <form onSubmit={submit} className="flex flex-col gap-4">
          <Field label={t("name")} error={update.error ? errorText(update.error) : undefined}>
            {(control) => (
              <Input
                {...control}
                name="title"
                defaultValue={title}
                required
                maxLength={300}
                autoComplete="off"
              />
            )}
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            {texts.map((name) => (
              <Field key={name} label={t(name)}>
                {(control) => (
                  <Input
                    {...control}
                    name={name}
                    defaultValue={metadata[name] ?? ""}
                    maxLength={1000}
                    autoComplete="off"
                  />
                )}
              </Field>
            ))}
          </div>
          <Field label={t("audience")} hint={t("audienceHint")}>
            {(control) => (
              <Select
                {...control}
                name="audience"
                defaultValue={metadata.audience ?? ""}
                options={[
                  { value: "", label: t("everyone") },
                  { value: "internal", label: t("internal") },
                  ...(metadata.audience && metadata.audience !== "internal"
                    ? [{ value: metadata.audience, label: metadata.audience }]
                    : []),
                ]}
              />
            )}
          </Field>
          <Field label={t("validUntil")} hint={t("validUntilHint")}>
            {(control) => (
              <Input {...control} name="valid_until" type="date" defaultValue={metadata.valid_until ?? ""} />
            )}
          </Field>
          <DialogFooter>
            <DialogClose render={<Button variant="ghost" />}>{common("cancel")}</DialogClose>
            <Button type="submit" variant="primary" disabled={update.isPending} focusableWhenDisabled>
              {t("save")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
