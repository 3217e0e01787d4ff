/** The languages of the screens. Equals: no text exists in one of them only (messages/messages.test.ts). */
export const locales = ["en", "zh-CN"] as const;

export type Locale = (typeof locales)[number];

export const localeCookie = "firstline-locale";
export const timeZoneCookie = "firstline-time-zone";

export const isLocale = (value: string | undefined): value is Locale => locales.includes(value as Locale);

/**
 * The first language of an Accept-Language header we speak (RFC 9110 §12.5.4, without its wildcard), English when none
 * is. Every Chinese is answered in zh-CN: simplified Chinese is nearer to a reader of it than English.
 */
export function localeFromHeader(header: string | null): Locale {
  const wanted = (header ?? "")
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return { tag, quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    if (tag === "zh" || tag.startsWith("zh-")) return "zh-CN";
    if (tag === "en" || tag.startsWith("en-")) return "en";
  }
  return "en";
}

/** The zone itself when this runtime knows it, UTC otherwise. */
export function knownTimeZone(zone: string | undefined): string {
  if (!zone || zone.length > 64) return "UTC";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
