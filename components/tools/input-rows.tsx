"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { type InputRow, type InputType, inputTypes } from "./draft.ts";

/** What the tool has to be given: a row an input. */
export function InputRows({ rows, onChange }: { rows: InputRow[]; onChange: (rows: InputRow[]) => void }) {
  const t = useTranslations("tool.inputs");
  const set = (index: number, change: Partial<InputRow>) =>
    onChange(rows.map((row, i) => (i === index ? { ...row, ...change } : row)));
  const options = inputTypes.map((value) => ({ value, label: t(`types.${value}`) }));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{t("title")}</legend>
      <p className="text-sm text-muted-foreground">{t("hint")}</p>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        <div key={index} className="flex flex-wrap items-center gap-2 rounded-md border p-2">
          <Input
            aria-label={t("name")}
            placeholder={t("name")}
            className="min-w-32 flex-1 font-mono text-sm"
            value={row.name}
            onChange={(event) => set(index, { name: event.target.value })}
          />
          <Select
            aria-label={t("type")}
            className="w-32"
            value={row.type}
            options={options}
            onChange={(event) => set(index, { type: event.target.value as InputType })}
          />
          <label className="flex min-h-9 items-center gap-1.5 px-1 text-sm">
            <input
              type="checkbox"
              checked={row.required}
              onChange={(event) => set(index, { required: event.target.checked })}
            />
            {t("required")}
          </label>
          <Button
            variant="ghost"
            size="icon"
            className="order-last sm:order-none"
            aria-label={t("remove", { name: row.name })}
            onClick={() => onChange(rows.filter((_, i) => i !== index))}
          >
            <X aria-hidden />
          </Button>
          <Input
            aria-label={t("description")}
            placeholder={t("description")}
            className="w-full text-sm"
            value={row.description}
            onChange={(event) => set(index, { description: event.target.value })}
          />
        </div>
      ))}
      <Button
        className="self-start"
        onClick={() =>
          onChange([...rows, { name: "", type: "string", required: false, description: "", rest: {} }])
        }
      >
        <Plus aria-hidden /> {t("add")}
      </Button>
    </fieldset>
  );
}
