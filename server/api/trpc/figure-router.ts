import { figuresInput } from "../../figure/schema.ts";
import { showFigures } from "../../figure/show-figures.ts";
import { procedure, router } from "./trpc.ts";

export const figureRouter = router({
  show: procedure("figure:read")
    .input(figuresInput)
    .query(({ ctx, input }) => showFigures({ ctx, input })),
});
