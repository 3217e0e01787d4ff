"use client";

import { useTranslations } from "next-intl";
import { Select } from "../ui/select.tsx";
import { useFunctionName } from "./use-run-texts.ts";

/** Which function's runs are shown. */
export function FunctionSelect({
  functions,
  value,
  onChange,
}: {
  functions: readonly { id: string }[];
  value: string;
  onChange: (value: string | null) => void;
}) {
  const t = useTranslations("run");
  const functionName = useFunctionName();
  return (
    <Select
      aria-label={t("function")}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value || null)}
      className="w-60"
      options={[
        { value: "", label: t("everyFunction") },
        ...functions.map(({ id }) => ({ value: id, label: functionName(id) })),
      ]}
    />
  );
}
