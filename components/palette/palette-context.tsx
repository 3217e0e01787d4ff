"use client";

import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import type { MadeRequest, PaletteDesk, PaletteRequest } from "./request.ts";

const loadPalette = () => import("./palette.tsx");
const Palette = lazy(loadPalette);
/** When nothing else is to be done any more; by then the page has long been usable. */
const idleMs = 3000;

const PaletteContext = createContext<(request: PaletteRequest) => void>(() => {});

function made(request: PaletteRequest, last: MadeRequest | undefined): MadeRequest {
  const opener = document.activeElement;
  return {
    ...request,
    number: (last?.number ?? 0) + 1,
    opener: opener instanceof HTMLElement && opener !== document.body ? opener : null,
  };
}

/** Opens the palette. */
export const usePalette = () => useContext(PaletteContext);

/** Makes the palette available to everything inside, and opens it at ⌘K or Ctrl-K; it is no part of the first page. */
export function PaletteProvider({ children, ...desk }: PaletteDesk & { children: ReactNode }) {
  const [request, setRequest] = useState<MadeRequest>();
  const [open, setOpen] = useState(false);
  const show = useMemo(
    () => (next: PaletteRequest) => {
      setRequest((last) => made(next, last));
      setOpen(true);
    },
    [],
  );
  useEffect(() => {
    const timer = setTimeout(loadPalette, idleMs);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey) return;
      if (event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      // Another dialog keeps what it has begun.
      const other = document.querySelector("[role='dialog']:not([data-palette]):not([data-toasts] *)");
      if (other) return;
      setOpen((shown) => {
        if (!shown) setRequest((last) => made({ page: "root", targets: [] }, last));
        return !shown;
      });
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  return (
    <PaletteContext value={show}>
      {children}
      {request ? (
        // While it is on its way it has the keyboard already: what is typed are no single-letter commands.
        <Suspense fallback={open ? <span role="dialog" data-palette="" className="sr-only" /> : null}>
          <Palette {...desk} request={request} open={open} onOpenChange={setOpen} />
        </Suspense>
      ) : null}
    </PaletteContext>
  );
}
