import { z } from 'zod';

/** A setting: where a directory is, without a path. Tokens and names go there, so never in the clear. */
export const httpsOrigin = z
  .url({ protocol: /^https$/, error: 'must be an address such as https://example.com' })
  .refine((text) => `${new URL(text).origin}/` === new URL(text).href, 'must be an address without a path, such as https://example.com')
  .transform((text) => new URL(text).origin);
