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
import { UserButton } from "./user-button.tsx";
import type { Viewer } from "./viewer.tsx";

/**
 * Who is signed in, and what they set for this browser: language, theme, keys. Begins open: it is loaded by the first press
 * of its button.
 */
export default function UserMenu({
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
    <Menu defaultOpen>
      <MenuTrigger render={<UserButton viewer={viewer} />} />
      <MenuContent within="header" side="top" className="w-60">
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
          <MenuLabel className="foreign-text">
            {viewer.workspaceName} · {viewer.email}
          </MenuLabel>
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
