/** Rows of a sparse matrix, one after the other: row `r` is at `starts[r]` up to `starts[r + 1]`. */
export interface SparseRows {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

export interface SparseRow {
  readonly columns: readonly number[];
  readonly values: readonly number[];
}

export function stackRows(rows: readonly SparseRow[]): SparseRows {
  const size = rows.reduce((sum, row) => sum + row.columns.length, 0);
  const starts = new Int32Array(rows.length + 1);
  const columns = new Int32Array(size);
  const values = new Float64Array(size);
  let at = 0;
  rows.forEach((row, index) => {
    columns.set(row.columns, at);
    values.set(row.values, at);
    at += row.columns.length;
    starts[index + 1] = at;
  });
  return { starts, columns, values };
}
