"use client";

import { Bookmark } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, lazy, Suspense, useState } from "react";
import { Button } from "../ui/button.tsx";

const loadMenu = () => import("./views-menu.tsx");
const ViewsMenu = lazy(loadMenu);

/** Opens the saved views, which are loaded by its first press. */
export function ViewsButton() {
  const [wanted, setWanted] = useState(false);
  const face = <Face onPointerEnter={loadMenu} onFocus={loadMenu} onClick={() => setWanted(true)} />;
  if (!wanted) return face;
  return (
    <Suspense fallback={face}>
      <ViewsMenu button={<Face />} />
    </Suspense>
  );
}

function Face(props: ComponentProps<typeof Button>) {
  const t = useTranslations("views");
  return (
    <Button variant="ghost" size="sm" aria-haspopup="menu" className="-mr-2" {...props}>
      <Bookmark aria-hidden /> {t("button")}
    </Button>
  );
}
