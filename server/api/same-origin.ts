/** A path of our own that a sign-in may return to, "/" for anything a browser could read as another place. */
export function safeReturnPath(wanted: string | undefined, publicUrl: string): string {
  const { origin } = new URL(publicUrl);
  if (!wanted || wanted.length > 2000 || !URL.canParse(wanted, origin)) return "/";
  const url = new URL(wanted, origin);
  const isOurs = url.origin === origin && !url.username && !url.pathname.startsWith("//");
  // An encoded backslash or line break means nothing in our paths and too much in some readers of a Location header.
  return isOurs && !/%(5c|0d|0a|09)/i.test(url.pathname) ? `${url.pathname}${url.search}` : "/";
}

/**
 * Whether a browser sent this from one of our own pages: its Origin is our public address, or the very host it asked, as
 * when a desk is opened under a second name. A page of someone else cannot choose either header.
 */
export function isSameOrigin(headers: Headers, publicUrl: string): boolean {
  const origin = headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  return origin === new URL(publicUrl).origin || new URL(origin).host === headers.get("host");
}
