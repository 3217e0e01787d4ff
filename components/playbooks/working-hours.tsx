"use client";

import { useTranslations } from "next-intl";
import { usualHours } from "../hours/usual-hours.ts";
import { WeeklyHoursFields } from "../hours/weekly-hours-fields.tsx";
import { Field } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import type { PlaybookDraft } from "./draft.ts";

const outside = ["wait", "pass"] as const;

/** When a playbook works, and what becomes of events that arrive at other hours. */
export function WorkingHours({
  draft,
  onChange,
}: {
  draft: PlaybookDraft;
  onChange: (change: Pick<PlaybookDraft, "workingHours" | "outsideHours">) => void;
}) {
  const t = useTranslations("playbook.workingHours");
  const { workingHours, outsideHours } = draft;
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1.5 text-sm font-medium">{t("title")}</legend>
      <label className="flex min-h-6 items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={workingHours !== null}
          onChange={() => onChange({ outsideHours, workingHours: workingHours ? null : usualHours() })}
        />
        {t("only")}
      </label>
      {workingHours ? (
        <>
          <WeeklyHoursFields
            hours={workingHours}
            onChange={(changed) => onChange({ outsideHours, workingHours: changed })}
          />
          <Field label={t("outside")} hint={t(`${outsideHours}Hint`)}>
            {(control) => (
              <Select
                {...control}
                className="sm:w-80"
                value={outsideHours}
                options={outside.map((value) => ({ value, label: t(value) }))}
                onChange={(event) =>
                  onChange({
                    workingHours,
                    outsideHours: event.target.value as PlaybookDraft["outsideHours"],
                  })
                }
              />
            )}
          </Field>
        </>
      ) : null}
    </fieldset>
  );
}
