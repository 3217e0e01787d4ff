export type Recent = { id: string; title: string };

const storageKey = "firstline-recent";
const most = 8;

/** The conversations opened last in this tab, newest first. The tab alone keeps them: a desk can be shared. */
export function recentConversations(): Recent[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? "[]");
    return Array.isArray(kept) ? (kept as Recent[]).filter((entry) => entry?.id && entry.title) : [];
  } catch {
    return [];
  }
}

export function rememberConversation(opened: Recent): void {
  const others = recentConversations().filter((entry) => entry.id !== opened.id);
  sessionStorage.setItem(storageKey, JSON.stringify([opened, ...others].slice(0, most)));
}
