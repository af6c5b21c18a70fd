import { z } from 'zod';
import { cleanText } from '#lib/text.ts';

/** What the API's bodies must look like; anything else gets a sentence that names the field. */
const id = z.number().int().positive();
const name = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => cleanText(text) === text, 'has characters that cannot be seen');
const ref = { action: name, subject: name.optional(), value: z.string().max(1000).transform(cleanText).optional(), version: z.number().int().optional() };

export const postMessage = z.object({ text: z.string(), thread: id.optional(), key: name.optional() });
export const pressAction = z.object({ ...ref, message: id.optional(), key: name.optional() });
export const submitForm = z.object({ ...ref, message: id.optional(), key: name.optional(), values: z.record(name, z.string()) });
export const markRead = z.object({ upTo: z.number().int().nonnegative() });

/** What is wrong with a body, in one sentence. */
export function bodyProblem(error: z.ZodError): string {
  const issues = error.issues.map((issue) => `${issue.path.join('.') || 'the body'}: ${issue.message}`);
  return `This request is not well formed: ${issues.join('; ')}.`;
}
