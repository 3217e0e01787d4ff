"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.tsx";
import { UploadError, uploadDocument } from "./upload-document.ts";

/** Takes a newer file for a document; the one in force is quoted until the new one is indexed. */
export function UploadVersion({ id, title }: { id: string; title: string }) {
  const t = useTranslations("uploadVersion");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const client = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const upload = useMutation({
    mutationFn: (file: File) => uploadDocument(file, () => {}, id),
    onSuccess: async () => {
      toast.success({ title: t("done") });
      await client.invalidateQueries(trpc.knowledge.pathFilter());
    },
    onError: (error) =>
      toast.error({
        title: t("failed"),
        description: errorText(error instanceof UploadError ? error : { message: String(error) }),
      }),
  });
  return (
    <>
      <input
        ref={field}
        type="file"
        className="hidden"
        aria-label={t("button", { title })}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = "";
          if (file) upload.mutate(file);
        }}
      />
      <Button
        size="icon"
        variant="ghost"
        aria-label={t("button", { title })}
        disabled={upload.isPending}
        focusableWhenDisabled
        onClick={() => field.current?.click()}
      >
        <Upload aria-hidden />
      </Button>
    </>
  );
}
