import { describeFaults } from './describe-faults.ts';

describeFaults([
  'train',
  'shards',
  'score',
  'health',
  'texts',
  'themes',
  'metrics',
  'drivers',
  'uplift',
  'list',
]);
