"use client";

import { FileInput } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Textarea } from "../ui/input.tsx";
import type { ToolDraft } from "./draft.ts";
import { importCurl } from "./import-curl.ts";
import { importOpenApi, type Operation } from "./import-openapi.ts";

/** A form filled in from what people have at hand: a cURL line, or an OpenAPI document. Nothing is fetched. */
export function ImportTool({ onImport }: { onImport: (draft: ToolDraft) => void }) {
  const t = useTranslations("tool.import");
  const [open, setOpen] = useState(false);
  const [source, setSource] = useState("");
  const [operations, setOperations] = useState<Operation[] | null>(null);
  const [failed, setFailed] = useState(false);
  const take = (draft: ToolDraft) => {
    onImport(draft);
    setOpen(false);
    setSource("");
    setOperations(null);
  };
  function read() {
    const found = importOpenApi(source);
    const draft = found ? null : importCurl(source.trim());
    setFailed(!draft && (found?.length ?? 0) === 0);
    if (draft) take(draft);
    else setOperations(found);
  }
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger render={<Button />}>
        <FileInput aria-hidden /> {t("button")}
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("description")} className="w-[40rem]">
        {operations && operations.length > 0 ? (
          <ul aria-label={t("operations")} className="max-h-80 divide-y overflow-y-auto rounded-md border">
            {operations.map((operation) => (
              <li key={operation.label}>
                <button
                  type="button"
                  className="flex min-h-9 w-full flex-col px-3 py-1.5 text-left hover:bg-muted"
                  onClick={() => take(operation.draft)}
                >
                  <bdi className="font-mono text-sm">{operation.label}</bdi>
                  <span className="foreign-text text-sm text-muted-foreground">{operation.summary}</span>
                </button>
              </li>
            ))}
          </ul>
        ) : (
          <Field label={t("source")} error={failed ? t("failed") : undefined}>
            {(control) => (
              <Textarea
                {...control}
                className="max-h-80 min-h-40 font-mono text-sm"
                placeholder="curl https://api.example.com/orders/1001 -H 'Authorization: Bearer …'"
                value={source}
                onChange={(event) => setSource(event.target.value)}
              />
            )}
          </Field>
        )}
        <DialogFooter>
          {operations ? (
            <Button variant="ghost" onClick={() => setOperations(null)}>
              {t("again")}
            </Button>
          ) : (
            <Button variant="primary" disabled={source.trim() === ""} onClick={read}>
              {t("read")}
            </Button>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
