import { expect, test } from "vitest";
import { isSitemap, readSitemap } from "./read-sitemap.ts";

const base = new URL("https://help.example.com/sitemap.xml");
const xml = `<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
  <url><loc>https://help.example.com/a?x=1&amp;y=2</loc><lastmod>2026-01-01</lastmod>
    <image:image><image:loc>https://help.example.com/picture.png</image:loc></image:image></url>
  <url><loc><![CDATA[https://help.example.com/退货]]></loc></url>
  <url><loc>https://help.example.com/a?x=1&amp;y=2#part</loc></url>
  <url><loc>https://elsewhere.example.com/b</loc></url>
  <url><loc>javascript:alert(1)</loc></url>
  <url><loc>https://help.example.com/sitemap.xml</loc></url>
</urlset>`;

test("the pages of its own host, each once, in order", () => {
  expect(isSitemap(xml)).toBe(true);
  expect(readSitemap(xml, base)).toEqual({
    urls: ["https://help.example.com/a?x=1&y=2", "https://help.example.com/%E9%80%80%E8%B4%A7"],
    left: 0,
  });
});

test("a list of sitemaps leads to them; what is none is not read as one", () => {
  const list = `<sitemapindex><sitemap><loc>https://help.example.com/more.xml</loc></sitemap></sitemapindex>`;
  expect(isSitemap(list)).toBe(true);
  expect(readSitemap(list, base).urls).toEqual(["https://help.example.com/more.xml"]);
  for (const other of ["", "<html><body><urlset></urlset>", "User-agent: *", "# Sitemap"])
    expect(isSitemap(other)).toBe(false);
});

test("no more than two hundred", () => {
  const pages = Array.from({ length: 230 }, (_, i) => `<url><loc>https://help.example.com/${i}</loc></url>`);
  const { urls, left } = readSitemap(`<urlset>${pages.join("")}</urlset>`, base);
  expect([urls.length, left]).toEqual([200, 30]);
});
