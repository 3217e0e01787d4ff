"use client";

/** The last resort, when the layout itself failed and no language is known. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main role="alert">
          <h1>Something went wrong.</h1>
          <p lang="zh-CN">出错了。</p>
          <button type="button" onClick={reset}>
            Try again · <span lang="zh-CN">重试</span>
          </button>
        </main>
      </body>
    </html>
  );
}
