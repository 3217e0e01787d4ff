"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { SignInError, type SignInFailure, signInFailure } from "./sign-in-error.tsx";

/**
 * Joins by an invitation: a new person says who they are and chooses a password, one who has an account gives theirs. The
 * link is used up by the press, not by being opened.
 */
export function InvitationForm({ token, email, known }: { token: string; email: string; known: boolean }) {
  const t = useTranslations("invitation");
  const [failure, setFailure] = useState<SignInFailure>();
  const [pending, setPending] = useState(false);

  // The token leaves the address bar and the history; the router writes the address too while it starts, so ours is later.
  useEffect(() => {
    const later = setTimeout(() => window.history.replaceState(null, "", "/sign-in/invitation"));
    return () => clearTimeout(later);
  }, []);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    setFailure(undefined);
    const name = String(form.get("name") ?? "");
    const found = await signInFailure(() =>
      signIn("invitation", { token, name, password: String(form.get("password")), redirect: false }),
    );
    if (!found) window.location.assign("/inbox");
    else {
      setFailure(found);
      setPending(false);
    }
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {failure ? <SignInError failure={failure} /> : null}
      <Field label={t("email")}>
        {(control) => <Input {...control} name="email" value={email} readOnly autoComplete="username" />}
      </Field>
      {known ? null : (
        <Field label={t("name")} hint={t("nameHint")}>
          {(control) => (
            <Input {...control} name="name" required maxLength={100} autoComplete="name" autoFocus />
          )}
        </Field>
      )}
      <Field
        label={known ? t("ownPassword") : t("newPassword")}
        hint={known ? t("ownPasswordHint") : t("newPasswordHint")}
      >
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            required
            minLength={known ? 1 : 8}
            maxLength={1024}
            autoComplete={known ? "current-password" : "new-password"}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" disabled={pending} focusableWhenDisabled>
        {pending ? t("pending") : t("submit")}
      </Button>
    </form>
  );
}
