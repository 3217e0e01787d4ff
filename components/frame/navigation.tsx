"use client";

import { Activity, BookOpenText, House, Inbox, ListChecks, Send, Settings, Zap } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { FailedRunsBadge } from "../runs/failed-runs-badge.tsx";
import { placeAt } from "../settings/places.ts";
import { cn } from "../ui/class-names.ts";
import { useIsAdmin } from "./viewer.tsx";

export const places = [
  { name: "home", href: "/home", icon: House },
  { name: "inbox", href: "/inbox", icon: Inbox },
  { name: "events", href: "/events", icon: Zap },
  { name: "knowledge", href: "/knowledge", icon: BookOpenText },
  { name: "playbooks", href: "/playbooks", icon: ListChecks, admin: true, also: "/tools" },
  { name: "deliveries", href: "/deliveries", icon: Send },
  { name: "runs", href: "/runs", icon: Activity, admin: true },
  { name: "settings", href: "/settings", icon: Settings },
] as const;

/** The rail on the left of a wide screen and the bar at the bottom of a phone: the same links. */
export function Navigation() {
  const t = useTranslations("nav");
  const pathname = usePathname();
  const isAdmin = useIsAdmin();
  return (
    <nav aria-label={t("label")} className="flex md:flex-col md:gap-0.5 md:px-2">
      {places.map(({ name, href, icon: Icon, ...place }) => {
        if ("admin" in place && !isAdmin) return null;
        const current =
          [href, "also" in place ? place.also : href].some(
            (at) => pathname === at || pathname.startsWith(`${at}/`),
          ) ||
          (name === "settings" && placeAt(pathname) !== undefined);
        return (
          <Link
            key={name}
            href={href}
            aria-current={current ? "page" : undefined}
            className={cn(
              "relative flex min-h-9 flex-1 items-center gap-2.5 text-sm text-muted-foreground hover:text-foreground md:flex-none md:rounded-md md:px-2.5 md:hover:bg-muted md:max-lg:justify-center",
              "max-md:min-h-14 max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:text-[11px] max-md:tracking-tight",
              current &&
                "font-medium text-foreground md:bg-accent md:text-accent-foreground max-md:text-primary",
            )}
          >
            <Icon aria-hidden className="size-4.5 shrink-0" strokeWidth={current ? 2.25 : 1.75} />
            <span className={cn("md:max-lg:sr-only", !current && "max-[480px]:sr-only")}>{t(name)}</span>
            {name === "runs" ? <FailedRunsBadge /> : null}
          </Link>
        );
      })}
    </nav>
  );
}
