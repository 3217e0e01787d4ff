"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "../ui/dialog.tsx";
import { Input } from "../ui/input.tsx";

/** A name for what is shown, and whether the team sees it too. */
export function SaveViewDialog({
  open,
  onOpenChange,
  pending,
  error,
  onSave,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  pending: boolean;
  error: string | undefined;
  onSave: (view: { name: string; shared: boolean }) => void;
}) {
  const t = useTranslations("views");
  const common = useTranslations("common");
  const field = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState(false);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t("save")} description={t("saveHint")} initialFocus={field}>
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            const data = new FormData(event.currentTarget);
            const name = String(data.get("name")).trim();
            setMissing(name === "");
            if (name === "") field.current?.focus();
            else if (!pending) onSave({ name, shared: data.get("shared") === "on" });
          }}
        >
          <div className="flex flex-col gap-1.5">
            <label htmlFor="view-name" className="text-sm font-medium">
              {t("name")}
            </label>
            <Input
              id="view-name"
              name="name"
              ref={field}
              maxLength={60}
              autoComplete="off"
              aria-invalid={missing}
              aria-describedby={missing || error ? "view-error" : undefined}
              onChange={() => setMissing(false)}
            />
            {missing || error ? (
              <p id="view-error" role="alert" className="text-sm text-destructive">
                {missing ? t("nameMissing") : error}
              </p>
            ) : null}
          </div>
          <label className="flex min-h-8 items-center gap-2 text-sm">
            <input type="checkbox" name="shared" className="size-4 accent-primary" />
            {t("share")}
          </label>
          <DialogFooter>
            <DialogClose render={<Button variant="ghost" />}>{common("cancel")}</DialogClose>
            <Button type="submit" variant="primary" disabled={pending} focusableWhenDisabled>
              {t("submit")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
