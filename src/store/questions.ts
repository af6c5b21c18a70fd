import { eq } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { questions } from './schema/tickets.ts';

export type Question = typeof questions.$inferSelect;

export async function addQuestion(tx: Tx, question: Omit<Question, 'state' | 'answer'>): Promise<void> {
  await tx.insert(questions).values(question);
}

export async function questionById(tx: Tx, id: string): Promise<Question | undefined> {
  const [question] = await tx.select().from(questions).where(eq(questions.id, id));
  return question;
}

/** @param answer in the words people read; undefined when the question was dropped. */
export async function closeQuestion(tx: Tx, id: string, answer: string | undefined): Promise<void> {
  const closed = answer === undefined ? ({ state: 'dropped' } as const) : ({ state: 'answered', answer } as const);
  await tx.update(questions).set(closed).where(eq(questions.id, id));
}

/** Keeps answers that were changed while the question is open. */
export async function changeAnswers(tx: Tx, id: string, values: Question['values']): Promise<void> {
  await tx.update(questions).set({ values }).where(eq(questions.id, id));
}
