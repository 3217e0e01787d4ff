"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useIsAdmin } from "../frame/viewer.tsx";
import { useErrorText } from "../live/error-text.ts";
import { useSentence } from "../sentences/use-sentence.ts";
import { useTRPC } from "../trpc.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { EmptyState, ErrorState, SkeletonRows } from "../ui/states.tsx";
import { ExactTime } from "../ui/time.tsx";
import { CancelDocument } from "./cancel-document.tsx";
import { DocumentBody } from "./document-body.tsx";
import { DocumentDetails } from "./document-details.tsx";
import { canRetry } from "./document-list.tsx";
import { DocumentMarks } from "./document-marks.tsx";
import { DocumentStatusBadge } from "./document-status.tsx";
import { ListingText } from "./listing-text.tsx";
import { PassageList } from "./passage-list.tsx";
import { RefreshLink } from "./refresh-link.tsx";
import { RetryDocument } from "./retry-document.tsx";
import { UploadVersion } from "./upload-version.tsx";

/** A document's text; of the version a citation froze when the address names one, scrolled to what was cited. */
export function DocumentPage({
  id,
  versionId,
  start,
  end,
}: {
  id: string;
  versionId: string | undefined;
  start: string | undefined;
  end: string | undefined;
}) {
  const t = useTranslations("document");
  const isAdmin = useIsAdmin();
  const errorText = useErrorText();
  const sentence = useSentence();
  const trpc = useTRPC();
  // A deleted document has no summary any more, but the version that was cited can still be read.
  const document = useQuery(trpc.knowledge.show.queryOptions({ id }));
  const wanted = versionId ?? document.data?.versionId ?? undefined;
  const version = useQuery(
    trpc.knowledge.text.queryOptions({ versionId: wanted ?? id }, { enabled: wanted !== undefined }),
  );
  const back = { href: "/knowledge", label: t("back") };
  const error = versionId ? version.error : document.error;
  if (error)
    return (
      <>
        <PageHeader title={t("single")} back={back} />
        <ErrorState error={{ message: errorText(error) }} />
      </>
    );
  const title = document.data?.title ?? version.data?.title;
  if (!title) return <SkeletonRows count={8} className="md:px-8" />;
  const settled = document.data?.status === "ready" || document.data?.status === "failed";
  const isOld = version.data && document.data && wanted !== document.data.versionId;
  return (
    <div className="h-full overflow-y-auto">
      <PageHeader
        back={back}
        title={<bdi>{title}</bdi>}
        description={
          <span className="flex flex-wrap items-center gap-x-2 text-sm">
            {document.data ? <bdi>{document.data.sourceUrl ?? document.data.filename}</bdi> : null}
            {version.data ? <span>{t("version", { version: version.data.version })}</span> : null}
            {document.data ? <ExactTime at={document.data.updatedAt} /> : null}
          </span>
        }
        actions={
          document.data ? (
            <>
              <DocumentMarks metadata={document.data.metadata} />
              <DocumentStatusBadge status={document.data.status} progress={document.data.progress} />
              {isAdmin && document.data.sourceUrl && settled ? <RefreshLink id={id} /> : null}
              {isAdmin && !settled ? <CancelDocument id={id} title={title} /> : null}
              {isAdmin && canRetry(document.data) ? <RetryDocument id={id} title={title} /> : null}
              {isAdmin && settled && !document.data.sourceUrl ? (
                <UploadVersion id={id} title={title} />
              ) : null}
              {isAdmin ? <DocumentDetails document={document.data} /> : null}
            </>
          ) : null
        }
      />
      {isOld || (version.data && !document.data) ? (
        <p className="mx-4 mb-4 rounded-md bg-pending-soft px-3 py-2 text-sm text-pending md:mx-8">
          {t("versionOld")}
        </p>
      ) : null}
      {version.data?.layout.hiddenPieces ? (
        <p className="mx-4 mb-4 rounded-md bg-pending-soft px-3 py-2 text-sm text-pending md:mx-8">
          {t("hidden", { count: version.data.layout.hiddenPieces })}
        </p>
      ) : null}
      {document.data?.error ? (
        <p
          role="alert"
          className="foreign-text mx-4 mb-4 rounded-md bg-destructive-soft px-3 py-2 text-sm text-destructive md:mx-8"
        >
          {sentence(document.data.error)}
        </p>
      ) : null}
      {version.data?.layout.listing ? (
        <ListingText text={version.data.text} />
      ) : version.data ? (
        <div className="xl:flex xl:items-start">
          <DocumentBody
            documentId={id}
            versionId={wanted ?? id}
            version={version.data}
            start={start}
            end={end}
          />
          {wanted ? (
            <PassageList
              documentId={id}
              versionId={wanted}
              text={version.data.text}
              layout={version.data.layout}
              editable={isAdmin && document.data?.status === "ready" && wanted === document.data?.versionId}
              shown={start === undefined ? undefined : Number(start)}
            />
          ) : null}
        </div>
      ) : document.data?.status === "failed" ? null : wanted ? (
        <SkeletonRows count={8} className="md:px-8" />
      ) : (
        <EmptyState title={t("notReady")} />
      )}
    </div>
  );
}
