"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { stateTones } from "../tools/state-tones.ts";
import { Badge } from "../ui/badge.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import type { Choices, PlaybookDraft } from "./draft.ts";

const inputsOf = (schema: Choices["tools"][number]["inputSchema"]) => {
  const { properties, required } = schema;
  const names = typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
  return names.map((name) => ({ name, required: Array.isArray(required) && required.includes(name) }));
};

/** The tools a playbook may use, and where in the event each finds its inputs. */
export function ToolChoice({
  tools,
  draft,
  onChange,
}: {
  tools: Choices["tools"];
  draft: PlaybookDraft;
  onChange: (change: Pick<PlaybookDraft, "toolIds" | "toolInputs">) => void;
}) {
  const t = useTranslations("playbook.tools");
  const tForeign = useTranslations("foreignTool");
  const { toolIds, toolInputs } = draft;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{t("title")}</legend>
      <p className="text-sm text-muted-foreground">{t("hint")}</p>
      {tools.length === 0 ? (
        <p className="text-sm">
          <Link href="/tools/new" className="font-medium text-primary hover:underline">
            {t("none")}
          </Link>
        </p>
      ) : null}
      {tools.map((tool) => {
        const chosen = toolIds.includes(tool.id);
        return (
          <div key={tool.id} className="rounded-md border">
            <label className="flex min-h-9 items-center gap-2 px-3 py-1.5">
              <input
                type="checkbox"
                checked={chosen}
                onChange={() =>
                  onChange({
                    toolIds: chosen ? toolIds.filter((id) => id !== tool.id) : [...toolIds, tool.id],
                    toolInputs,
                  })
                }
              />
              <bdi className="font-mono text-sm">{tool.name}</bdi>
              {tool.state === "ready" ? null : (
                <Badge tone={stateTones[tool.state]} className="ml-auto">
                  {tForeign(`states.${tool.state}`)}
                </Badge>
              )}
              <Badge
                tone={tool.effect === "write" ? "pending" : "neutral"}
                className={tool.state === "ready" ? "ml-auto" : undefined}
              >
                {t(tool.effect)}
              </Badge>
            </label>
            {chosen ? (
              <div className="grid gap-3 border-t px-3 py-2.5 sm:grid-cols-2">
                {inputsOf(tool.inputSchema).map(({ name, required }) => (
                  <Field
                    key={name}
                    label={<bdi className="font-mono text-sm">{name}</bdi>}
                    hint={t(required ? "sameName" : "optional")}
                  >
                    {(control) => (
                      <Input
                        {...control}
                        list="event-fields"
                        placeholder={`body.data.${name}`}
                        className="font-mono text-sm"
                        value={toolInputs[tool.name]?.[name] ?? ""}
                        onChange={(event) =>
                          onChange({
                            toolIds,
                            toolInputs: {
                              ...toolInputs,
                              [tool.name]: { ...toolInputs[tool.name], [name]: event.target.value },
                            },
                          })
                        }
                      />
                    )}
                  </Field>
                ))}
                {Object.keys(tool.output).length > 0 ? (
                  <p className="text-sm text-muted-foreground sm:col-span-2">
                    {t("gives")}{" "}
                    {Object.keys(tool.output).map((field) => (
                      <code key={field} className="mr-2 text-xs">{`{{tools.${tool.name}.${field}}}`}</code>
                    ))}
                  </p>
                ) : null}
              </div>
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}
