"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { ToastRegion } from "../components/ui/toast.tsx";
import { RememberTimeZone } from "./locale/remember-time-zone.tsx";

/** What every page needs on the client, signed in or not. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <CSPProvider nonce={nonce} disableStyleElements>
      <ThemeProvider attribute="class" nonce={nonce} disableTransitionOnChange>
        <NuqsAdapter>
          <ToastRegion>{children}</ToastRegion>
        </NuqsAdapter>
      </ThemeProvider>
      <RememberTimeZone />
    </CSPProvider>
  );
}
