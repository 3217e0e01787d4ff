import type { ReactNode } from "react";
import { SettingsFrame } from "../../../components/settings/settings-frame.tsx";
import { findViewer } from "../viewer.ts";

/** The frame of every page of the settings; whoever is not signed in is sent away by the page itself. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  return (await findViewer()) ? <SettingsFrame>{children}</SettingsFrame> : children;
}
