import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { InvitationForm } from "../../../components/sign-in/invitation-form.tsx";
import { buttonVariants } from "../../../components/ui/button-variants.ts";
import { readInvitation } from "../../../server/api/read-invitation.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invitation"))("title"), referrer: "no-referrer" };
}

export default async function InvitationPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string | string[] }>;
}) {
  const t = await getTranslations("invitation");
  const { token } = await searchParams;
  const offer = typeof token === "string" ? await readInvitation(token) : null;
  if (!offer || typeof token !== "string")
    return (
      <>
        <h1 className="mb-1 text-xl font-semibold">{t("goneTitle")}</h1>
        <p className="mb-6 text-muted-foreground">{t("goneDescription")}</p>
        <Link href="/sign-in" className={buttonVariants({ size: "lg" })}>
          {t("toSignIn")}
        </Link>
      </>
    );
  return (
    <>
      <h1 className="foreign-text mb-1 text-xl font-semibold">
        {t("join", { workspace: offer.workspaceName })}
      </h1>
      <p className="mb-6 text-muted-foreground">{offer.known ? t("knownDescription") : t("description")}</p>
      <InvitationForm token={token} email={offer.email} known={offer.known} />
    </>
  );
}
