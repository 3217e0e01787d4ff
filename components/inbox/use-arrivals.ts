"use client";

import { type RefObject, useState } from "react";
import type { Row } from "./conversation-row.tsx";

/** Beyond this many pixels the top of the list is out of sight. */
const away = 60;

/** How many rows came to the top while one was reading further down, and the way back up. */
export function useArrivals(rows: readonly Row[], scroller: RefObject<HTMLElement | null>) {
  const [leftAt, setLeftAt] = useState<Date>();
  const arrived = leftAt ? rows.filter((row) => row.lastActivityAt > leftAt).length : 0;
  return {
    arrived,
    onScroll() {
      const top = scroller.current?.scrollTop ?? 0;
      if (top > away) setLeftAt((before) => before ?? rows[0]?.lastActivityAt);
      else setLeftAt(undefined);
    },
    toTop() {
      scroller.current?.scrollTo({ top: 0 });
      setLeftAt(undefined);
    },
  };
}
