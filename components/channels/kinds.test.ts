import { describe, expect, it, test } from "vitest";
import { channelKindNames } from "../../server/channel/kinds/kinds.ts";
import { newChannel } from "../../server/channel/schema.ts";
import { type FormName, formNameOf, formNames, formOf, leadsTo, readForm } from "./kinds.ts";

/** What somebody would type into any field. */
const typed: Record<string, string> = {
  url: "https://shop.example/hook",
  host: "smtp.example.com",
  port: "465",
  tls: "implicit",
  from: "desk@example.com",
  agent_id: "7",
  receive_id_type: "open_id",
  "secret.signing": `whsec_${Buffer.alloc(32, 1).toString("base64")}`,
};
const text = (field: string) => typed[field] ?? "typed";

test("every kind the server knows has a form", () => {
  expect([...new Set(formNames.map((name) => formOf(name).kind))].sort()).toEqual(
    [...channelKindNames].sort(),
  );
});

describe.each(formNames)("the form of %s", (name: FormName) => {
  const { kind, fields } = formOf(name);

  it("makes what the server takes, and is found again for it", () => {
    const read = readForm(name, (field) => (/reply_to/.test(field) ? "desk@example.com" : text(field)));
    const made = newChannel.parse({ kind, name: "Made", ...read });
    expect(formNameOf({ kind, config: made.config as Record<string, unknown> })).toBe(name);
  });

  it("leaves out what is optional and empty", () => {
    const required = fields.filter((field) => !field.optional).map((field) => field.name as string);
    const read = readForm(name, (field) => (required.includes(field) ? text(field) : ""));
    expect(newChannel.safeParse({ kind, name: "Made", ...read }).error).toBeUndefined();
    expect(read.secret).toBeUndefined();
  });
});

test("a change keeps the settings the form does not show, and takes emptied ones away", () => {
  const before = { corp_id: "a", agent_id: 1, to_user: "b", base_url: "https://wecom.example" };
  const { config } = readForm("wecom", (field) => ({ corp_id: "c", agent_id: "2" })[field] ?? "", before);
  expect(config).toEqual({ corp_id: "c", agent_id: "2", base_url: "https://wecom.example" });
  expect(leadsTo({ kind: "wecom", config })).toBe("c");
});
