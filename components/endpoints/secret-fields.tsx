"use client";

import { useTranslations } from "next-intl";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";

type SecretField = { name: string; optional: boolean };

const named = [
  "secret",
  "token",
  "encoding_aes_key",
  "receive_id",
  "app_id",
  "encrypt_key",
  "verification_token",
  "app_secret",
  "verify_token",
  "username",
  "password",
] as const;

/** The fields of a secret by the names that the sender's own screen has for them. */
export function SecretFields({
  fields,
  error,
  required,
}: {
  fields: readonly SecretField[];
  error?: string | undefined;
  required: boolean;
}) {
  const t = useTranslations("endpoint.secretField");
  return fields.map(({ name, optional }, i) => {
    const known = named.find((each) => each === name) ?? "secret";
    const label = t(known);
    return (
      <Field
        key={name}
        label={optional ? t("optional", { name: label }) : label}
        error={i === 0 ? error : undefined}
      >
        {(control) => (
          <Input
            {...control}
            name={`secret.${name}`}
            type={name === "username" || name === "receive_id" || name === "app_id" ? "text" : "password"}
            required={required && !optional}
            autoComplete="off"
            spellCheck={false}
            maxLength={1024}
            className="font-mono text-sm"
          />
        )}
      </Field>
    );
  });
}

/** What was typed into them: a text, an object, or nothing. */
export function readSecret(
  form: FormData,
  fields: readonly SecretField[],
): string | Record<string, string> | undefined {
  const entries = fields
    .map(({ name }): [string, string] => [name, String(form.get(`secret.${name}`) ?? "")])
    .filter(([, value]) => value !== "");
  if (entries.length === 0) return undefined;
  return fields.length === 1 && fields[0]?.name === "secret" ? entries[0]![1] : Object.fromEntries(entries);
}
