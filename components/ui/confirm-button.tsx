"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button, type ButtonProps } from "./button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "./dialog.tsx";

/** A button that asks before it does what cannot be undone: what happens, in a sentence, and the act by its name. */
export function ConfirmButton({
  title,
  description,
  confirm,
  pending,
  onConfirm,
  children,
  ...button
}: Omit<ButtonProps, "title" | "onClick"> & {
  title: ReactNode;
  description: ReactNode;
  /** The name of the act, on the button that does it. */
  confirm: ReactNode;
  pending: boolean;
  /** The dialog closes when it resolves and stays, for another try, when it rejects. */
  onConfirm: () => Promise<unknown>;
}) {
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger render={<Button {...button} />}>{children}</DialogTrigger>
      <DialogContent title={title} description={description}>
        <DialogFooter>
          <DialogClose render={<Button variant="ghost" />}>{common("cancel")}</DialogClose>
          <Button
            variant="destructive"
            disabled={pending}
            focusableWhenDisabled
            onClick={() => {
              onConfirm().then(
                () => setOpen(false),
                () => {},
              );
            }}
          >
            {confirm}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
