import { CSV_MARK, csvLines } from '../http/csv.ts';

/** What leaves: how it begins, how many rows there are about now, the next of them after an id, in its order, each as it stands in the file, and how that ends. */
export type List = {
  begin: string;
  count: () => Promise<number>;
  after: (id: number) => Promise<{ id: number; text: string }[]>;
  end: string;
};

type Table = { head: string[]; count: () => Promise<number>; after: (id: number) => Promise<{ id: number; cells: string[] }[]> };

/** For a spreadsheet: the names of its columns, then its rows. */
export const table = ({ head, count, after }: Table): List => ({
  begin: CSV_MARK + csvLines([head]),
  count,
  after: async (from) => (await after(from)).map(({ id, cells }) => ({ id, text: csvLines([cells]) })),
  end: '',
});
