import { describeFaults } from './describe-faults.ts';

describeFaults(['plan', 'check']);
