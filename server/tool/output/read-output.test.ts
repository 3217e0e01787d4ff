import { expect, test } from "vitest";
import { readSharedData } from "../../testing/shared-data.ts";
import { checkOutputMapping, readOutput, withoutSecrets } from "./read-output.ts";

const answer = { status: "shipped", data: { eta: "2026-11-25", lines: [{ sku: "L-1" }] }, body: { a: 1 } };

test("fields are read by plain dotted paths, and what is not there is left out", () => {
  const mapping = {
    status: "status",
    eta: "data.eta",
    sku: "data.lines.0.sku",
    own: "body.a",
    none: "data.x.y",
  };
  expect(readOutput(mapping, answer)).toEqual({
    output: { status: "shipped", eta: "2026-11-25", sku: "L-1", own: 1 },
  });
  expect(readOutput({ n: "toString", l: "data.lines.length" }, answer)).toEqual({ output: {} });
  expect(readOutput({}, [1])).toEqual({ output: { result: [1] } });
  expect(readOutput({}, { text: "a\u0000\ud800" })).toEqual({ output: { text: "a\ufffd\ufffd" } });
  expect(readOutput({}, { rows: Array.from({ length: 5000 }, () => "abcdef") })).toHaveProperty("problem");
});

const expressions =
  readSharedData<{ expressions: { expr: string }[] }>("attacks/expressions.json", "expressions")
    ?.expressions ?? [];
test.each(expressions.map(({ expr }) => [expr]))("the expression %j runs nothing", (expr) => {
  let output: unknown;
  try {
    checkOutputMapping({ field: expr });
    output = readOutput({ field: expr }, answer);
  } catch {
    output = "refused";
  }
  expect(["refused", { output: {} }]).toContainEqual(output);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test("a system that echoes what it was sent does not give the secret away", () => {
  const secret = 'k"y/secret-1';
  const echoed = JSON.stringify({ authorization: `Bearer ${secret}`, url: encodeURIComponent(secret) });
  expect(withoutSecrets(echoed, [secret])).toBe('{"authorization":"Bearer [secret]","url":"[secret]"}');
});
