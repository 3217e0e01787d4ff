"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "../ui/button.tsx";
import { Input } from "../ui/input.tsx";
import { returnPath } from "./return-path.ts";
import { SignInError, type SignInFailure, signInFailure } from "./sign-in-error.tsx";

/** E-mail and password. What is wrong is said without telling which of the two, or whether the account exists. */
export function SignInForm({ next }: { next: string | undefined }) {
  const t = useTranslations("signIn");
  const [failure, setFailure] = useState<SignInFailure>();
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    setFailure(undefined);
    const found = await signInFailure(() =>
      signIn("credentials", {
        email: String(form.get("email")),
        password: String(form.get("password")),
        redirect: false,
      }),
    );
    // A whole page load: nothing of the signed-out state survives in memory.
    if (!found) window.location.assign(returnPath(next));
    else {
      setFailure(found);
      setPending(false);
    }
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {failure ? <SignInError failure={failure} /> : null}
      <div className="flex flex-col gap-1.5">
        <label htmlFor="email" className="text-sm font-medium">
          {t("email")}
        </label>
        <Input
          id="email"
          name="email"
          type="email"
          autoComplete="username"
          required
          autoFocus
          aria-invalid={failure === "wrong" || undefined}
        />
      </div>
      <div className="flex flex-col gap-1.5">
        <label htmlFor="password" className="text-sm font-medium">
          {t("password")}
        </label>
        <Input
          id="password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          aria-invalid={failure === "wrong" || undefined}
        />
      </div>
      <Button type="submit" variant="primary" size="lg" disabled={pending} focusableWhenDisabled>
        {pending ? t("pending") : t("submit")}
      </Button>
    </form>
  );
}
