import { expect, test } from "vitest";
import { isLocale, knownTimeZone, localeFromHeader } from "./locales.ts";

test.each([
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"],
  ["zh-Hant-TW,en;q=0.5", "zh-CN"],
  ["en-GB,en;q=0.9,zh;q=0.8", "en"],
  ["de,fr;q=0.9,zh;q=0.5,en;q=0.4", "zh-CN"],
  ["en;q=0.1, zh;q=0.7", "zh-CN"],
  ["zh;q=0, en", "en"],
  ["de", "en"],
  ["", "en"],
  [null, "en"],
  ["zh;q=nonsense", "en"],
])("Accept-Language %j means %s", (header, locale) => {
  expect(localeFromHeader(header)).toBe(locale);
});

test("a cookie names a language we speak or none", () => {
  expect(isLocale("zh-CN")).toBe(true);
  expect(isLocale("../../etc")).toBe(false);
  expect(isLocale(undefined)).toBe(false);
});

test("a zone is one the runtime knows, else UTC", () => {
  expect(knownTimeZone("Asia/Shanghai")).toBe("Asia/Shanghai");
  expect(knownTimeZone("Mars/Olympus")).toBe("UTC");
  expect(knownTimeZone("x".repeat(1000))).toBe("UTC");
  expect(knownTimeZone(undefined)).toBe("UTC");
});
