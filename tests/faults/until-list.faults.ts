import { describeFaults } from './describe-faults.ts';

describeFaults([
  'train',
  'shards',
  'score',
  'health',
  'texts',
  'drivers',
  'themes',
  'metrics',
  'uplift',
  'list',
]);
