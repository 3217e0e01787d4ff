"use client";

import { Upload as UploadIcon, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useDropzone } from "react-dropzone";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/class-names.ts";
import { toast } from "../ui/toast.tsx";
import { useUploads } from "./use-uploads.ts";

const maxBytes = 20 * 1024 * 1024;
const accept = {
  "text/markdown": [".md", ".markdown"],
  "text/plain": [".txt"],
  "text/html": [".html", ".htm"],
  "application/pdf": [".pdf"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": [".docx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": [".xlsx"],
  "text/csv": [".csv", ".tsv"],
  "application/zip": [".zip"],
};

/** Where documents come in: dropped or chosen, each with its progress or the sentence why it was not taken. */
export function UploadArea({ onUploaded, also }: { onUploaded: () => void; also?: ReactNode }) {
  const t = useTranslations("knowledge");
  const { uploads, add, dismiss } = useUploads(onUploaded);
  const { getRootProps, getInputProps, open, isDragActive } = useDropzone({
    accept,
    maxSize: maxBytes,
    noClick: true,
    noKeyboard: true,
    onDrop: (accepted, refused) => {
      void add(accepted);
      for (const { file, errors } of refused)
        toast.error({
          title: file.name,
          description: t(errors[0]?.code === "file-too-large" ? "refused.size" : "refused.type"),
        });
    },
  });
  return (
    <div className="px-4 pb-4 md:px-8">
      <div
        {...getRootProps({ role: undefined, tabIndex: undefined })}
        className={cn(
          "flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-dashed border-input/70 bg-surface px-4 py-4",
          isDragActive && "border-primary bg-accent",
        )}
      >
        <input {...getInputProps({ style: undefined, className: "hidden", "aria-label": t("upload") })} />
        <Button variant="primary" onClick={open}>
          <UploadIcon aria-hidden /> {t("upload")}
        </Button>
        {also}
        <p className="text-sm text-muted-foreground">{isDragActive ? t("dropHere") : t("uploadHint")}</p>
      </div>
      {uploads.length > 0 ? (
        <ul aria-label={t("uploads")} className="mt-2 divide-y rounded-lg border">
          {uploads.map((upload) => (
            <li key={upload.id} className="flex items-center gap-3 px-3 py-2 text-sm">
              <span className="min-w-0 flex-1 truncate">{upload.name}</span>
              {upload.error ? (
                <>
                  <span role="alert" className="foreign-text text-destructive">
                    {upload.error}
                  </span>
                  <Button
                    size="icon"
                    variant="ghost"
                    aria-label={t("dismissUpload", { name: upload.name })}
                    onClick={() => dismiss(upload.id)}
                  >
                    <X aria-hidden />
                  </Button>
                </>
              ) : (
                <progress
                  className="h-1.5 w-40 accent-primary"
                  aria-label={t("uploading", { name: upload.name })}
                  value={upload.progress}
                />
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
