import type { ReactNode } from "react";

export function PageSection({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="border-t px-4 py-5 md:px-8">
      <h2 className="mb-2 font-semibold">{title}</h2>
      <div className="max-w-4xl">{children}</div>
    </section>
  );
}
