import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DomainError } from "../../../errors.ts";
import { type PageText, readPage } from "./read-page.ts";

const mostPages = 2000;

const assets = join(import.meta.dirname, "../../../../node_modules/pdfjs-dist");
const asset = (folder: string) => `${join(assets, folder)}/`;

/** Why PDF.js gave up, as its errors name it, in words. */
const refusals: Record<string, string> = {
  PasswordException: "This PDF is protected by a password; save it without one and upload it again.",
  InvalidPDFException: "This PDF is damaged and cannot be read.",
};

/**
 * What each page of a PDF says, by PDF.js. Nothing in the file is run, fetched or drawn.
 * @throws DomainError("unusable_content") when it is damaged, locked or longer than 2,000 pages
 */
export async function readPdf(bytes: Uint8Array): Promise<{ pages: PageText[]; title?: string }> {
  const { getDocument, GlobalWorkerOptions, VerbosityLevel } = await import(
    "pdfjs-dist/legacy/build/pdf.mjs"
  );
  GlobalWorkerOptions.workerSrc = pathToFileURL(join(assets, "legacy/build/pdf.worker.mjs")).href;
  try {
    const document = await getDocument({
      data: new Uint8Array(bytes),
      cMapUrl: asset("cmaps"),
      cMapPacked: true,
      standardFontDataUrl: asset("standard_fonts"),
      wasmUrl: asset("wasm"),
      disableFontFace: true,
      useSystemFonts: false,
      isOffscreenCanvasSupported: false,
      stopAtErrors: false,
      verbosity: VerbosityLevel.ERRORS,
    }).promise;
    if (document.numPages > mostPages)
      throw new DomainError(
        "unusable_content",
        `This PDF has ${document.numPages} pages; split it into files of at most ${mostPages}.`,
      );
    const pages: PageText[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      pages.push(await readPage(page));
      page.cleanup();
    }
    const { info } = await document.getMetadata().catch(() => ({ info: {} }));
    const title = String((info as { Title?: unknown }).Title ?? "").trim();
    return { pages, ...(title && { title }) };
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const name = error instanceof Error ? error.name : "";
    throw new DomainError("unusable_content", refusals[name] ?? refusals.InvalidPDFException!);
  }
}
