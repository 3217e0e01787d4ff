"use client";

import { createContext, useContext } from "react";
import type { Viewer } from "./user-menu.tsx";

const ViewerContext = createContext<Viewer | undefined>(undefined);

export const ViewerProvider = ViewerContext.Provider;

/** Whether the signed-in person may manage. Only hides buttons: the server decides on every call. */
export const useIsAdmin = (): boolean => useContext(ViewerContext)?.role === "admin";
