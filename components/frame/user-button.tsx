"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import type { Viewer } from "./viewer.tsx";

/** The face of the user menu, before and after the menu itself is loaded. */
export function UserButton({ viewer, ...props }: ComponentProps<"button"> & { viewer: Viewer }) {
  const t = useTranslations("userMenu");
  return (
    <button
      type="button"
      aria-haspopup="menu"
      className="flex min-h-9 items-center gap-2.5 rounded-md text-left text-sm hover:bg-muted md:w-full md:px-1.5 md:max-lg:justify-center"
      {...props}
    >
      <span
        aria-hidden
        className="flex size-7 shrink-0 items-center justify-center rounded-full bg-accent text-xs font-semibold text-accent-foreground"
      >
        {Array.from(viewer.name)[0]?.toUpperCase()}
      </span>
      <span className="min-w-0 max-lg:sr-only">
        <span className="block truncate font-medium">{viewer.name}</span>
        <span className="block truncate text-xs text-muted-foreground">{t(`roles.${viewer.role}`)}</span>
      </span>
      <span className="sr-only">{t("open")}</span>
    </button>
  );
}
