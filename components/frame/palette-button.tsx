"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePalette } from "../palette/palette-context.tsx";

/** Where the palette can be found by those who do not know its key. */
export function PaletteButton() {
  const t = useTranslations("palette");
  const open = usePalette();
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => open({ page: "root", targets: [] })}
      className="flex min-h-8 items-center gap-2 rounded-md text-sm text-muted-foreground hover:text-foreground md:w-full md:border md:bg-background md:px-2 md:max-lg:justify-center md:max-lg:px-0 max-md:min-h-14 max-md:px-2"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="max-lg:sr-only">{t("button")}</span>
    </button>
  );
}
