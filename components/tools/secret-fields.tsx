"use client";

import { useTranslations } from "next-intl";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";

/** A field for each secret the headers name; what is set shows its last four characters and can only be replaced. */
export function SecretFields({
  names,
  known,
  moved,
  values,
  onChange,
}: {
  names: string[];
  known: { name: string; last4: string }[];
  /** The address leads to another host than the one the secrets were entered for. */
  moved: boolean;
  values: Record<string, string>;
  onChange: (values: Record<string, string>) => void;
}) {
  const t = useTranslations("tool.secrets");
  if (names.length === 0) return null;
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1.5 text-sm font-medium">{t("title")}</legend>
      <p className="text-sm text-muted-foreground">{t("hint")}</p>
      {moved && known.length > 0 ? (
        <p role="status" className="text-sm text-pending">
          {t("moved")}
        </p>
      ) : null}
      {names.map((name) => {
        const set = moved ? undefined : known.find((secret) => secret.name === name);
        return (
          <Field
            key={name}
            label={<bdi className="font-mono text-sm">{name}</bdi>}
            hint={set ? t("set", { last4: set.last4 }) : t("missing")}
          >
            {(control) => (
              <Input
                {...control}
                type="password"
                autoComplete="off"
                value={values[name] ?? ""}
                placeholder={set ? t("keep") : ""}
                onChange={(event) => onChange({ ...values, [name]: event.target.value })}
              />
            )}
          </Field>
        );
      })}
    </fieldset>
  );
}
