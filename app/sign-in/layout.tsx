import type { ReactNode } from "react";
import { Mark } from "../../components/ui/mark.tsx";
import { LanguageSwitch } from "../locale/language-switch.tsx";

export default function SignInLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center justify-between px-5 py-4">
        <span className="flex items-center gap-2 font-semibold">
          <Mark /> Firstline
        </span>
        <LanguageSwitch />
      </header>
      <main className="flex flex-1 items-center justify-center px-5 pb-24">
        <div className="w-full max-w-88">{children}</div>
      </main>
    </div>
  );
}
