"use client";

import Link from "next/link";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "../ui/button.tsx";
import { buttonVariants } from "../ui/button-variants.ts";
import { SignInError, type SignInFailure, signInFailure } from "./sign-in-error.tsx";

/** Uses a one-time link up, on a click only: scanners that open links in mails must not burn it. */
export function LinkForm({ token }: { token: string }) {
  const t = useTranslations("signIn");
  const [failure, setFailure] = useState<SignInFailure>();
  const [pending, setPending] = useState(false);

  // The token leaves the address bar and the history; the router writes the address too while it starts, so ours is later.
  useEffect(() => {
    const later = setTimeout(() => window.history.replaceState(null, "", "/sign-in/link"));
    return () => clearTimeout(later);
  }, []);

  async function consume() {
    setPending(true);
    setFailure(undefined);
    const found = await signInFailure(() => signIn("link", { token, redirect: false }), "link");
    if (!found) window.location.assign("/home");
    else {
      setFailure(found);
      setPending(false);
    }
  }

  return (
    <div className="flex flex-col gap-4">
      {failure ? <SignInError failure={failure} /> : null}
      {failure === "link" ? (
        <Link href="/sign-in" className={buttonVariants({ size: "lg" })}>
          {t("withPassword")}
        </Link>
      ) : (
        <Button variant="primary" size="lg" onClick={consume} disabled={pending} focusableWhenDisabled>
          {pending ? t("pending") : t("continue")}
        </Button>
      )}
    </div>
  );
}
