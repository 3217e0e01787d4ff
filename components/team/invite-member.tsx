"use client";

import { useMutation } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { reasonOf, useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { ExactTime } from "../ui/time.tsx";

const roles = ["agent", "admin"] as const;

/** Makes an invitation and shows its link, this once, to be sent by whatever way the admin trusts. */
export function InviteMember() {
  const t = useTranslations("team.invite");
  const role = useTranslations("team.role");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const invite = useMutation(trpc.team.invite.mutationOptions());
  const wrongAddress = reasonOf(invite.error) === "invalid_input";

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    invite.mutate({
      email: String(form.get("email")).trim(),
      role: roles.find((known) => known === form.get("role")) ?? "agent",
    });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      disablePointerDismissal={invite.isSuccess}
      onOpenChangeComplete={(isOpen) => {
        if (!isOpen) invite.reset();
      }}
    >
      <DialogTrigger render={<Button variant="primary" />}>
        <UserPlus aria-hidden />
        {t("button")}
      </DialogTrigger>
      {invite.data ? (
        <DialogContent
          title={t("madeTitle")}
          description={
            <>
              {t("madeDescription")} <ExactTime at={invite.data.expiresAt} />
            </>
          }
        >
          <CopyField label={t("link")} value={invite.data.url} />
          <DialogFooter>
            <DialogClose render={<Button variant="primary" />}>{t("done")}</DialogClose>
          </DialogFooter>
        </DialogContent>
      ) : (
        <DialogContent title={t("title")} description={t("description")}>
          <form onSubmit={submit} className="flex flex-col gap-4">
            <Field
              label={t("email")}
              error={wrongAddress ? t("wrongAddress") : invite.error ? errorText(invite.error) : undefined}
            >
              {(control) => <Input {...control} name="email" type="email" required autoComplete="off" />}
            </Field>
            <Field label={t("role")} hint={t("roleHint")}>
              {(control) => (
                <Select
                  {...control}
                  name="role"
                  options={roles.map((value) => ({ value, label: role(value) }))}
                />
              )}
            </Field>
            <DialogFooter>
              <DialogClose render={<Button variant="ghost" />}>{common("cancel")}</DialogClose>
              <Button type="submit" variant="primary" disabled={invite.isPending} focusableWhenDisabled>
                {t("submit")}
              </Button>
            </DialogFooter>
          </form>
        </DialogContent>
      )}
    </Dialog>
  );
}
