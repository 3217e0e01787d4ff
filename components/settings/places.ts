import {
  Activity,
  Building2,
  CircleUserRound,
  Cog,
  Inbox,
  KeyRound,
  Lock,
  type LucideIcon,
  ScrollText,
  Send,
  Users,
  Webhook,
} from "lucide-react";

/**
 * A page of the settings: its name (a key of the messages under `settings.places` and `settings.about`), its address, and
 * whether it is for admins only. The server decides on every call; this decides what is offered.
 */
type Place = { name: string; href: string; icon: LucideIcon; admin: boolean };

/** The settings' table of contents. A new page adds its line here, and its name and sentence to the messages. */
export const settingsGroups = [
  {
    name: "workspace",
    places: [{ name: "general", href: "/settings/general", icon: Building2, admin: true }],
  },
  {
    name: "connections",
    places: [
      { name: "endpoints", href: "/endpoints", icon: Webhook, admin: true },
      { name: "channels", href: "/settings/channels", icon: Send, admin: true },
      { name: "catcher", href: "/settings/catcher", icon: Inbox, admin: true },
      { name: "secrets", href: "/settings/secrets", icon: Lock, admin: true },
      { name: "apiKeys", href: "/settings/api-keys", icon: KeyRound, admin: true },
    ],
  },
  {
    name: "people",
    places: [
      { name: "team", href: "/settings/team", icon: Users, admin: true },
      { name: "profile", href: "/settings/profile", icon: CircleUserRound, admin: false },
    ],
  },
  {
    name: "operation",
    places: [
      { name: "services", href: "/settings/services", icon: Activity, admin: true },
      { name: "engine", href: "/settings/engine", icon: Cog, admin: true },
      { name: "audit", href: "/settings/audit", icon: ScrollText, admin: true },
    ],
  },
] as const satisfies readonly { name: string; places: readonly Place[] }[];

export type SettingsPlace = (typeof settingsGroups)[number]["places"][number];

/** The groups with what this person may open; a group with nothing in it is left out. */
export function placesFor(isAdmin: boolean) {
  return settingsGroups
    .map(({ name, places }) => ({
      name,
      places: (places as readonly SettingsPlace[]).filter((place) => isAdmin || !place.admin),
    }))
    .filter(({ places }) => places.length > 0);
}

/** The place an address belongs to, pages below it too. */
export function placeAt(pathname: string): SettingsPlace | undefined {
  return settingsGroups
    .flatMap(({ places }): readonly SettingsPlace[] => places)
    .find(({ href }) => pathname === href || pathname.startsWith(`${href}/`));
}
