import { expect, test } from "vitest";
import { returnPath } from "./return-path.ts";

test.each([
  ["/inbox/1?status=all", "/inbox/1?status=all"],
  ["/knowledge/1?version=2&start=3&end=4", "/knowledge/1?version=2&start=3&end=4"],
  [undefined, "/inbox"],
  ["", "/inbox"],
  ["https://evil.example", "/inbox"],
  ["//evil.example", "/inbox"],
  ["/\\evil.example", "/inbox"],
  ["/\t/evil.example", "/inbox"],
  ["/./\\evil.example", "/inbox"],
  ["/..//evil.example", "/inbox"],
  ["javascript:alert(1)", "/inbox"],
  ["http:/evil.example", "/inbox"],
  [`/${"x".repeat(3000)}`, "/inbox"],
])("%j leads to %s", (wanted, path) => {
  expect(returnPath(wanted)).toBe(path);
});
