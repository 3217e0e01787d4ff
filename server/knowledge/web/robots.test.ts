import { expect, test } from "vitest";
import { processorMs } from "../../testing/processor-time.ts";
import { mayRead } from "./robots.ts";

const robots = `
# The example of RFC 9309, 5.1, and more
User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot
Disallow: /example/page.html

User-Agent: quxbot
`;

test.each([
  ["firstline", "/", true],
  ["firstline", "/picture.gif", false],
  ["firstline", "/picture.gif?large", true],
  ["firstline", "/example/disallowed.gif", false],
  ["firstline", "/publications/page.html", true],
  ["FooBot", "/example/page.html", true],
  ["foobot", "/example/allowed.gif", true],
  ["foobot", "/other", false],
  ["barbot", "/example/page.html", false],
  ["bazbot", "/example/page.html", false],
  ["bazbot", "/example/other.html", true],
  // It has a group of its own, without a rule: everything is open to it.
  ["quxbot", "/example/", true],
])("%s may read %s: %s", (agent, path, allowed) => {
  expect(mayRead(robots, agent, path)).toBe(allowed);
});

test.each([
  // The longest match counts, and of two as long the one that allows.
  ["allow: /page\ndisallow: /page", "/page", true],
  ["allow: /\ndisallow: /folder", "/folder/a", false],
  ["allow: /folder/open\ndisallow: /folder", "/folder/open/a", true],
  ["disallow: /*/private/*.html$", "/a/private/b.html", false],
  ["disallow: /*/private/*.html$", "/a/private/b.html?x", true],
  ["disallow: /fish*$", "/fishing", false],
  // Escaped and plain characters are the same.
  ["disallow: /%7ejoe/", "/~joe/index.html", false],
  ["disallow: /帮助/", "/%E5%B8%AE%E5%8A%A9/a", false],
  ["disallow:", "/", true],
  ["disallow: / # everything", "/a", false],
])("%s: %s is open: %s", (rules, path, allowed) => {
  expect(mayRead(`user-agent: *\n${rules}`, "firstline", path)).toBe(allowed);
});

test("no file, or no rule, closes nothing", () => {
  expect(mayRead("", "firstline", "/a")).toBe(true);
  expect(mayRead("<html>not found</html>", "firstline", "/a")).toBe(true);
});

test("a pattern of many stars is decided at once", async () => {
  const rules = `user-agent: *\ndisallow: ${"/*a".repeat(2000)}$`;
  const taken = await processorMs(() => mayRead(rules, "firstline", `/${"a".repeat(5000)}b`));
  expect(taken).toBeLessThan(500);
});
