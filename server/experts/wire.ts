// The newsroom's directory of experts. Types only.

/** `field`, `availability`: in the newsroom's words. `version` 0: nothing is said of them yet. `threads`, `answers`: where and how often they answered as an expert. */
export type ExpertRow = {
  id: string;
  name: string;
  title: string;
  affiliation: string;
  interests: string;
  field: string;
  availability: string;
  version: number;
  threads: number;
  answers: number;
  lastAt: string | null;
};

/** GET /api/v1/experts: by name. */
export type ExpertsWire = { experts: ExpertRow[] };

/** GET /api/v1/experts/:id. `asked`: how many readers they answered there; `comments`: all that was said in it. */
export type ExpertWire = ExpertRow & {
  appearances: { title: string; url: string; at: string; answers: number; asked: number; comments: number }[];
};

/** PUT /api/v1/experts/:id -> ExpertWire; DELETE -> 204, what was said of them is forgotten. */
export type ExpertInput = { version: number; field: string; availability: string };
