"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { PaletteProvider } from "../palette/palette-context.tsx";
import { Mark } from "../ui/mark.tsx";
import { Navigation } from "./navigation.tsx";
import { PaletteButton } from "./palette-button.tsx";
import { UserButton } from "./user-button.tsx";
import type { Viewer } from "./viewer.tsx";

// What nobody sees before asking for it is loaded then: the first page stays small.
const loadUserMenu = () => import("./user-menu.tsx");
const UserMenu = lazy(loadUserMenu);
const KeyboardSheet = lazy(() => import("../keyboard/keyboard-sheet.tsx"));

/** The frame every signed-in screen lives in: rail (or bottom bar), content, keyboard sheet. */
export function Frame({
  viewer,
  locales,
  onLocale,
  onSignOut,
  children,
}: {
  viewer: Viewer;
  locales: readonly { value: string; name: string }[];
  onLocale: (locale: string) => void;
  onSignOut: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("nav");
  const router = useRouter();
  const [menuWanted, setMenuWanted] = useState(false);
  const [sheet, setSheet] = useState<"never" | "open" | "closed">("never");
  const openSheet = () => setSheet("open");
  useShortcuts({
    "?": openSheet,
    "g h": () => router.push("/home"),
    "g i": () => router.push("/inbox"),
    "g e": () => router.push("/events"),
    "g k": () => router.push("/knowledge"),
    "g d": () => router.push("/deliveries"),
    "g s": () => router.push("/settings"),
  });
  return (
    <PaletteProvider
      viewer={viewer}
      locales={locales}
      onLocale={onLocale}
      onKeyboard={openSheet}
      onSignOut={onSignOut}
    >
      <div className="flex h-dvh flex-col md:flex-row">
        <a
          href="#content"
          className="absolute -top-20 left-2 z-50 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:top-2"
        >
          {t("skip")}
        </a>
        <header className="flex shrink-0 border-t bg-surface pb-[env(safe-area-inset-bottom)] max-md:order-last max-md:items-center md:w-14 md:flex-col md:border-t-0 md:border-r md:py-3 lg:w-52">
          <Link
            href="/home"
            className="mx-2 mb-4 flex min-h-9 items-center gap-2 rounded-md px-2 font-semibold max-md:hidden md:max-lg:justify-center"
          >
            <Mark />
            <span className="md:max-lg:sr-only">Firstline</span>
          </Link>
          <div className="md:mb-3 md:px-2 max-md:order-1">
            <PaletteButton />
          </div>
          <div className="max-md:flex-1">
            <Navigation />
          </div>
          <div className="md:mt-auto md:px-2 max-md:order-2 max-md:px-3">
            {menuWanted ? (
              <Suspense fallback={<UserButton viewer={viewer} />}>
                <UserMenu
                  viewer={viewer}
                  locales={locales}
                  onLocale={onLocale}
                  onKeyboard={openSheet}
                  onSignOut={onSignOut}
                />
              </Suspense>
            ) : (
              <UserButton
                viewer={viewer}
                onPointerEnter={loadUserMenu}
                onFocus={loadUserMenu}
                onClick={() => setMenuWanted(true)}
              />
            )}
          </div>
        </header>
        <main id="content" tabIndex={-1} className="min-h-0 min-w-0 flex-1 outline-none">
          {children}
        </main>
        {sheet === "never" ? null : (
          <Suspense>
            <KeyboardSheet
              open={sheet === "open"}
              onOpenChange={(open) => setSheet(open ? "open" : "closed")}
            />
          </Suspense>
        )}
      </div>
    </PaletteProvider>
  );
}
