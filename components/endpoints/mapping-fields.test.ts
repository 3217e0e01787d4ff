import { expect, test } from "vitest";
import { bodyPath, toMapping, toPaths } from "./mapping-fields.ts";

test("paths and mappings are the same in both directions", () => {
  const mapping = { event_id: "id", text: "data.text", contact: { id: "user.id", email: "user.mail" } };
  expect(toPaths(mapping)).toEqual({
    event_id: "id",
    text: "data.text",
    "contact.id": "user.id",
    "contact.email": "user.mail",
  });
  expect(toMapping(toPaths(mapping))).toEqual(mapping);
  expect(toPaths(null)).toEqual({});
  expect(toMapping({})).toBeNull();
});

test("a body's own headers are not the request's", () => {
  expect(bodyPath("headers.x")).toBe("body.headers.x");
  expect(bodyPath("body")).toBe("body.body");
  expect(bodyPath("headersx.a")).toBe("headersx.a");
});
