"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import type { Condition, Rule } from "./draft.ts";

const operators = [
  ["=", "eq"],
  ["!=", "ne"],
  [">", "gt"],
  [">=", "ge"],
  ["<", "lt"],
  ["<=", "le"],
  ["contains", "contains"],
  ["doesNotContain", "doesNotContain"],
  ["beginsWith", "beginsWith"],
  ["endsWith", "endsWith"],
  ["in", "in"],
  ["notIn", "notIn"],
  ["notNull", "notNull"],
  ["null", "null"],
] as const satisfies readonly [Rule["operator"], string][];

const deepest = 3;
const text = (value: Rule["value"]) => (Array.isArray(value) ? value.join(", ") : String(value ?? ""));

/** Comparisons that all have to hold, or one of them; groups within groups. */
export function ConditionBuilder({
  condition,
  onChange,
  onRemove,
  depth = 1,
}: {
  condition: Condition;
  onChange: (condition: Condition) => void;
  onRemove?: () => void;
  depth?: number;
}) {
  const t = useTranslations("playbook.condition");
  const { combinator, rules } = condition;
  const put = (index: number, rule: Condition["rules"][number]) =>
    onChange({ ...condition, rules: rules.map((one, i) => (i === index ? rule : one)) });
  const drop = (index: number) => onChange({ ...condition, rules: rules.filter((_, i) => i !== index) });
  return (
    <fieldset className={depth > 1 ? "flex flex-col gap-2 rounded-md border p-2" : "flex flex-col gap-2"}>
      <legend className={depth > 1 ? "sr-only" : "mb-1.5 text-sm font-medium"}>{t("title")}</legend>
      {depth === 1 ? <p className="text-sm text-muted-foreground">{t("hint")}</p> : null}
      {rules.length > 1 || depth > 1 ? (
        <div className="flex items-center gap-2">
          <Select
            aria-label={t("combinator")}
            className="w-auto"
            value={combinator}
            options={[
              { value: "and", label: t("and") },
              { value: "or", label: t("or") },
            ]}
            onChange={(event) => onChange({ ...condition, combinator: event.target.value as "and" | "or" })}
          />
          {onRemove ? (
            <Button
              variant="ghost"
              size="icon"
              className="ml-auto"
              aria-label={t("removeGroup")}
              onClick={onRemove}
            >
              <X aria-hidden />
            </Button>
          ) : null}
        </div>
      ) : null}
      {rules.map((rule, index) =>
        "rules" in rule ? (
          <ConditionBuilder
            // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place
            key={index}
            depth={depth + 1}
            condition={rule}
            onChange={(changed) => put(index, changed)}
            onRemove={() => drop(index)}
          />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place
          <div key={index} className="flex flex-wrap gap-2">
            <Input
              aria-label={t("field")}
              placeholder="body.data.amount"
              list="event-fields"
              className="min-w-40 flex-[2] font-mono text-sm"
              value={rule.field}
              onChange={(event) => put(index, { ...rule, field: event.target.value })}
            />
            <Select
              aria-label={t("operator")}
              className="w-auto min-w-32 flex-1"
              value={rule.operator}
              options={operators.map(([value, name]) => ({ value, label: t(`operators.${name}`) }))}
              onChange={(event) => put(index, { ...rule, operator: event.target.value as Rule["operator"] })}
            />
            {rule.operator === "null" || rule.operator === "notNull" ? null : (
              <Input
                aria-label={t("value")}
                placeholder={t(rule.operator === "in" || rule.operator === "notIn" ? "values" : "value")}
                className="min-w-32 flex-[2] text-sm"
                value={text(rule.value)}
                onChange={(event) => put(index, { ...rule, value: event.target.value })}
              />
            )}
            <Button
              variant="ghost"
              size="icon"
              className="h-9"
              aria-label={t("remove")}
              onClick={() => drop(index)}
            >
              <X aria-hidden />
            </Button>
          </div>
        ),
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={() =>
            onChange({ ...condition, rules: [...rules, { field: "", operator: "=", value: "" }] })
          }
        >
          <Plus aria-hidden /> {t("add")}
        </Button>
        {depth < deepest ? (
          <Button
            variant="ghost"
            onClick={() =>
              onChange({
                ...condition,
                rules: [...rules, { combinator: "or", rules: [{ field: "", operator: "=", value: "" }] }],
              })
            }
          >
            <Plus aria-hidden /> {t("addGroup")}
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}
