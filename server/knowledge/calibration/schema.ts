import type { CurvePoint } from "../evaluation/figures.ts";

export type Thresholds = { answer: number; related: number };

/** What thresholds were learned from, and what each of them would do. */
export type Learned = {
  /** Sections of the workspace's own documents whose headings were asked as questions. */
  sections: number;
  /** Drafts that agents sent as they were, and that they rejected. */
  sent: number;
  rejected: number;
  /** How many passages the thresholds below are for. */
  searched: number;
  /** How well evidence tells the two kinds apart: the area under the ROC curve. */
  auroc: number;
  before: Thresholds;
  chosen: Thresholds;
  curve: CurvePoint[];
};

export type Calibration = { shift: Thresholds; learned: Learned; calibratedAt: Date };
