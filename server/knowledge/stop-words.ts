/** Words that say how something is asked, not what is asked: they would only add noise to a bag of words. */
export const englishStopWords: ReadonlySet<string> = new Set(
  `a about above after again against all am an and any are aren't as at be because been before being below between both
  but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each few for from further had
  hadn't has hasn't have haven't having he her here hers him his how i i'd i'll i'm i've if in into is isn't it it's its
  itself just let's me more most my myself no nor not now of off on once only or other our ours out over own same shall
  she should shouldn't so some such than that that's the their theirs them then there there's these they this those
  through to too under until up upon us very was wasn't we we're were weren't what what's when where where's which while
  who whom whose why will with won't would wouldn't you you're your yours please hi hello hey dear thanks thank`.split(
    /\s+/,
  ),
);

/** The same for Chinese, as Intl.Segmenter cuts them. */
export const chineseStopWords: ReadonlySet<string> = new Set(
  `的 了 是 在 和 与 及 或 也 都 就 而 被 把 让 给 对 从 向 到 由 于 以 为 之 其 这 那 哪 个 吗 呢 吧 啊 呀 嘛 么 什么 什么时候 怎么 怎样 怎么办
  怎么样 如何 哪些 哪个 哪里 哪儿 哪 多少 几 谁 为什么 为何 有 我 你 您 他 她 它 们 我们 你们 他们 它们 咱们 自己 请 请问 该 等 中 上 下
  里 内 后 前 时 会 能 可以 可 要 想 不 没 没有 还 又 很 一 一个 一下 这个 那个 这些 那些 这样 那样 这里 那里 是否 是不是 能否 可否 有没有
  因为 所以 但是 但 如果 并 并且 以及 则 且 若 将 已 已经 着 过 地 得 你好 您好 谢谢 麻烦`.split(/\s+/),
);
