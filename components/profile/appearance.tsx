"use client";

import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { type ReactNode, useSyncExternalStore } from "react";
import { Field } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";

const themes = ["system", "light", "dark"] as const;
const never = () => () => {};

/** Language and theme of this browser, as in the account menu. */
export function Appearance({ languageSwitch }: { languageSwitch: ReactNode }) {
  const t = useTranslations("userMenu");
  const { theme = "system", setTheme } = useTheme();
  // The server does not know the theme: the select shows it once the browser does.
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <div className="flex max-w-md flex-col gap-3">
      <div>
        <p aria-hidden className="mb-1 text-sm font-medium">
          {t("language")}
        </p>
        <div className="-ml-2">{languageSwitch}</div>
      </div>
      <Field label={t("theme")}>
        {(control) => (
          <Select
            {...control}
            value={inBrowser ? theme : "system"}
            options={themes.map((value) => ({ value, label: t(`themes.${value}`) }))}
            onChange={(event) => setTheme(event.target.value)}
          />
        )}
      </Field>
    </div>
  );
}
