"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useIsAdmin } from "../frame/viewer.tsx";
import { cn } from "../ui/class-names.ts";
import { EmptyState } from "../ui/states.tsx";
import { placeAt, placesFor } from "./places.ts";

/**
 * The settings' own navigation beside the page; on a phone the overview is the navigation, and each page leads back to it.
 * What a person may not do is neither offered nor shown when its address is typed.
 */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("settings");
  const pathname = usePathname();
  const isAdmin = useIsAdmin();
  const place = placeAt(pathname);
  const closed = place?.admin === true && !isAdmin;
  return (
    <div className="flex h-full flex-col md:flex-row">
      <nav
        aria-label={t("label")}
        className="shrink-0 overflow-y-auto border-r px-2 py-5 max-md:hidden md:w-48 lg:w-56"
      >
        <Link href="/settings" className="mb-3 block rounded-md px-2.5 text-xl font-semibold">
          {t("title")}
        </Link>
        {placesFor(isAdmin).map((group) => (
          <div key={group.name} className="mb-4">
            <h2 className="px-2.5 pb-1 text-xs text-muted-foreground">{t(`groups.${group.name}`)}</h2>
            <ul>
              {group.places.map(({ name, href, icon: Icon }) => (
                <li key={name}>
                  <Link
                    href={href}
                    aria-current={place?.name === name ? "page" : undefined}
                    className={cn(
                      "flex min-h-8 items-center gap-2.5 rounded-md px-2.5 text-sm text-muted-foreground hover:bg-muted hover:text-foreground",
                      place?.name === name && "bg-accent font-medium text-accent-foreground",
                    )}
                  >
                    <Icon aria-hidden className="size-4 shrink-0" />
                    {t(`places.${name}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      {place ? (
        <Link
          href="/settings"
          className="flex min-h-10 shrink-0 items-center gap-1 border-b px-3 text-sm text-muted-foreground md:hidden"
        >
          <ChevronLeft aria-hidden className="size-4" />
          {t("title")}
        </Link>
      ) : null}
      <div className="min-h-0 min-w-0 flex-1">
        {closed ? <EmptyState title={t("adminOnly")}>{t("adminOnlyHint")}</EmptyState> : children}
      </div>
    </div>
  );
}
