import fc from "fast-check";
import { expect, test } from "vitest";
import { findNeeded } from "./needed-fields.ts";
import { redactBytes } from "./redact-bytes.ts";
import { redactForm } from "./redact-form.ts";
import { redactedMark, redactJson } from "./redact-json.ts";
import { parseRedactionPath } from "./redaction-path.ts";

const paths = (...texts: string[]) => texts.map((text) => parseRedactionPath(text)!);

test.each([
  ["customer.phone", ["customer", "phone"]],
  ["body.customer.phone", ["customer", "phone"]],
  ["cards[*].number", ["cards", "*", "number"]],
  ["cards[0].number", ["cards", "0", "number"]],
  ["[*].phone", ["*", "phone"]],
  ["客户.电话", ["客户", "电话"]],
  ["headers.x-phone", null],
  ["query.phone", null],
  ["", null],
  ["a..b", null],
  ["a.__proto__", null],
  ["a[1", null],
  ["$(x)", null],
])("%s", (text, names) => expect(parseRedactionPath(text)).toEqual(names));

test.each([
  ["customer.phone", '{"customer":{"phone":"1", "id":7}}', '{"customer":{"phone":"[redacted]", "id":7}}'],
  [
    "cards[*].number",
    '{"cards":[{"number":1},{"number":2.50}]}',
    '{"cards":[{"number":"[redacted]"},{"number":"[redacted]"}]}',
  ],
  [
    "cards.number",
    '{"cards":[{"number":1},[{"number":2}]]}',
    '{"cards":[{"number":"[redacted]"},[{"number":"[redacted]"}]]}',
  ],
  [
    "cards.1.number",
    '{"cards":[{"number":1},{"number":2}]}',
    '{"cards":[{"number":1},{"number":"[redacted]"}]}',
  ],
  ["[*].phone", '[{"phone":null},{"phone":{"a":[1]}}]', '[{"phone":"[redacted]"},{"phone":"[redacted]"}]'],
  ["phone", '{"phone":"a","phone":"b"}', '{"phone":"[redacted]","phone":"[redacted]"}'],
  ["phone", '{"ph\\u006fne" : "a\\"b" , "x":[ ]}', '{"ph\\u006fne" : "[redacted]" , "x":[ ]}'],
  [
    "content.text",
    '{"content":"{\\"text\\":\\"hi\\",\\"n\\":1}"}',
    '{"content":"{\\"text\\":\\"[redacted]\\",\\"n\\":1}"}',
  ],
  ["a.b", ' {"a":1,"b":{"b":2}} ', ' {"a":1,"b":{"b":2}} '],
  ["a.b", "[]", "[]"],
])("%s in %s", (path, before, after) => {
  expect(redactJson(before, paths(path)).text).toBe(after);
  // Once more changes nothing, and still says what stands there.
  const again = redactJson(after, paths(path));
  expect([again.text, again.removed]).toEqual([after, []]);
});

test("forms: a field, a repeated one, JSON inside a field; others stay as they came", () => {
  const text =
    "?From=%2B1+555&Body=hi+there&From=x&payload=%7B%22user%22%3A%7B%22phone%22%3A%221%22%7D%7D&bare";
  const done = redactForm(text, paths("From", "payload.user.phone", "missing"));
  expect(Object.fromEntries(new URLSearchParams(done.text))).toEqual({
    From: redactedMark,
    Body: "hi there",
    payload: '{"user":{"phone":"[redacted]"}}',
    bare: "",
  });
  expect(done.text).toContain("Body=hi+there");
  expect(done.found).toEqual([true, true, false]);
});

