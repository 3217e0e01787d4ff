"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { ConfirmButton } from "../ui/confirm-button.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { PageSection } from "../ui/page-section.tsx";
import { ErrorState, SkeletonRows } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { draftOf, emptyDraft, type ShownTool, type ToolDraft, toolInput, withSlots } from "./draft.ts";
import { ForeignTool } from "./foreign-tool.tsx";
import { ImportTool } from "./import-tool.tsx";
import { TestCall } from "./test-call.tsx";
import { ToolForm } from "./tool-form.tsx";

/** One tool, or the making of one. */
export function ToolPage({ id }: { id: string | null }) {
  const trpc = useTRPC();
  const errorText = useErrorText();
  const query = useQuery(trpc.tool.show.queryOptions({ id: id ?? "" }, { enabled: id !== null }));
  if (id === null) return <Editor tool={null} />;
  if (query.isPending) return <SkeletonRows count={6} />;
  if (!query.data) return <ErrorState error={{ message: errorText(query.error) }} />;
  return query.data.kind === "http" ? <Editor key={id} tool={query.data} /> : <Foreign tool={query.data} />;
}

/** A tool of a file's or a server's: nothing of it is written here. */
function Foreign({ tool }: { tool: ShownTool }) {
  const t = useTranslations("tool");
  return (
    <>
      <PageHeader
        title={<bdi className="font-mono">{tool.name}</bdi>}
        description={t("version", { version: tool.version })}
        back={{ href: "/tools", label: t("back") }}
      />
      <PageSection title={t(`kind.${tool.kind}`)}>
        <ForeignTool tool={tool} />
      </PageSection>
      {tool.state === "ready" ? (
        <PageSection title={t("test.title")}>
          <TestCall tool={tool} />
        </PageSection>
      ) : null}
    </>
  );
}

function Editor({ tool }: { tool: ShownTool | null }) {
  const t = useTranslations("tool");
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const errorText = useErrorText();
  const [draft, setDraft] = useState<ToolDraft>(() => (tool ? draftOf(tool) : emptyDraft));
  const [problem, setProblem] = useState<string | null>(null);
  const refresh = () => client.invalidateQueries(trpc.tool.pathFilter());
  const onError = (error: Parameters<typeof errorText>[0]) =>
    // The server's own sentence names the field.
    setProblem(error.data?.httpStatus === 409 ? t("problems.taken") : error.message);
  const create = useMutation(
    trpc.tool.create.mutationOptions({
      onSuccess: async (made) => {
        toast.success({ title: t("saved") });
        await refresh();
        router.replace(`/tools/${made.id}`);
      },
      onError,
    }),
  );
  const update = useMutation(
    trpc.tool.update.mutationOptions({
      onSuccess: async (changed) => {
        toast.success({ title: t("saved") });
        setDraft(draftOf(changed));
        await refresh();
      },
      onError,
    }),
  );
  const remove = useMutation(
    trpc.tool.delete.mutationOptions({
      onSuccess: async () => {
        toast.success({ title: t("deleted") });
        router.push("/tools");
        await refresh();
      },
      onError: (error) => toast.error({ title: t("notDeleted"), description: errorText(error) }),
    }),
  );
  const save = () => {
    setProblem(null);
    const input = toolInput(withSlots(draft));
    if (tool) update.mutate({ id: tool.id, ...input });
    else create.mutate(input);
  };
  return (
    <>
      <PageHeader
        title={tool ? <bdi className="font-mono">{tool.name}</bdi> : t("new")}
        description={tool ? t("version", { version: tool.version }) : t("newHint")}
        back={{ href: "/tools", label: t("back") }}
        actions={
          tool ? (
            <ConfirmButton
              variant="ghost"
              title={t("delete.title", { name: tool.name })}
              description={t("delete.description")}
              confirm={t("delete.confirm")}
              pending={remove.isPending}
              onConfirm={() => remove.mutateAsync({ id: tool.id })}
            >
              <Trash2 aria-hidden /> {t("delete.button")}
            </ConfirmButton>
          ) : (
            <ImportTool onImport={setDraft} />
          )
        }
      />
      <PageSection title={t("request")}>
        <ToolForm
          draft={draft}
          onChange={setDraft}
          saved={tool && { url: tool.request.url, secrets: tool.secrets }}
          problem={problem}
          saving={create.isPending || update.isPending}
          onSave={save}
        />
      </PageSection>
      {tool ? (
        <PageSection title={t("test.title")}>
          <TestCall tool={tool} />
        </PageSection>
      ) : null}
    </>
  );
}
