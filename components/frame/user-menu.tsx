"use client";

import { Keyboard, Languages, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import {
  Menu,
  MenuContent,
  MenuGroup,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from "../ui/menu.tsx";

export type Viewer = { name: string; email: string; role: "agent" | "admin"; workspaceName: string };

/** Who is signed in, and what they set for this browser: language, theme, keys. */
export function UserMenu({
  viewer,
  locales,
  onLocale,
  onKeyboard,
  onSignOut,
}: {
  viewer: Viewer;
  locales: readonly { value: string; name: string }[];
  onLocale: (locale: string) => void;
  onKeyboard: () => void;
  onSignOut: () => void;
}) {
  const t = useTranslations("userMenu");
  const { theme = "system", setTheme } = useTheme();
  const locale = useLocale();
  const router = useRouter();
  return (
    <Menu>
      <MenuTrigger
        aria-label={t("open", { name: viewer.name })}
        className="flex min-h-9 items-center gap-2.5 rounded-md text-left text-sm hover:bg-muted md:w-full md:px-1.5 md:max-lg:justify-center"
      >
        <span
          aria-hidden
          className="flex size-7 shrink-0 items-center justify-center rounded-full bg-accent text-xs font-semibold text-accent-foreground"
        >
          {Array.from(viewer.name)[0]?.toUpperCase()}
        </span>
        <span className="min-w-0 max-lg:hidden">
          <span className="block truncate font-medium">{viewer.name}</span>
          <span className="block truncate text-xs text-muted-foreground">{t(`roles.${viewer.role}`)}</span>
        </span>
      </MenuTrigger>
      <MenuContent side="top" className="w-60">
        <p className="foreign-text px-2 pt-1.5 text-sm font-medium">{viewer.workspaceName}</p>
        <p className="foreign-text px-2 pb-1.5 text-xs text-muted-foreground">{viewer.email}</p>
        <MenuSeparator />
        <MenuRadioGroup value={theme} onValueChange={setTheme}>
          <MenuLabel>{t("theme")}</MenuLabel>
          <MenuRadioItem value="system">
            <Monitor aria-hidden /> {t("themes.system")}
          </MenuRadioItem>
          <MenuRadioItem value="light">
            <Sun aria-hidden /> {t("themes.light")}
          </MenuRadioItem>
          <MenuRadioItem value="dark">
            <Moon aria-hidden /> {t("themes.dark")}
          </MenuRadioItem>
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuRadioGroup
          value={locale}
          onValueChange={(value: string) => {
            onLocale(value);
            router.refresh();
          }}
        >
          <MenuLabel>{t("language")}</MenuLabel>
          {locales.map(({ value, name }) => (
            <MenuRadioItem key={value} value={value} lang={value}>
              <Languages aria-hidden /> {name}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuGroup>
          <MenuItem onClick={onKeyboard}>
            <Keyboard aria-hidden /> {t("keyboard")}
          </MenuItem>
          <MenuItem onClick={onSignOut}>
            <LogOut aria-hidden /> {t("signOut")}
          </MenuItem>
        </MenuGroup>
      </MenuContent>
    </Menu>
  );
}
