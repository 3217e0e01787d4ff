const year = 31_536_000;

/** Keeps a preference of this browser for a year, where the server sees it with the next request. */
export function setPreferenceCookie(name: string, value: string): void {
  // The Cookie Store API exists in secure contexts only, and a desk may run on plain http inside a house.
  // biome-ignore lint/suspicious/noDocumentCookie: see above
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${year}; samesite=lax`;
}
