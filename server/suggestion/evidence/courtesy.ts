/** Whole sentences that greet, thank or close and claim nothing. What goes on after them is not one of these. */
const courtesies = [
  /^(hello|hi|dear|good (morning|afternoon|evening))( [\p{L}][\p{L}.'’ -]{0,60})?[,!.:]?$/iu,
  /^thank(s| you)( (very|so) much)?( for (your (message|patience|order|purchase|question|feedback|e-?mail|inquiry|enquiry|understanding)|reaching out|contacting us|getting in touch|writing( to us)?|letting us know))?[,!.]?$/iu,
  /^((please )?(let (us|me) know|feel free to (reply|write|contact us|reach out)|reply to this message)( if .{0,60}(help|questions?|else|further|again).{0,30})?|(if .{0,50}(help|questions?|else).{0,30}, )(please )?(let (us|me) know|reply to this message|write to us|contact us))[.!]?$/iu,
  /^((kind|best|warm) regards|regards|sincerely|yours( sincerely| faithfully)?|best( wishes)?|have a (nice|great|good) day|take care|cheers)[,.!]?( the [\p{L} ]{1,30} team)?$/iu,
  /^(we are|we're|i am|i'm) (happy|glad|here) to help[.!]?$/iu,
  /^(we (apologi[sz]e|are sorry) for (the|any) inconvenience|sorry for the inconvenience)( caused)?[.!]?$/iu,
  /^a colleague will (look into it|follow up|get back to you|write to you)( (shortly|soon))?[.!]?$/iu,
  /^[\p{L}· ]{0,20}[，,]?\s*(您好|你好|早上好|下午好|晚上好)[！!。，,：:]?$/u,
  /^(非常|十分)?(感谢|谢谢)(您|你)?(的)?(来信|留言|反馈|耐心等待|等待|支持|理解|购买|订购|咨询|联系)?[！!。]?$/u,
  /^(如|如果|若)(您|你)?(还|仍)?有(任何|其他|其它|更多)?(问题|疑问|需要)?[，,]?(请|欢迎)?(随时|直接)?(联系|回复|告知)?(我们|本消息)?[！!。]?$/u,
  /^(祝|顺祝)(您|你)?[\p{Script=Han}]{1,8}[！!。]?$/u,
  /^(此致|敬礼|给您带来不便|抱歉给您带来不便|很抱歉给您带来不便|同事会(尽快)?(跟进|查明后回复您|回复您))[！!。]?$/u,
];

/** Whether a sentence is no more than good manners, in English or Chinese: it needs no evidence. */
export function isCourtesy(sentence: string): boolean {
  const text = sentence.normalize("NFKC").replace(/\s+/g, " ").trim();
  return text.length <= 160 && courtesies.some((pattern) => pattern.test(text));
}
