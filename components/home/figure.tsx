"use client";

import { Popover } from "@base-ui/react/popover";
import { Info } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { landmark } from "../ui/landmark.ts";

type Name = "waiting" | "firstResponse" | "accepted" | "volume" | "abstained" | "failed";

/** One number, what it consists of, and, on hover, focus or press of the sign beside its name, how it is counted. */
export function Figure({
  name,
  value,
  detail,
  href,
}: {
  name: Name;
  value: string;
  detail: ReactNode;
  href?: string;
}) {
  const t = useTranslations("figures");
  return (
    <div className="flex flex-col gap-0.5 rounded-lg border px-4 py-3" data-figure={name}>
      <dt className="flex items-center gap-1 text-sm text-muted-foreground">
        {t(`names.${name}`)}
        <Popover.Root>
          <Popover.Trigger
            openOnHover
            delay={150}
            aria-label={t("how", { name: t(`names.${name}`) })}
            className="flex size-6 items-center justify-center rounded-md hover:bg-muted hover:text-foreground"
          >
            <Info aria-hidden className="size-3.5" />
          </Popover.Trigger>
          <Popover.Portal container={landmark("main")}>
            <Popover.Positioner sideOffset={6} collisionPadding={12} className="z-40">
              <Popover.Popup
                initialFocus={false}
                className="w-72 max-w-[calc(100vw-1.5rem)] rounded-lg border bg-popover p-3 text-sm text-popover-foreground shadow-popover"
              >
                <Popover.Description>{t(`definitions.${name}`)}</Popover.Description>
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      </dt>
      <dd className="text-2xl font-semibold">
        {href ? (
          <Link href={href} className="rounded-sm hover:underline">
            {value}
          </Link>
        ) : (
          value
        )}
      </dd>
      <dd className="text-pretty text-sm text-muted-foreground">{detail}</dd>
    </div>
  );
}
