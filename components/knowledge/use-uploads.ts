"use client";

import { useCallback, useRef, useState } from "react";
import { useErrorText } from "../live/error-text.ts";
import { UploadError, uploadDocument } from "./upload-document.ts";

export type Upload = {
  id: number;
  name: string;
  /** 0 to 1. */
  progress: number;
  error?: string;
};

/** Files on their way, two at a time; a finished one disappears here and appears in the list. */
export function useUploads(onUploaded: () => void) {
  const errorText = useErrorText();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const lastId = useRef(0);

  const add = useCallback(
    async (files: readonly File[]) => {
      const change = (id: number, changes: Partial<Upload>) =>
        setUploads((current) =>
          current.map((upload) => (upload.id === id ? { ...upload, ...changes } : upload)),
        );
      const queue = files.map((file) => {
        lastId.current += 1;
        return { id: lastId.current, file };
      });
      // Made now: the updater below runs when the workers have already taken from the queue.
      const waiting = queue.map(({ id, file }) => ({ id, name: file.name, progress: 0 }));
      setUploads((current) => [...current, ...waiting]);
      const work = async () => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const { id, file } = next;
          try {
            await uploadDocument(file, (progress) => change(id, { progress }));
            setUploads((current) => current.filter((upload) => upload.id !== id));
            onUploaded();
          } catch (error) {
            change(id, {
              error: errorText(error instanceof UploadError ? error : { message: String(error) }),
            });
          }
        }
      };
      await Promise.all([work(), work()]);
    },
    [errorText, onUploaded],
  );
  const dismiss = useCallback(
    (id: number) => setUploads((current) => current.filter((upload) => upload.id !== id)),
    [],
  );
  return { uploads, add, dismiss };
}
