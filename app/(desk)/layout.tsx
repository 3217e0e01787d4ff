import type { ReactNode } from "react";
import { Desk } from "./desk.tsx";
import { findViewer } from "./viewer.ts";

/** The frame of every signed-in page. The gate is in the pages, which know where to come back to, and in every call. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const caller = await findViewer();
  if (!caller) return children;
  const { userId: id, name, email, role, workspaceName } = caller.member;
  return <Desk viewer={{ id, name, email, role, workspaceName }}>{children}</Desk>;
}
