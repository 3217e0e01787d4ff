"use client";

import { Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useState } from "react";
import { places } from "../frame/navigation.tsx";
import { offeredCommands } from "./commands.ts";
import { PaletteGroup, PaletteItem } from "./palette-item.tsx";
import { Recents } from "./recents-group.tsx";
import type { PaletteDesk, PalettePage } from "./request.ts";
import { SearchResults } from "./search-results.tsx";
import { TriageCommands } from "./triage-commands.tsx";

const themes = [
  ["light", Sun],
  ["dark", Moon],
  ["system", Monitor],
] as const;

/** Everything, by what is nearest: what is open, what was found, where one can go, how the desk looks. */
export function RootPage({
  locales,
  onLocale,
  onKeyboard,
  onSignOut,
  targets,
  query,
  run,
  turnTo,
}: PaletteDesk & {
  targets: readonly string[];
  query: string;
  run: (action: () => unknown) => void;
  turnTo: (page: PalettePage) => void;
}) {
  const t = useTranslations("palette");
  const nav = useTranslations("nav");
  const menu = useTranslations("userMenu");
  const router = useRouter();
  const locale = useLocale();
  const { setTheme } = useTheme();
  const [offered] = useState(offeredCommands);
  return (
    <>
      {offered.length > 0 ? (
        <PaletteGroup heading={t("groups.reply")}>
          {offered.map(({ id, label, keys, run: act }) => (
            <PaletteItem key={id} id={id} keys={keys} onSelect={() => run(act)}>
              {label}
            </PaletteItem>
          ))}
        </PaletteGroup>
      ) : null}
      {targets.length > 0 ? <TriageCommands targets={targets} run={run} turnTo={turnTo} /> : null}
      {query.trim() === "" ? <Recents run={run} /> : null}
      <PaletteGroup heading={t("groups.go")}>
        {places.map(({ name, href, icon: Icon }) => (
          <PaletteItem
            key={name}
            id={`go-${name}`}
            icon={<Icon aria-hidden />}
            keywords={[t("groups.go"), href]}
            onSelect={() => run(() => router.push(href))}
          >
            {nav(name)}
          </PaletteItem>
        ))}
      </PaletteGroup>
      <PaletteGroup heading={t("groups.look")}>
        {themes.map(([theme, Icon]) => (
          <PaletteItem
            key={theme}
            id={`theme-${theme}`}
            icon={<Icon aria-hidden />}
            keywords={[theme]}
            onSelect={() => run(() => setTheme(theme))}
          >
            {t("theme", { theme: menu(`themes.${theme}`) })}
          </PaletteItem>
        ))}
        {locales
          .filter(({ value }) => value !== locale)
          .map(({ value, name }) => (
            <PaletteItem
              key={value}
              id={`language-${value}`}
              keywords={[value, "language", "语言"]}
              onSelect={() =>
                run(() => {
                  onLocale(value);
                  router.refresh();
                })
              }
            >
              {t("language", { name })}
            </PaletteItem>
          ))}
        <PaletteItem id="keyboard" icon={<Keyboard aria-hidden />} keys="?" onSelect={() => run(onKeyboard)}>
          {menu("keyboard")}
        </PaletteItem>
        <PaletteItem id="sign-out" icon={<LogOut aria-hidden />} onSelect={() => run(onSignOut)}>
          {menu("signOut")}
        </PaletteItem>
      </PaletteGroup>
      <SearchResults query={query} run={run} />
    </>
  );
}
