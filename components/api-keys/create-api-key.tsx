"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";

const roles = ["agent", "admin"] as const;

/** Asks for a name and a role, and then shows the key, this once: a press beside the window does not take it away. */
export function CreateApiKey() {
  const t = useTranslations("apiKey");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const create = useMutation(trpc.apiKey.create.mutationOptions());
  const made = create.data?.key;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const role = roles.find((known) => known === form.get("role")) ?? "agent";
    create.mutate({ name: String(form.get("name")), role });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      disablePointerDismissal={made !== undefined}
      onOpenChangeComplete={(isOpen) => {
        if (!isOpen) create.reset();
      }}
    >
      <DialogTrigger render={<Button variant="primary" />}>
        <Plus aria-hidden />
        {t("create.button")}
      </DialogTrigger>
      {made === undefined ? (
        <DialogContent title={t("create.title")} description={t("create.description")}>
          <form onSubmit={submit} className="flex flex-col gap-4">
            <Field
              label={t("create.name")}
              hint={t("create.nameHint")}
              error={create.error ? errorText(create.error) : undefined}
            >
              {(control) => <Input {...control} name="name" required maxLength={100} autoComplete="off" />}
            </Field>
            <Field label={t("create.role")} hint={t("create.roleHint")}>
              {(control) => (
                <Select
                  {...control}
                  name="role"
                  options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
                />
              )}
            </Field>
            <DialogFooter>
              <DialogClose render={<Button variant="ghost" />}>{common("cancel")}</DialogClose>
              <Button type="submit" variant="primary" disabled={create.isPending} focusableWhenDisabled>
                {t("create.submit")}
              </Button>
            </DialogFooter>
          </form>
        </DialogContent>
      ) : (
        <DialogContent title={t("made.title")} description={t("made.description")}>
          <CopyField label={t("made.key")} value={made} />
          <DialogFooter>
            <DialogClose render={<Button variant="primary" />}>{t("made.done")}</DialogClose>
          </DialogFooter>
        </DialogContent>
      )}
    </Dialog>
  );
}
