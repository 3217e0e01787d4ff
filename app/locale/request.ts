import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isLocale, knownTimeZone, localeCookie, localeFromHeader, timeZoneCookie } from "./locales.ts";

/** Language and zone of one request: what the viewer chose, then what the browser says. Neither is in the address. */
export default getRequestConfig(async () => {
  const store = await cookies();
  const chosen = store.get(localeCookie)?.value;
  const locale = isLocale(chosen) ? chosen : localeFromHeader((await headers()).get("accept-language"));
  return {
    locale,
    messages: (await import(`../../messages/${locale}.json`)).default,
    timeZone: knownTimeZone(store.get(timeZoneCookie)?.value),
    now: new Date(),
  };
});
