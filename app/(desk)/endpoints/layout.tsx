import type { ReactNode } from "react";
import { SettingsFrame } from "../../../components/settings/settings-frame.tsx";
import { findViewer } from "../viewer.ts";

/** Endpoints are one of the settings' places; their address is their own. */
export default async function EndpointsLayout({ children }: { children: ReactNode }) {
  return (await findViewer()) ? <SettingsFrame>{children}</SettingsFrame> : children;
}
