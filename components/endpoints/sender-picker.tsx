"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Input } from "../ui/input.tsx";
import type { Preset } from "./preset.ts";

const groups = ["desk", "messaging", "commerce", "development", "monitoring", "general"] as const;

/** Every sender that is known, by what it is for; typing narrows the list. */
export function SenderPicker({
  presets,
  onPick,
}: {
  presets: readonly Preset[];
  onPick: (preset: Preset) => void;
}) {
  const t = useTranslations("endpoint");
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const name = (preset: Preset) => (preset.source === "custom" ? t("custom") : preset.label);
  const shown = presets.filter((preset) => name(preset).toLowerCase().includes(wanted));
  return (
    <div className="px-4 md:px-8">
      <Input
        type="search"
        aria-label={t("new.search")}
        placeholder={t("new.search")}
        className="mb-4 max-w-sm"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        autoFocus
      />
      {shown.length === 0 ? (
        <p className="text-muted-foreground">{t("new.none")}</p>
      ) : (
        groups.map((group) => {
          const members = shown.filter((preset) => preset.group === group);
          return members.length === 0 ? null : (
            <section key={group} className="mb-5" aria-label={t(`group.${group}`)}>
              <h2 className="mb-1.5 text-sm text-muted-foreground">{t(`group.${group}`)}</h2>
              <div className="grid grid-cols-[repeat(auto-fill,minmax(12rem,1fr))] gap-2">
                {members.map((preset) => (
                  <button
                    key={preset.source}
                    type="button"
                    onClick={() => onPick(preset)}
                    className="min-h-11 rounded-md border px-3 py-2 text-left font-medium hover:border-primary hover:bg-accent"
                  >
                    {name(preset)}
                  </button>
                ))}
              </div>
            </section>
          );
        })
      )}
    </div>
  );
}
