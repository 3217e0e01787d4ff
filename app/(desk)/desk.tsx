"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Frame } from "../../components/frame/frame.tsx";
import { type Viewer, ViewerProvider } from "../../components/frame/viewer.tsx";
import { LiveChanges } from "../../components/live/live-changes.tsx";
import { TRPCProvider } from "../../components/trpc.ts";
import { localeNames } from "../locale/language-switch.tsx";
import { isLocale, localeCookie, locales } from "../locale/locales.ts";
import { setPreferenceCookie } from "../locale/preference-cookie.ts";
import { createApiClient, createQueryClient } from "./api-client.ts";

const languages = locales.map((value) => ({ value, name: localeNames[value] }));

async function signOut() {
  const client = await import("next-auth/react");
  await client.signOut({ callbackUrl: "/sign-in" });
}

/** The signed-in client: its data, what changes them live, and the frame around the page. */
export function Desk({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [apiClient] = useState(createApiClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={apiClient} queryClient={queryClient}>
        <ViewerProvider value={viewer}>
          <LiveChanges />
          <Frame
            viewer={viewer}
            locales={languages}
            onLocale={(locale) => {
              setPreferenceCookie(localeCookie, locale);
              // The next browser of this person begins with it; this one has its cookie already.
              if (isLocale(locale)) apiClient.me.switchLocale.mutate({ locale }).catch(() => {});
            }}
            onSignOut={signOut}
          >
            {children}
          </Frame>
        </ViewerProvider>
      </TRPCProvider>
    </QueryClientProvider>
  );
}
