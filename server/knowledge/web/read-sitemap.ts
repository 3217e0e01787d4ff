/** How many pages are taken from a sitemap; https://www.sitemaps.org/protocol.html allows 50,000. */
const mostPages = 200;

const start = /^<(?:urlset|sitemapindex)[\s>]/i;
const location = /<loc>\s*(?:<!\[CDATA\[([^\]]{1,2048})\]\]>|([^<]{1,2048}))\s*<\/loc>/gi;
const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Whether a fetched file is a sitemap, or a list of sitemaps, by its beginning. */
export function isSitemap(text: string): boolean {
  const head = text
    .slice(0, 4000)
    .replace(/^\uFEFF/, "")
    .replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, "")
    .trimStart();
  return start.test(head);
}

const decode = (text: string) =>
  text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]+));/gi, (whole, decimal, hex, name) =>
    name
      ? (entities[name.toLowerCase()] ?? whole)
      : String.fromCodePoint(Math.min(decimal ? Number(decimal) : Number.parseInt(hex, 16), 0x10ffff)),
  );

/**
 * The addresses a sitemap names, in order, each once: only pages of its own host, 200 at most, and how many that left. Those
 * in a list of sitemaps are addresses too.
 */
export function readSitemap(text: string, base: URL): { urls: string[]; left: number } {
  const found = new Set<string>();
  for (const [, quoted, written] of text.matchAll(location)) {
    const address = quoted ?? decode(written ?? "");
    const url = URL.canParse(address.trim()) ? new URL(address.trim()) : undefined;
    if (url?.host !== base.host || !/^https?:$/.test(url.protocol)) continue;
    url.hash = "";
    found.add(url.href);
  }
  found.delete(base.href);
  const urls = [...found];
  return { urls: urls.slice(0, mostPages), left: Math.max(0, urls.length - mostPages) };
}
