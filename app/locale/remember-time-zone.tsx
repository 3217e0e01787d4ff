"use client";

import { useRouter } from "next/navigation";
import { useTimeZone } from "next-intl";
import { useEffect } from "react";
import { timeZoneCookie } from "./locales.ts";
import { setPreferenceCookie } from "./preference-cookie.ts";

/**
 * Tells the server the browser's zone, so that both render every date alike. The first page anyone sees is the sign-in,
 * which shows none; after a journey one refresh corrects them.
 */
export function RememberTimeZone() {
  const rendered = useTimeZone();
  const router = useRouter();
  useEffect(() => {
    const actual = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (
      !actual ||
      actual === rendered ||
      document.cookie.includes(`${timeZoneCookie}=${encodeURIComponent(actual)}`)
    )
      return;
    setPreferenceCookie(timeZoneCookie, actual);
    router.refresh();
  }, [rendered, router]);
  return null;
}
