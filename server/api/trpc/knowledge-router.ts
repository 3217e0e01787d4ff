import { z } from "zod";
import { addLink } from "../../knowledge/add-link.ts";
import { addTestQuestions } from "../../knowledge/add-test-questions.ts";
import { questionsInput, settleInput } from "../../knowledge/asked/schema.ts";
import { calibrateSearch } from "../../knowledge/calibrate-search.ts";
import { cancelDocument } from "../../knowledge/cancel-document.ts";
import { deleteDocument } from "../../knowledge/delete-document.ts";
import { evaluateSearch } from "../../knowledge/evaluate-search.ts";
import { newTestQuestions } from "../../knowledge/evaluation/schema.ts";
import { explainSearch } from "../../knowledge/explain-search.ts";
import { getCalibration } from "../../knowledge/get-calibration.ts";
import { getDocument } from "../../knowledge/get-document.ts";
import { getVersionText } from "../../knowledge/get-version-text.ts";
import { listDocuments } from "../../knowledge/list-documents.ts";
import { listMetadata } from "../../knowledge/list-metadata.ts";
import { listPassages } from "../../knowledge/list-passages.ts";
import { listQuestions } from "../../knowledge/list-questions.ts";
import { listTitles } from "../../knowledge/list-titles.ts";
import { listTopics } from "../../knowledge/list-topics.ts";
import { passagePreview, previewPassages } from "../../knowledge/preview-passages.ts";
import { refreshLink } from "../../knowledge/refresh-link.ts";
import { removeTestQuestion } from "../../knowledge/remove-test-question.ts";
import { resetCalibration } from "../../knowledge/reset-calibration.ts";
import { retryDocument } from "../../knowledge/retry-document.ts";
import { reviseDocument, revision } from "../../knowledge/revise-document.ts";
import { addLinkSchema, documentChanges, searchSchema } from "../../knowledge/schema.ts";
import { settleQuestions } from "../../knowledge/settle-questions.ts";
import { showEvaluation } from "../../knowledge/show-evaluation.ts";
import { passageSwitch, switchPassage } from "../../knowledge/switch-passage.ts";
import { updateDocument } from "../../knowledge/update-document.ts";
import { article, writeArticle } from "../../knowledge/write-article.ts";
import { pageInput } from "../../platform/page.ts";
import { procedure, router } from "./trpc.ts";

const byId = z.strictObject({ id: z.uuid() });

export const knowledgeRouter = router({
  list: procedure("knowledge:read")
    .input(pageInput)
    .query(({ ctx, input }) => listDocuments({ ctx, input })),
  show: procedure("knowledge:read")
    .input(byId)
    .query(({ ctx, input }) => getDocument({ ctx, input })),
  /** The text of one version, also of a superseded one and of a deleted document: citations lead here. */
  text: procedure("knowledge:read")
    .input(z.strictObject({ versionId: z.uuid() }))
    .query(({ ctx, input }) => getVersionText({ ctx, input })),
  search: procedure("knowledge:read")
    .input(searchSchema)
    .query(({ ctx, input }) => explainSearch({ ctx, input })),
  metadata: procedure("knowledge:read").query(({ ctx }) => listMetadata({ ctx })),
  passages: procedure("knowledge:read")
    .input(z.strictObject({ versionId: z.uuid() }))
    .query(({ ctx, input }) => listPassages({ ctx, input })),
  preview: procedure("knowledge:read")
    .input(passagePreview)
    .query(({ ctx, input }) => previewPassages({ ctx, input })),
  questions: procedure("knowledge:read")
    .input(questionsInput)
    .query(({ ctx, input }) => listQuestions({ ctx, input })),
  topics: procedure("knowledge:read").query(({ ctx }) => listTopics({ ctx })),
  calibration: procedure("knowledge:read").query(({ ctx }) => getCalibration({ ctx })),
  evaluation: procedure("knowledge:read").query(({ ctx }) => showEvaluation({ ctx })),
  titles: procedure("knowledge:read").query(({ ctx }) => listTitles({ ctx })),
  addTestQuestions: procedure("knowledge:manage")
    .input(newTestQuestions)
    .mutation(({ ctx, input }) => addTestQuestions({ ctx, input })),
  removeTestQuestion: procedure("knowledge:manage")
    .input(byId)
    .mutation(({ ctx, input }) => removeTestQuestion({ ctx, input })),
  evaluate: procedure("knowledge:manage").mutation(({ ctx }) => evaluateSearch({ ctx })),
  addLink: procedure("knowledge:manage")
    .input(addLinkSchema)
    .mutation(({ ctx, input }) => addLink({ ctx, input })),
  refresh: procedure("knowledge:manage")
    .input(byId)
    .mutation(({ ctx, input }) => refreshLink({ ctx, input })),
  update: procedure("knowledge:manage")
    .input(documentChanges.extend({ id: z.uuid() }))
    .mutation(async ({ ctx, input }) => void (await updateDocument({ ctx, input }))),
  revise: procedure("knowledge:manage")
    .input(revision)
    .mutation(({ ctx, input }) => reviseDocument({ ctx, input })),
  switchPassage: procedure("knowledge:manage")
    .input(passageSwitch)
    .mutation(({ ctx, input }) => switchPassage({ ctx, input })),
  writeArticle: procedure("knowledge:manage")
    .input(article)
    .mutation(({ ctx, input }) => writeArticle({ ctx, input })),
  settle: procedure("knowledge:manage")
    .input(settleInput)
    .mutation(({ ctx, input }) => settleQuestions({ ctx, input })),
  calibrate: procedure("knowledge:manage").mutation(({ ctx }) => calibrateSearch({ ctx })),
  resetCalibration: procedure("knowledge:manage").mutation(({ ctx }) => resetCalibration({ ctx })),
  cancel: procedure("knowledge:manage")
    .input(byId)
    .mutation(({ ctx, input }) => cancelDocument({ ctx, input })),
  retry: procedure("knowledge:manage")
    .input(byId)
    .mutation(({ ctx, input }) => retryDocument({ ctx, input })),
  delete: procedure("knowledge:manage")
    .input(byId)
    .mutation(({ ctx, input }) => deleteDocument({ ctx, input })),
});
