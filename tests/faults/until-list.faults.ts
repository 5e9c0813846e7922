import { describeFaults } from './describe-faults.ts';
import { stepNames } from './steps.ts';

describeFaults(stepNames.slice(stepNames.indexOf('train')));
