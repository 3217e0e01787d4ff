"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "../ui/dialog.tsx";
import { toast } from "../ui/toast.tsx";
import { useSwitchWorkspace } from "./use-switch-workspace.ts";

const lookAgainMs = 3000;

/** The demo workspace: the way in, the way back, and its removal; nothing where there is none. */
export function DemoCard() {
  const t = useTranslations("demo");
  const trpc = useTRPC();
  const { data: demo } = useQuery(
    trpc.demo.show.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.state === "filling" ? lookAgainMs : false),
    }),
  );
  const { data: workspaces = [] } = useQuery(trpc.me.workspaces.queryOptions());
  const change = useSwitchWorkspace("/home");
  if (!demo) return null;
  const own = workspaces.find(({ id }) => id !== demo.workspaceId);
  return (
    <section
      aria-label={t("title")}
      className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border bg-surface px-4 py-3"
    >
      <FlaskConical aria-hidden className="size-5 shrink-0 text-primary" strokeWidth={1.75} />
      <div className="min-w-56 flex-1">
        <h2 className="font-semibold">{t(demo.isCurrent ? "here" : "title")}</h2>
        <p className="text-pretty text-sm text-muted-foreground">
          {t(demo.isCurrent ? "hereHint" : "hint")}
          {demo.state === "filling" ? <span role="status"> {t("filling")}</span> : null}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {demo.isCurrent ? (
          own ? (
            <Button
              onClick={() => change.mutate({ id: own.id })}
              disabled={change.isPending}
              focusableWhenDisabled
            >
              {t("leave", { name: own.name })}
            </Button>
          ) : null
        ) : (
          <Button
            variant="primary"
            onClick={() => change.mutate({ id: demo.workspaceId })}
            disabled={change.isPending}
            focusableWhenDisabled
          >
            {t("enter")}
          </Button>
        )}
        {demo.mayRemove ? <RemoveDemo /> : null}
      </div>
    </section>
  );
}

function RemoveDemo() {
  const t = useTranslations("demo.remove");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const [open, setOpen] = useState(false);
  const remove = useMutation(
    trpc.demo.remove.mutationOptions({
      // Whoever was in it is at home in another workspace now.
      onSuccess: () => window.location.assign("/home"),
      onError: (error) => toast.error({ title: t("failed"), description: errorText(error) }),
    }),
  );
  return (
    <>
      <Button variant="ghost" onClick={() => setOpen(true)}>
        {t("button")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent title={t("title")} description={t("description")}>
          <DialogFooter>
            <DialogClose render={<Button />}>{t("cancel")}</DialogClose>
            <Button
              variant="destructive"
              onClick={() => remove.mutate()}
              disabled={remove.isPending}
              focusableWhenDisabled
            >
              {remove.isPending ? t("pending") : t("confirm")}
            </Button>
          </DialogFooter>
        </DialogContent>
      </Dialog>
    </>
  );
}
