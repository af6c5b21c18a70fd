import { z } from 'zod';

/** What a button brings back of `ActionRef`; an action's name leaves room for what a platform puts behind it. */
export const actionRef = z.strictObject({
  action: z
    .string()
    .max(200)
    .regex(/^[a-z]+\.[a-z_]+$/),
  subject: z.string().optional(),
  value: z.string().optional(),
  version: z.int().nonnegative().optional(),
});
