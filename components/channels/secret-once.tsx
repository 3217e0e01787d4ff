"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "../ui/dialog.tsx";

/** A secret that was just made, shown this once; a press beside the window does not take it away. */
export function SecretOnce({ secret, onDone }: { secret: string | undefined; onDone: () => void }) {
  const t = useTranslations("secretOnce");
  return (
    <Dialog
      open={secret !== undefined}
      disablePointerDismissal
      onOpenChange={(open) => {
        if (!open) onDone();
      }}
    >
      <DialogContent title={t("title")} description={t("description")}>
        <CopyField label={t("label")} value={secret ?? ""} />
        <DialogFooter>
          <DialogClose render={<Button variant="primary" />}>{t("done")}</DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
