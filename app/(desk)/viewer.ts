import { redirect } from "next/navigation";
import { cache } from "react";
import { auth } from "../../server/api/auth.ts";

/** Who looks, read once a request. */
export const findViewer = cache(auth);

/** For every page behind the sign-in: sends whoever is not signed in there, and back to `path` afterwards. */
export async function requireViewer(path: string): Promise<void> {
  if (!(await findViewer())) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}
