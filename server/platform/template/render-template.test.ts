import { describe, expect, test } from "vitest";
import { processorMs } from "../../testing/processor-time.ts";
import { readSharedData } from "../../testing/shared-data.ts";
import { renderTemplate, templateProblem } from "./render-template.ts";

const facts = { contact: { name: "Ada" }, tools: { order: { eta: "2026-11-25", n: 3 } }, language: "zh" };

test.each([
  [
    "Thank you, {{contact.name}}. It arrives on {{ tools.order.eta }}.",
    "Thank you, Ada. It arrives on 2026-11-25.",
    0,
  ],
  ["{% if language == 'zh' %}您好{% else %}Hello{% endif %}", "您好", 0],
  ["{{ tools.order.eta | date: '%d %B %Y' }}", "25 November 2026", 0],
  ["On {{ tools.other.eta }}.", "On .", 1],
  ["{% if tools.other.eta %}On {{ tools.other.eta }}{% endif %}Soon", "Soon", 0],
  ["{{ contact.constructor.name }}{{ contact.toString }}", "", 2],
])("%s", (template, text, empty) => {
  expect(templateProblem(template)).toBeNull();
  expect(renderTemplate(template, facts)).toEqual({ text, empty });
});

test("each value passes through whoever asks for it", () => {
  const values: string[] = [];
  const rendered = renderTemplate("Dear {{contact.name}}, {{tools.order.n}}", facts, (value) => {
    values.push(value);
    return `<${values.length}>`;
  });
  expect(rendered).toEqual({ text: "Dear <1>, <2>", empty: 0 });
  expect(values).toEqual(["Ada", "3"]);
});

describe("a template reaches nothing and costs little", () => {
  test.each([
    "{% include '/etc/passwd' %}",
    "{% render 'other' %}",
    "{% layout 'x' %}",
    "{{ x | nosuchfilter }}",
    "{% if %}",
    "{{ 'a' ",
  ])("refused: %s", (template) => expect(templateProblem(template)).not.toBeNull());

  test.each([
    "{% for i in (1..100000000) %}x{% endfor %}",
    "{% for i in (1..9999) %}{% for j in (1..9999) %}{% for k in (1..9999) %}{{ i }}{% endfor %}{% endfor %}{% endfor %}",
    "{% assign a = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}{{ a }}",
    "{{ 'x' | replace: 'x', 'yyyy' | append: 'z' | date: '%999999999d' }}",
  ])("ends: %s", (template) => {
    const startedAt = performance.now();
    const rendered = renderTemplate(template, facts);
    expect("problem" in rendered || rendered.text.length <= 8000).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

const expressions =
  readSharedData<{ expressions: { expr: string }[] }>("attacks/expressions.json", "expressions")
    ?.expressions ?? [];
test.each(expressions.map(({ expr }) => [expr]))("the expression %j runs nothing", async (expr) => {
  for (const template of [expr, `{{ ${expr} }}`]) {
    const taken = await processorMs(() => {
      const rendered = renderTemplate(template, facts);
      if ("text" in rendered) expect(rendered.text.length).toBeLessThan(8001);
    });
    expect(taken).toBeLessThan(300);
  }
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});
