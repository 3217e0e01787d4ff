"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { cn } from "../../components/ui/class-names.ts";
import { type Locale, localeCookie, locales } from "./locales.ts";
import { setPreferenceCookie } from "./preference-cookie.ts";

/** Each language by its own name. */
export const localeNames: Record<Locale, string> = { en: "English", "zh-CN": "简体中文" };

/** For whoever is not signed in yet: the languages side by side. */
export function LanguageSwitch() {
  const t = useTranslations("userMenu");
  const current = useLocale();
  const router = useRouter();
  return (
    <fieldset className="flex gap-1 text-sm">
      <legend className="sr-only">{t("language")}</legend>
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          className={cn(
            "min-h-8 rounded-md px-2 text-muted-foreground hover:bg-muted",
            locale === current && "font-medium text-foreground",
          )}
          onClick={() => {
            setPreferenceCookie(localeCookie, locale);
            router.refresh();
          }}
        >
          {localeNames[locale]}
        </button>
      ))}
    </fieldset>
  );
}
