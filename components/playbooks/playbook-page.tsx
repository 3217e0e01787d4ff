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
import { type Choices, draftOf, emptyPlaybook, playbookInput, type ShownPlaybook } from "./draft.ts";
import { PlaybookForm } from "./playbook-form.tsx";
import { Simulation } from "./simulation.tsx";
import { VersionList } from "./version-list.tsx";

/** One playbook, or the making of one. */
export function PlaybookPage({ id }: { id: string | null }) {
  const trpc = useTRPC();
  const errorText = useErrorText();
  const choices = useQuery(trpc.playbook.choices.queryOptions());
  const query = useQuery(trpc.playbook.show.queryOptions({ id: id ?? "" }, { enabled: id !== null }));
  const error = choices.error ?? query.error;
  if (error) return <ErrorState error={{ message: errorText(error) }} />;
  if (!choices.data || (id !== null && !query.data)) return <SkeletonRows count={6} />;
  return <Editor key={id} playbook={query.data ?? null} choices={choices.data} />;
}

/** Paths people often need; the browser offers them while one types. */
const usualFields = [
  "body.data.order_id",
  "body.data.amount",
  "body.priority",
  "contact.name",
  "contact.email",
  "event.type",
  "event.text",
];

function Editor({ playbook, choices }: { playbook: ShownPlaybook | null; choices: Choices }) {
  const t = useTranslations("playbook");
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const errorText = useErrorText();
  const [draft, setDraft] = useState(() => (playbook ? draftOf(playbook) : emptyPlaybook));
  const [problem, setProblem] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const refresh = () => client.invalidateQueries(trpc.playbook.pathFilter());
  const onError = (error: Parameters<typeof errorText>[0]) =>
    // What is wrong with a field, in the server's own words.
    setProblem(error.data?.httpStatus === 400 ? error.message : errorText(error));
  const create = useMutation(
    trpc.playbook.create.mutationOptions({
      onSuccess: async (made) => {
        toast.success({ title: t("saved") });
        await refresh();
        router.replace(`/playbooks/${made.id}`);
      },
      onError,
    }),
  );
  const update = useMutation(
    trpc.playbook.update.mutationOptions({
      onSuccess: async () => {
        toast.success({ title: t("saved") });
        await refresh();
      },
      onError,
    }),
  );
  const remove = useMutation(
    trpc.playbook.delete.mutationOptions({
      onSuccess: async () => {
        toast.success({ title: t("deleted") });
        router.push("/playbooks");
        await refresh();
      },
      onError: (error) => toast.error({ title: t("notDeleted"), description: errorText(error) }),
    }),
  );
  const nameMissing = tried && draft.name.trim() === "";
  const save = () => {
    setTried(true);
    setProblem(null);
    if (draft.name.trim() === "") return;
    const input = playbookInput(draft, choices);
    if (playbook) update.mutate({ id: playbook.id, ...input });
    else create.mutate(input);
  };
  return (
    <>
      <PageHeader
        title={playbook ? <bdi>{playbook.name}</bdi> : t("new")}
        description={playbook ? t("version", { version: playbook.version }) : t("newHint")}
        back={{ href: "/playbooks", label: t("back") }}
        actions={
          playbook ? (
            <ConfirmButton
              variant="ghost"
              title={t("delete.title", { name: playbook.name })}
              description={t("delete.description")}
              confirm={t("delete.confirm")}
              pending={remove.isPending}
              onConfirm={() => remove.mutateAsync({ id: playbook.id })}
            >
              <Trash2 aria-hidden /> {t("delete.button")}
            </ConfirmButton>
          ) : null
        }
      />
      <datalist id="event-fields">
        {usualFields.map((field) => (
          <option key={field} value={field} />
        ))}
      </datalist>
      <PageSection title={t("what")}>
        <PlaybookForm
          draft={draft}
          choices={choices}
          onChange={setDraft}
          problem={problem}
          nameMissing={nameMissing}
          saving={create.isPending || update.isPending}
          onSave={save}
        />
      </PageSection>
      <PageSection title={t("simulation.title")}>
        <Simulation draft={draft} choices={choices} id={playbook?.id} />
      </PageSection>
      {playbook ? (
        <PageSection title={t("versions.title")}>
          <VersionList id={playbook.id} onRestore={setDraft} />
        </PageSection>
      ) : null}
    </>
  );
}