test("what cannot be read is hidden whole", () => {
  const redaction = { fields: ["phone"], paths: paths("phone"), forms: true };
  const form = "application/x-www-form-urlencoded; charset=utf-8";
  const whole = (text: string | Uint8Array, type: string) =>
    redactBytes(typeof text === "string" ? Buffer.from(text) : text, redaction, type).bytes === null;
  expect(whole('{"phone":"138', "application/json")).toBe(true);
  expect(whole('{"phone":"138', form)).toBe(true);
  expect(whole("<xml><phone>1</phone></xml>", "text/xml")).toBe(true);
  expect(whole(Buffer.from([0x22, 0xff, 0x22]), "application/json")).toBe(true);
  expect(whole("phone=1", "application/json")).toBe(true);
  expect(whole("phone=1", form)).toBe(false);
  expect(redactBytes(Buffer.from("phone=1"), { ...redaction, forms: false }, form).bytes).toBeNull();
  const deep = `${"[".repeat(100_000)}{"phone":"138"}${"]".repeat(100_000)}`;
  expect(Buffer.from(redactBytes(Buffer.from(deep), redaction, undefined).bytes!).includes("138")).toBe(
    false,
  );
});

/** A value that occurs nowhere else, at a path of names that may lead through lists and texts of JSON. */
const secret = "s3cr3t-4711";
const name = fc.constantFrom("a", "b", "c", "phone", "0", "卡");
const noise = fc.jsonValue({ maxDepth: 3 });
const placed = fc
  .tuple(fc.array(name, { minLength: 1, maxLength: 4 }), fc.array(fc.nat(3), { maxLength: 8 }))
  .chain(([names, turns]) =>
    noise.map((other) => {
      let value: unknown = secret;
      for (const [i, each] of [...names].reverse().entries()) {
        value = { other, [each]: value };
        const turn = turns[i] ?? 0;
        if (turn === 1) value = [other, value, other];
        if (turn === 2) value = JSON.stringify(value);
      }
      return { path: names.join("."), value };
    }),
  );

test("a value at a redacted path is never left, whatever it stands in, and the rest stays", () => {
  fc.assert(
    fc.property(placed, fc.boolean(), ({ path, value }, spaced) => {
      const before = JSON.stringify(value, null, spaced ? 2 : 0);
      const { text, found } = redactJson(before, paths(path));
      expect(text).not.toContain(secret);
      expect(found).toEqual([true]);
      expect(JSON.stringify(JSON.parse(text)).length).toBeGreaterThan(0);
    }),
  );
  fc.assert(
    fc.property(noise, (value) => {
      const text = JSON.stringify(value);
      expect(redactJson(text, paths("nowhere.at-all")).text).toBe(text);
    }),
  );
});

test("what the desk needs cannot be hidden, and is named", () => {
  const custom = { source: "custom", mapping: null };
  expect(findNeeded(["customer.phone", "cards[*].number", "customer.email"], custom)).toBeNull();
  expect(findNeeded(["customer.phone", "customer"], custom)).toEqual({
    field: "customer",
    name: "contact.id",
  });
  expect(findNeeded(["data"], custom)).toEqual({ field: "data", name: "text" });
  expect(findNeeded(["event_id"], custom)).toEqual({ field: "event_id", name: "event_id" });
  const mapped = {
    source: "custom",
    mapping: { text: "lines.0.words", contact: { id: "who", phone: "tel" } },
  };
  expect(findNeeded(["tel", "data", "customer"], mapped)).toBeNull();
  expect(findNeeded(["lines[*].words"], mapped)).toEqual({ field: "lines[*].words", name: "text" });
  // Senders whose fields are read from elsewhere than they were sent: their own sample tells.
  expect(findNeeded(["alerts[*].fingerprint"], { source: "alertmanager", mapping: null })?.name).toBe(
    "event_id",
  );
  expect(findNeeded(["alerts.labels.instance"], { source: "alertmanager", mapping: null })).toBeNull();
  expect(findNeeded(["event.message.content"], { source: "feishu", mapping: null })?.name).toBe("text");
  expect(findNeeded(["entry.changes.value.messages.from"], { source: "meta", mapping: null })?.name).toBe(
    "contact.id",
  );
});
