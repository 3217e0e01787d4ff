import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { metrics } from "../../server/api/rest/metrics.ts";

type Rule = { alert: string; expr: string; for?: string; severity: string; summary: string };

/** The lines a rule is made of, in the one form this file is written in; anything else is a mistake in it. */
const line = {
  alert: /^ {6}- alert: (\w+)$/,
  expr: /^ {8}expr: (\S.*)$/,
  for: /^ {8}for: (\d+[smh])$/,
  severity: /^ {10}severity: (critical|warning)$/,
  // A colon followed by a blank would make a map of the text.
  summary: /^ {10}summary: ([A-Z](?:(?!: | #).)*[.?])$/,
};
const frame = /^(#.*|groups:| {2}- name: firstline| {4}rules:| {8}(labels|annotations):)$/;

function readRules(): Partial<Rule>[] {
  const rules: Partial<Rule>[] = [];
  for (const text of readFileSync(join(import.meta.dirname, "alert-rules.yml"), "utf8")
    .trimEnd()
    .split("\n")) {
    if (frame.test(text)) continue;
    const [name, form] = Object.entries(line).find(([, one]) => one.test(text)) ?? [];
    if (!name || !form) throw new Error(`Not a line of the rules: ${text}`);
    if (name === "alert") rules.push({});
    Object.assign(rules.at(-1) ?? {}, { [name]: form.exec(text)?.[1] });
  }
  return rules;
}

const functions = ["sum", "by", "increase", "rate", "histogram_quantile"];

/** What an expression asks for: series with the labels it names. */
function readExpression(expr: string): { series: string[]; labels: string[]; rest: string } {
  const labels = [...expr.matchAll(/\{(\w+)="[^"]*"\}|by \(([\w, ]+)\)/g)].flatMap(([, one, many]) =>
    (one ?? many ?? "").split(", "),
  );
  const bare = expr.replace(/\{\w+="[^"]*"\}/g, "").replace(/by \([\w, ]+\)/g, "by ()");
  const series: string[] = bare.match(/\bfirstline_\w+/g) ?? [];
  const words = bare.replace(/\[\d+[smh]\]/g, "").match(/[a-z]\w*/gi) ?? [];
  return {
    series,
    labels,
    rest: words.filter((word) => !series.includes(word) && !functions.includes(word)).join(" "),
  };
}

test("every alert has an expression, a severity and a sentence", () => {
  const rules = readRules();
  expect(rules.length).toBeGreaterThan(5);
  for (const rule of rules)
    expect(rule).toMatchObject({ alert: /^/, expr: /^/, severity: /^/, summary: /^/ });
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
});

test("alerts name only series and labels that are published", () => {
  const published = new Map(
    metrics()
      .registry.getMetricsAsArray()
      .flatMap((metric) => {
        const {
          name,
          type,
          labelNames = [],
        } = metric as unknown as { name: string; type: string; labelNames?: string[] };
        const parts = type === "histogram" ? ["_bucket", "_sum", "_count"] : [""];
        return parts.map((part): [string, string[]] => [
          name + part,
          part === "_bucket" ? [...labelNames, "le"] : labelNames,
        ]);
      }),
  );
  for (const { alert, expr } of readRules()) {
    const { series, labels, rest } = readExpression(expr ?? "");
    expect(series.length, alert).toBe(1);
    expect([...published.keys()], alert).toContain(series[0]);
    for (const label of labels) expect(published.get(series[0] ?? ""), alert).toContain(label);
    expect(rest, alert).toBe("");
    expect(expr?.match(/\(/g)?.length, alert).toBe(expr?.match(/\)/g)?.length);
    expect(expr, alert).toMatch(/ (>|==) \d+$/);
  }
});
