import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "../../components/sign-in/sign-in-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const t = await getTranslations("signIn");
  const { next } = await searchParams;
  return (
    <>
      <h1 className="mb-1 text-xl font-semibold">{t("title")}</h1>
      <p className="mb-6 text-muted-foreground">{t("description")}</p>
      <SignInForm next={typeof next === "string" ? next : undefined} />
    </>
  );
}
