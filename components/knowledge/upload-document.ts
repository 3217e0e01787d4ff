import type { CallError } from "../live/error-text.ts";

export class UploadError extends Error implements CallError {
  readonly data: CallError["data"];
  constructor(message: string, data: CallError["data"]) {
    super(message);
    this.data = data;
  }
}

/**
 * Sends one file, telling how much of it is through (0 to 1): a new document, or a newer version of `documentId`. Rejects with
 * an UploadError.
 */
export function uploadDocument(
  file: File,
  onProgress: (share: number) => void,
  documentId?: string,
): Promise<void> {
  // fetch does not tell how far an upload is; XMLHttpRequest does.
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", documentId ? `/api/v1/documents/${documentId}/versions` : "/api/v1/documents");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new UploadError("", null));
    request.onload = () => {
      if (request.status < 300) return resolve();
      const error = readError(request.responseText);
      reject(
        new UploadError(error.message ?? `HTTP ${request.status}`, {
          ...(error.code && { reason: error.code }),
          httpStatus: request.status,
        }),
      );
    };
    const form = new FormData();
    form.append("file", file);
    request.send(form);
  });
}

function readError(body: string): { code?: string; message?: string } {
  try {
    return (JSON.parse(body) as { error?: { code?: string; message?: string } }).error ?? {};
  } catch {
    return {};
  }
}
