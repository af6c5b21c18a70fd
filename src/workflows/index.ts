import { smalltalk } from './smalltalk/definition.ts';
import { ticket } from './ticket/definition.ts';

/** Every workflow there is. A test compares this list with the folders beside it. */
export const workflows = [ticket, smalltalk];
