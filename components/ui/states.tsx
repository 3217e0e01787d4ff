"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { cn } from "./class-names.ts";

/** Nothing here, said calmly, with what to do about it. */
export function EmptyState({
  title,
  children,
  action,
  className,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  return (
    <div
      className={cn("mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-12 text-center", className)}
    >
      <span aria-hidden className="mb-2 flex w-16 flex-col gap-1.5">
        <span className="h-2 w-full rounded-full bg-primary/70" />
        <span className="h-1.5 w-3/4 rounded-full bg-border" />
        <span className="h-1.5 w-1/2 rounded-full bg-border" />
      </span>
      <div className="text-balance font-semibold">{title}</div>
      {children ? <div className="text-pretty text-muted-foreground">{children}</div> : null}
      {action}
    </div>
  );
}

/** Something failed: its sentence, and another try. */
export function ErrorState({ error, onRetry }: { error: { message: string }; onRetry?: () => void }) {
  const t = useTranslations("errors");
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-12 text-center">
      <p className="font-semibold">{t("title")}</p>
      <p className="foreign-text text-muted-foreground">{error.message}</p>
      {onRetry ? (
        <Button onClick={onRetry} className="mt-2">
          <RotateCw aria-hidden />
          {t("retry")}
        </Button>
      ) : null}
    </div>
  );
}

/** Rows of the height of what they stand for, so that nothing moves when it arrives. */
export function SkeletonRows({ count, className }: { count: number; className?: string }) {
  const t = useTranslations("common");
  return (
    <div role="status" aria-label={t("loading")}>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={index} className={cn("flex h-12 items-center gap-4 border-b px-4", className)}>
          <div className="skeleton h-3 w-1/3" />
          <div className="skeleton h-3 w-1/5" />
          <div className="skeleton ml-auto h-3 w-12" />
        </div>
      ))}
    </div>
  );
}
