"use client";

import { createContext, useContext } from "react";

export type Viewer = {
  id: string;
  name: string;
  email: string;
  role: "agent" | "admin";
  workspaceName: string;
};

const ViewerContext = createContext<Viewer | undefined>(undefined);

export const ViewerProvider = ViewerContext.Provider;

/** Who is signed in, and where. */
export const useViewer = (): Viewer | undefined => useContext(ViewerContext);

/** Whether the signed-in person may manage. Only hides buttons: the server decides on every call. */
export const useIsAdmin = (): boolean => useContext(ViewerContext)?.role === "admin";
