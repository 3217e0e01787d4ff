"use client";

import { useTranslations } from "next-intl";

export type SignInFailure = "wrong" | "link" | "invitation" | "rate_limited" | "unavailable";

type Answer = { ok: boolean; status: number; error?: string | null | undefined } | undefined;

/** Runs a sign-in; nothing when it worked, otherwise why not. Every refused credential looks the same. */
export async function signInFailure(
  attempt: () => Promise<Answer>,
  refused: SignInFailure = "wrong",
): Promise<SignInFailure | undefined> {
  try {
    const answer = await attempt();
    if (answer?.ok && !answer.error) return undefined;
    if (answer?.error === "rate_limited" || answer?.status === 429) return "rate_limited";
    if (answer?.error === "not_found") return "invitation";
    return answer?.error === "CredentialsSignin" ? refused : "unavailable";
  } catch {
    return "unavailable";
  }
}

export function SignInError({ failure }: { failure: SignInFailure }) {
  const t = useTranslations("signIn.failure");
  return (
    <p role="alert" className="rounded-md bg-destructive-soft px-3 py-2 text-sm text-destructive">
      {t(failure)}
    </p>
  );
}
