export type Malformed = {
  line: number | null;
  reason: 'xml' | 'doctype' | 'encoding' | 'wordpress' | 'root' | 'too_long' | 'gzip';
  detail: string;
};

/** The file is not the export it should be: nothing of it is imported. */
export class MalformedExport extends Error {
  readonly facts: Malformed;

  constructor(facts: Malformed) {
    super(`line ${facts.line}: ${facts.reason}: ${facts.detail}`);
    this.facts = facts;
  }
}
