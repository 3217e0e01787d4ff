"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plug, RefreshCw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useIsAdmin } from "../frame/viewer.tsx";
import { reasonOf, useErrorText } from "../live/error-text.ts";
import { useSentence } from "../sentences/use-sentence.ts";
import { type Answers, useTRPC } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmButton } from "../ui/confirm-button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { PageSection } from "../ui/page-section.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";

type Server = Answers["toolServer"]["list"][number];

function useRefresh() {
  const trpc = useTRPC();
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries(trpc.toolServer.pathFilter()),
      client.invalidateQueries(trpc.tool.pathFilter()),
    ]);
}

/** MCP servers as sources of tools: what each offers, and how much of it waits for somebody to read it. */
export function ToolServers() {
  const t = useTranslations("toolServer");
  const trpc = useTRPC();
  const isAdmin = useIsAdmin();
  const { data } = useQuery(trpc.toolServer.list.queryOptions());
  if (!data) return null;
  return (
    <PageSection title={t("title")}>
      <p className="mb-3 text-sm text-muted-foreground">{t("about")}</p>
      {data.length > 0 ? (
        <ul aria-label={t("title")} className="mb-3 divide-y rounded-md border">
          {data.map((server) => (
            <ServerRow key={server.id} server={server} editable={isAdmin} />
          ))}
        </ul>
      ) : null}
      {isAdmin ? <AddServer /> : null}
    </PageSection>
  );
}

function ServerRow({ server, editable }: { server: Server; editable: boolean }) {
  const t = useTranslations("toolServer");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const sentence = useSentence();
  const refresh = useRefresh();
  const onError = (error: Parameters<typeof errorText>[0]) =>
    toast.error({ title: t("failed"), description: errorText(error) });
  const again = useMutation(trpc.toolServer.refresh.mutationOptions({ onSuccess: refresh, onError }));
  const remove = useMutation(trpc.toolServer.remove.mutationOptions({ onSuccess: refresh, onError }));
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-sm">
      <span className="min-w-0 flex-1 basis-52">
        <bdi className="block truncate font-medium">{server.name}</bdi>
        <bdi className="block truncate font-mono text-xs text-muted-foreground">{server.url}</bdi>
      </span>
      <span className="text-muted-foreground">
        {t("offers", { count: server.tools })}
        {server.last4 ? ` · ${t("credential", { last4: server.last4 })}` : null}
      </span>
      {server.waiting > 0 ? <Badge tone="pending">{t("waiting", { count: server.waiting })}</Badge> : null}
      {editable ? (
        <>
          <Button size="sm" disabled={again.isPending} onClick={() => again.mutate({ id: server.id })}>
            <RefreshCw aria-hidden /> {again.isPending ? t("asking") : t("ask")}
          </Button>
          <ConfirmButton
            size="sm"
            variant="ghost"
            title={t("remove.title", { name: server.name })}
            description={t("remove.description")}
            confirm={t("remove.confirm")}
            pending={remove.isPending}
            onConfirm={() => remove.mutateAsync({ id: server.id })}
          >
            <Trash2 aria-hidden /> {t("remove.button")}
          </ConfirmButton>
        </>
      ) : null}
      {server.problem ? (
        <p className="foreign-text w-full text-destructive">{sentence(server.problem)}</p>
      ) : server.checkedAt ? (
        <p className="w-full text-xs text-muted-foreground">
          {t("asked")} <RelativeTime at={server.checkedAt} />
        </p>
      ) : null}
    </li>
  );
}

function AddServer() {
  const t = useTranslations("toolServer");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const refresh = useRefresh();
  const [open, setOpen] = useState(false);
  const add = useMutation(
    trpc.toolServer.add.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        await refresh();
      },
    }),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (field: string) => String(data.get(field) ?? "").trim();
    const authorization = text("authorization");
    add.mutate({ name: text("name"), url: text("url"), ...(authorization && { authorization }) });
  }
  const refused = ["invalid_input", "host_not_allowed"].includes(reasonOf(add.error) ?? "");
  return (
    <Dialog open={open} onOpenChange={setOpen} onOpenChangeComplete={(isOpen) => !isOpen && add.reset()}>
      <DialogTrigger render={<Button />}>
        <Plug aria-hidden /> {t("add.button")}
      </DialogTrigger>
      <DialogContent title={t("add.title")} description={t("add.description")}>
        <form onSubmit={submit} className="flex flex-col gap-4">
          <Field label={t("add.name")} hint={t("add.nameHint")}>
            {(control) => <Input {...control} name="name" required maxLength={60} autoComplete="off" />}
          </Field>
          <Field
            label={t("add.url")}
            hint={t("add.urlHint")}
            error={add.error ? (refused ? t("add.refused") : errorText(add.error)) : undefined}
          >
            {(control) => (
              <Input
                {...control}
                name="url"
                required
                inputMode="url"
                className="font-mono text-sm"
                placeholder="https://mcp.example.com/mcp"
              />
            )}
          </Field>
          <Field label={t("add.authorization")} hint={t("add.authorizationHint")}>
            {(control) => (
              <Input
                {...control}
                name="authorization"
                type="password"
                autoComplete="off"
                placeholder="Bearer …"
              />
            )}
          </Field>
          <DialogFooter>
            <DialogClose render={<Button variant="ghost" />}>{common("cancel")}</DialogClose>
            <Button type="submit" variant="primary" disabled={add.isPending} focusableWhenDisabled>
              {add.isPending ? t("asking") : t("add.submit")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
