import type { ProductApproval } from '#core/license.ts';

/** A product as a configuration file sets it up. People by their addresses in lower case, teams by key, departments and products by name. */
export interface ProductSetup {
  readonly name: string;
  readonly vendor: string;
  readonly aliases: readonly string[];
  readonly owner: string | undefined;
  readonly budgetHolder: string | undefined;
  readonly team: string | undefined;
  readonly approval: ProductApproval;
  /** Cents of its currency, of a seat for a month. */
  readonly ownerAboveCents: number | undefined;
  readonly birthright: readonly string[];
  readonly idleDays: number | undefined;
  readonly installSteps: string;
  readonly alternative: string | undefined;
  /** The least first. */
  readonly levels: readonly LevelSetup[];
  readonly terms: readonly TermSetup[];
}

interface LevelSetup {
  readonly name: string;
  /** What the directory calls it. */
  readonly group: string | undefined;
}

/** Bought seats. Dates are `2027-01-31`; the last day is included. */
export interface TermSetup {
  readonly contract: string;
  readonly seats: number;
  readonly priceCents: number;
  readonly currency: string;
  readonly from: string;
  readonly to: string;
  readonly notice: string | undefined;
  readonly reassignable: boolean;
}

/** The same as it stands now. */
export interface StandingProduct extends ProductSetup {
  /** It was removed earlier: it keeps its past, and is given to nobody any more. */
  readonly retired: boolean;
  /** Seats that cannot be taken out of a term, by contract. */
  readonly used: ReadonlyMap<string, number>;
}
