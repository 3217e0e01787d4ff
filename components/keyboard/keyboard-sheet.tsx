"use client";

import { useTranslations } from "next-intl";
import { Dialog, DialogContent } from "../ui/dialog.tsx";
import { Keys } from "./keys.tsx";
import { setShortcutsEnabled, useShortcutsEnabled } from "./preference.ts";

const groups = [
  {
    name: "list",
    keys: [
      ["next", ["j"]],
      ["previous", ["k"]],
      ["open", ["o", "Enter"]],
      ["search", ["/"]],
      ["mark", ["x"]],
      ["markRange", ["Shift+x"]],
      ["unmark", ["Esc"]],
    ],
  },
  {
    name: "triage",
    keys: [
      ["resolve", ["e"]],
      ["resolveAndNext", ["Shift+e"]],
      ["assign", ["i"]],
      ["snooze", ["h"]],
      ["priority", ["p"]],
      ["unread", ["u"]],
      ["undo", ["z"]],
    ],
  },
  {
    name: "reply",
    keys: [
      ["edit", ["r"]],
      ["approve", ["a"]],
      ["approveFromEditor", ["mod+Enter"]],
      ["approveAndNext", ["mod+Shift+Enter"]],
      ["reject", ["d"]],
      ["note", ["n"]],
    ],
  },
  {
    name: "go",
    keys: [
      ["palette", ["mod+k"]],
      ["home", ["g h"]],
      ["inbox", ["g i"]],
      ["events", ["g e"]],
      ["knowledge", ["g k"]],
      ["deliveries", ["g d"]],
      ["settings", ["g s"]],
      ["sheet", ["?"]],
    ],
  },
] as const;

/** Every key there is, and the switch that turns the single letters off. */
export default function KeyboardSheet({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("keyboard");
  const enabled = useShortcutsEnabled();
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t("title")} description={t("description")} className="w-2xl">
        <div className="gap-x-8 sm:columns-2">
          {groups.map((group) => (
            <section key={group.name} className="mb-4 break-inside-avoid">
              <h3 className="mb-1 text-sm font-semibold">{t(`groups.${group.name}`)}</h3>
              <dl>
                {group.keys.map(([action, combinations]) => (
                  <div key={action} className="flex min-h-8 items-center justify-between gap-4 border-t">
                    <dt className="text-sm text-muted-foreground">{t(`actions.${action}`)}</dt>
                    <dd className="flex gap-2">
                      {combinations.map((combination) => (
                        <Keys key={combination} combination={combination} />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <label className="flex min-h-8 items-center gap-2 border-t pt-3 text-sm">
          <input
            type="checkbox"
            className="size-4 accent-primary"
            checked={enabled}
            onChange={(event) => setShortcutsEnabled(event.target.checked)}
          />
          {t("singleLetters")}
        </label>
      </DialogContent>
    </Dialog>
  );
}
