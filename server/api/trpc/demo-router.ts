import { removeDemo } from "../../demo/remove-demo.ts";
import { sampleInput, sendSample } from "../../demo/send-sample.ts";
import { showDemo } from "../../demo/show-demo.ts";
import { procedure, router } from "./trpc.ts";

/** The demo workspace a newcomer looks round in. */
export const demoRouter = router({
  show: procedure("me:read").query(({ ctx }) => showDemo({ ctx })),
  sendSample: procedure("demo:use")
    .input(sampleInput)
    .mutation(({ ctx, input }) => sendSample({ ctx, input })),
  /** From whichever workspace one is in; who may is said by one's role in the demo. */
  remove: procedure("demo:use").mutation(({ ctx }) => removeDemo({ ctx })),
});
