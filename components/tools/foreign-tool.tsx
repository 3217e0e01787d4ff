"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useIsAdmin } from "../frame/viewer.tsx";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { Field } from "../ui/field.tsx";
import { FormEnd } from "../ui/form-end.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { toast } from "../ui/toast.tsx";
import { inputRows, type ShownTool } from "./draft.ts";
import { stateTones } from "./state-tones.ts";

/** A tool that a file or a server defines: what it says of itself, and how far it may act here. */
export function ForeignTool({ tool }: { tool: ShownTool }) {
  const t = useTranslations("foreignTool");
  const inputs = inputRows(tool.inputSchema);
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      {tool.state === "ready" ? null : (
        <p role="status" className="rounded-md bg-pending-soft px-3 py-2 text-sm text-pending">
          {t(`why.${tool.kind === "code" ? "code" : "mcp"}.${tool.state}`)}
        </p>
      )}
      <Facts>
        <Fact name={t("state")}>
          <Badge tone={stateTones[tool.state]}>{t(`states.${tool.state}`)}</Badge>
        </Fact>
        <Fact name={t(tool.kind === "code" ? "file" : "address")}>
          <bdi className="font-mono text-sm">{tool.kind === "code" ? tool.origin : tool.request.url}</bdi>
        </Fact>
        {tool.kind === "mcp" ? (
          <Fact name={t("origin")}>
            <bdi className="font-mono text-sm">{tool.origin}</bdi>
          </Fact>
        ) : null}
        <Fact name={t("description")}>
          <bdi className="whitespace-pre-wrap">{tool.description}</bdi>
        </Fact>
        <Fact name={t("inputs")}>
          {inputs.length === 0 ? (
            t("noInputs")
          ) : (
            <ul>
              {inputs.map(({ name, type, required, description }) => (
                <li key={name}>
                  <bdi className="font-mono text-sm">{name}</bdi>{" "}
                  <span className="text-muted-foreground">
                    {t(`types.${type}`)}
                    {required ? ` · ${t("required")}` : null}
                  </span>{" "}
                  <bdi>{description}</bdi>
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact name={t("hash")}>
          <code className="text-xs">{tool.definitionHash?.slice(0, 16)}</code>
        </Fact>
      </Facts>
      <Permission key={`${tool.definitionHash} ${tool.state}`} tool={tool} />
    </div>
  );
}

function Permission({ tool }: { tool: ShownTool }) {
  const t = useTranslations("foreignTool");
  const tTool = useTranslations("tool");
  const trpc = useTRPC();
  const client = useQueryClient();
  const errorText = useErrorText();
  const isAdmin = useIsAdmin();
  const [effect, setEffect] = useState(tool.effect);
  const [approval, setApproval] = useState(tool.approval);
  const [timeout, setTimeoutMs] = useState(String(tool.timeoutMs));
  const refresh = () =>
    Promise.all([
      client.invalidateQueries(trpc.tool.pathFilter()),
      client.invalidateQueries(trpc.toolServer.pathFilter()),
    ]);
  const update = useMutation(trpc.tool.update.mutationOptions());
  const allow = useMutation(trpc.toolServer.allow.mutationOptions());
  const isServers = tool.kind === "mcp";
  const saving = update.isPending || allow.isPending;
  const error = update.error ?? allow.error;

  async function act(saved: string, work: () => Promise<unknown>) {
    try {
      await work();
      toast.success({ title: saved });
    } catch {
      // It is said at the form's end.
    } finally {
      await refresh();
    }
  }
  function save(event: FormEvent) {
    event.preventDefault();
    const timeoutMs = Number(timeout) || 0;
    void act(t(isServers && tool.state !== "ready" ? "allowed" : "saved"), async () => {
      if (timeoutMs !== tool.timeoutMs || !isServers)
        await update.mutateAsync({ id: tool.id, timeoutMs, ...(!isServers && { approval }) });
      if (isServers)
        await allow.mutateAsync({ id: tool.id, definitionHash: tool.definitionHash, effect, approval });
    });
  }
  if (!isAdmin || tool.state === "gone") return null;
  return (
    <form onSubmit={save} noValidate className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={tTool("effect.label")} hint={isServers ? t("effectHint") : t("effectOfFile")}>
          {(control) => (
            <Select
              {...control}
              disabled={!isServers}
              value={effect}
              options={[
                { value: "read", label: tTool("effect.read") },
                { value: "write", label: tTool("effect.write") },
              ]}
              onChange={(event) => setEffect(event.target.value as ShownTool["effect"])}
            />
          )}
        </Field>
        <Field label={tTool("approval.label")}>
          {(control) => (
            <Select
              {...control}
              value={approval}
              options={[
                { value: "never", label: tTool("approval.never") },
                { value: "always", label: tTool("approval.always") },
              ]}
              onChange={(event) => setApproval(event.target.value as ShownTool["approval"])}
            />
          )}
        </Field>
        <Field label={tTool("timeout")} hint={tTool("timeoutHint")}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={100}
              max={30000}
              step={100}
              value={timeout}
              onChange={(event) => setTimeoutMs(event.target.value)}
            />
          )}
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <FormEnd
          saving={saving}
          words={{
            save: t(isServers && tool.state !== "ready" ? "allow" : "save"),
            saving: tTool("saving"),
          }}
          problem={error ? errorText(error) : null}
        />
        {isServers && tool.state === "ready" ? (
          <Button
            variant="ghost"
            disabled={saving}
            onClick={() =>
              act(t("withdrawn"), () => allow.mutateAsync({ id: tool.id, definitionHash: null }))
            }
          >
            {t("withdraw")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
