import type { Category } from './ticket.ts';

/** What a workflow cannot do by itself and a person has to: a ticket of whoever it is for. */
export interface TicketAsked {
  readonly requesterId: number;
  readonly title: string;
  /** What they want, as it would stand in their own report. */
  readonly words: string;
  readonly category: Category;
  /** What was meant, for the rules that say whose it is. */
  readonly intent: string;
  /** Whose it is, whatever the rules say; null: as they say. */
  readonly teamId: number | null;
  /** Why a person is needed, for the team alone. */
  readonly note: string;
}
