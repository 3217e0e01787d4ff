"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../trpc.ts";
import { Field } from "../ui/field.tsx";
import { Textarea } from "../ui/input.tsx";

/** The fields of the body that are hidden, whether they are there at all, and which the desk cannot do without. */
export function RedactedFields({
  endpointId,
  value,
  error,
}: {
  endpointId: string;
  value: readonly string[];
  error: string | undefined;
}) {
  const t = useTranslations("endpoint.guards");
  const field = useTranslations("endpoint.mapper.field");
  const trpc = useTRPC();
  const report = useQuery(trpc.endpoint.redaction.queryOptions({ id: endpointId }));
  const { looked = 0, fields = [], needed = [] } = report.data ?? {};
  return (
    <div className="flex flex-col gap-2">
      <Field label={t("redacted_fields")} hint={t("redacted_fields_hint")} error={error}>
        {(control) => (
          <Textarea
            {...control}
            name="redacted_fields"
            className="min-h-16 font-mono text-sm"
            spellCheck={false}
            defaultValue={value.join("\n")}
            placeholder="customer.phone"
          />
        )}
      </Field>
      {fields.length > 0 ? (
        <ul aria-label={t("redacted_found")} className="flex flex-col gap-1 text-sm">
          {fields.map(({ path, found }) => (
            <li key={path} className="flex flex-wrap gap-x-2">
              <span className="foreign-text font-mono">{path}</span>
              <span className={looked > 0 && found === 0 ? "text-pending" : "text-muted-foreground"}>
                {looked === 0 ? t("redacted_unseen") : t("redacted_seen", { found, looked })}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {needed.length > 0 ? (
        <details className="text-sm text-muted-foreground">
          <summary className="min-h-6">{t("redacted_needed")}</summary>
          <ul className="mt-1 flex flex-col gap-1">
            {needed.map(({ name, paths }) => (
              <li key={name} className="foreign-text">
                {field(name.replace(".", "_") as "contact_id")}
                {paths.length > 0 ? <span className="font-mono text-xs"> {paths.join(", ")}</span> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}
