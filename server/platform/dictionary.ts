/** Carries questions and passages between Chinese and English, word by word and without any model. */
export type Dictionary = {
  /** An English rendering of each text, in order: rough to read, enough for an English sentence encoder. */
  gloss(texts: string[]): Promise<string[]>;
  /**
   * The terms a question has in the other language, as the search's index knows them. Terms of one concept translate the
   * same word; the weight says how surely.
   */
  translate(question: string): Promise<TranslatedTerm[]>;
  /** Loads what the first call would wait for. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
};

export type TranslatedTerm = { term: string; concept: number; weight: number };
