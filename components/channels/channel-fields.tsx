"use client";

import { useTranslations } from "next-intl";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { type FormName, formOf } from "./kinds.ts";

/** The fields of one kind of channel; secrets are typed, never shown. */
export function ChannelFields({
  form,
  config,
  refused,
}: {
  form: FormName;
  /** What the channel has; none for a new one. */
  config: Record<string, unknown> | undefined;
  /** Said at the address, which is what the server looks at most closely. */
  refused: string | undefined;
}) {
  const t = useTranslations("channel");
  const { fields, secrets, makesSecret } = formOf(form);
  return (
    <>
      {fields.map(({ name, type, optional, options }) => {
        const kept = config?.[name];
        const value = kept === undefined ? undefined : String(kept);
        return (
          <Field
            key={name}
            label={t(`fields.${name}`)}
            hint={optional ? t("optional") : undefined}
            error={name === "url" || name === "host" ? refused : undefined}
          >
            {(control) =>
              options ? (
                <Select
                  {...control}
                  name={name}
                  defaultValue={value}
                  options={options.map((option) => ({ value: option, label: option }))}
                />
              ) : (
                <Input
                  {...control}
                  name={name}
                  type={name === "from" && form !== "email" ? "text" : (type ?? "text")}
                  required={!optional}
                  maxLength={2048}
                  defaultValue={value ?? (name === "port" ? "587" : undefined)}
                  autoComplete="off"
                />
              )
            }
          </Field>
        );
      })}
      {secrets.map(({ name, optional }) => (
        <Field
          key={name}
          label={t(`secrets.${name}`)}
          hint={
            config
              ? t("secretKept")
              : makesSecret
                ? t("secretMade")
                : optional
                  ? t("optional")
                  : t("secretHint")
          }
        >
          {(control) => (
            <Input
              {...control}
              name={`secret.${name}`}
              type="password"
              required={!optional && !config}
              autoComplete="off"
              maxLength={400}
            />
          )}
        </Field>
      ))}
    </>
  );
}
