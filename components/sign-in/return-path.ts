/**
 * Where to go after signing in: a path of our own, and nothing that a browser would read as another origin ("//x",
 * "/\x", "javascript:").
 */
export function returnPath(wanted: string | null | undefined): string {
  if (!wanted?.startsWith("/") || wanted.length > 2000) return "/inbox";
  const base = "http://firstline.invalid";
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : undefined;
  return url?.origin === base && !url.pathname.startsWith("//") ? `${url.pathname}${url.search}` : "/inbox";
}
