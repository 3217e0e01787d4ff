"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, Circle } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Step } from "../../server/checklist/schema.ts";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { buttonVariants } from "../ui/button-variants.ts";
import { cn } from "../ui/class-names.ts";
import { toast } from "../ui/toast.tsx";
import { useSwitchWorkspace } from "./use-switch-workspace.ts";
import { useTick } from "./use-tick.ts";

const inDemo = ["sample", "suggestion", "citation", "approve", "delivery"] as const satisfies readonly Step[];
const inOwn = ["endpoint", "document", "invite"] as const satisfies readonly Step[];

const places: Record<Exclude<Step, "sample">, string> = {
  suggestion: "/inbox",
  citation: "/inbox",
  approve: "/inbox",
  delivery: "/deliveries",
  endpoint: "/settings/endpoints",
  document: "/knowledge",
  invite: "/settings/team",
};

/** The newcomer's list, which ticks itself; away once everything is done or it was put away. */
export function FirstSteps() {
  const t = useTranslations("checklist");
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data: demo } = useQuery(trpc.demo.show.queryOptions());
  const { data: list } = useQuery(trpc.checklist.show.queryOptions());
  const { data: workspaces = [] } = useQuery(trpc.me.workspaces.queryOptions());
  const hide = useMutation(
    trpc.checklist.tick.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.checklist.show.queryFilter()),
    }),
  );
  if (!list || list.hidden || demo === undefined) return null;
  const own = workspaces.find(({ id }) => id !== demo?.workspaceId);
  const shown: readonly Step[] = [...(demo ? inDemo : []), ...(own?.role === "admin" ? inOwn : [])];
  const left = shown.filter((step) => !list.done.includes(step));
  const [next] = left;
  if (next === undefined) return null;
  return (
    <section aria-labelledby="first-steps" className="rounded-lg border px-4 pt-3 pb-2">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="first-steps" className="font-semibold">
          {t("title")}
        </h2>
        <p className="text-sm text-muted-foreground" role="status">
          {t("progress", { done: shown.length - left.length, all: shown.length })}
        </p>
        <Button
          variant="ghost"
          size="sm"
          className="ml-auto"
          onClick={() => hide.mutate({ step: "hidden" })}
          disabled={hide.isPending}
          focusableWhenDisabled
        >
          {t("hide")}
        </Button>
      </div>
      <ol className="mt-1 divide-y">
        {shown.map((step) => {
          const done = list.done.includes(step);
          const elsewhere = (inDemo as readonly Step[]).includes(step)
            ? demo?.isCurrent === false
            : demo?.isCurrent;
          const target = elsewhere
            ? (inDemo as readonly Step[]).includes(step)
              ? demo?.workspaceId
              : own?.id
            : undefined;
          return (
            <li key={step} className="flex min-h-10 items-center gap-x-3 py-1.5" data-step={step}>
              {done ? (
                <Check aria-hidden className="size-4 shrink-0 text-positive" strokeWidth={2.5} />
              ) : (
                <Circle aria-hidden className="size-4 shrink-0 text-muted-foreground" />
              )}
              <span className={cn("min-w-0 flex-1", done && "text-muted-foreground")}>
                {t(`steps.${step}`)}
                {done ? <span className="sr-only"> {t("done")}</span> : null}
                {step === next ? (
                  <span className="block text-pretty text-sm text-muted-foreground">
                    {t(`hints.${step}`)}
                  </span>
                ) : null}
              </span>
              {done ? null : (
                <StepAction step={step} workspaceId={target} strong={step === next}>
                  {t(`actions.${step}`)}
                </StepAction>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** The way to where a step is done, by another workspace where it must be. */
function StepAction({
  step,
  workspaceId,
  strong,
  children,
}: {
  step: Step;
  workspaceId: string | undefined;
  strong: boolean;
  children: ReactNode;
}) {
  const variant = strong ? "primary" : "outline";
  const path = step === "sample" ? "/home" : places[step];
  const change = useSwitchWorkspace(path);
  if (workspaceId)
    return (
      <Button
        variant={variant}
        onClick={() => change.mutate({ id: workspaceId })}
        disabled={change.isPending}
        focusableWhenDisabled
      >
        {children}
      </Button>
    );
  if (step === "sample") return <SendSample variant={variant}>{children}</SendSample>;
  return (
    <Link href={path} prefetch={false} className={buttonVariants({ variant })}>
      {children}
    </Link>
  );
}

/** Lets the invented shop send one event in the reader's language, and shows where it arrives. */
function SendSample({ variant, children }: { variant: "primary" | "outline"; children: ReactNode }) {
  const t = useTranslations("checklist");
  const trpc = useTRPC();
  const router = useRouter();
  const locale = useLocale();
  const errorText = useErrorText();
  const tick = useTick();
  const send = useMutation(
    trpc.demo.sendSample.mutationOptions({
      onSuccess: () => {
        tick("sample");
        toast.success({ title: t("sent") });
        router.push("/inbox");
      },
      onError: (error) => toast.error({ title: t("notSent"), description: errorText(error) }),
    }),
  );
  return (
    <Button
      variant={variant}
      onClick={() => send.mutate({ language: locale === "zh-CN" ? "zh" : "en" })}
      disabled={send.isPending}
      focusableWhenDisabled
    >
      {children}
    </Button>
  );
}
