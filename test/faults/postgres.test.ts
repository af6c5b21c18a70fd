import { matrixOn } from './matrix.ts';

matrixOn('Postgres');
