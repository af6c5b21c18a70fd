import { noRedis } from '#test/support/redis.ts';
import { matrixOn } from './matrix.ts';

matrixOn('Redis', noRedis);
