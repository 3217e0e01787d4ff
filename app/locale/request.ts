import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { findViewer } from "../(desk)/viewer.ts";
import { isLocale, knownTimeZone, localeCookie, localeFromHeader, timeZoneCookie } from "./locales.ts";

/**
 * Language and zone of one request: what was chosen in this browser, what the signed-in person chose elsewhere, then what
 * the browser says. Neither is in the address.
 */
export default getRequestConfig(async () => {
  const store = await cookies();
  const chosen = store.get(localeCookie)?.value;
  const locale = isLocale(chosen)
    ? chosen
    : ((await findViewer())?.member.locale ?? localeFromHeader((await headers()).get("accept-language")));
  return {
    locale,
    messages: (await import(`../../messages/${locale}.json`)).default,
    timeZone: knownTimeZone(store.get(timeZoneCookie)?.value),
    now: new Date(),
  };
});
