import { z } from 'zod';

/** A port as it stands in the environment; 0 lets the system choose. */
export const portField = z.coerce.number('must be a number').int('must be a whole number').min(0, 'must be 0 to 65535').max(65_535, 'must be 0 to 65535');
