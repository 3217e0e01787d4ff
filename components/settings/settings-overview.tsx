"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useIsAdmin } from "../frame/viewer.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { placesFor } from "./places.ts";

/** Every page of the settings with the sentence that says what it is for. */
export function SettingsOverview() {
  const t = useTranslations("settings");
  return (
    <div className="h-full overflow-y-auto pb-10">
      <PageHeader title={t("title")} description={t("description")} />
      {placesFor(useIsAdmin()).map((group) => (
        <section key={group.name} className="border-t px-4 py-4 md:px-8">
          <h2 className="mb-1 text-sm font-semibold text-muted-foreground">{t(`groups.${group.name}`)}</h2>
          <ul className="-mx-2 grid max-w-5xl gap-x-4 lg:grid-cols-2">
            {group.places.map(({ name, href, icon: Icon }) => (
              <li key={name}>
                <Link href={href} className="flex min-h-12 items-start gap-3 rounded-md p-2 hover:bg-muted">
                  <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0 text-primary" />
                  <span className="min-w-0">
                    <span className="block font-medium">{t(`places.${name}`)}</span>
                    <span className="block text-sm text-muted-foreground">{t(`about.${name}`)}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
