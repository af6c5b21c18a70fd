/** Where the time comes from: the database's clock in a running desk, one that stands still in tests. */
export interface Clock {
  now(): Date;
}
