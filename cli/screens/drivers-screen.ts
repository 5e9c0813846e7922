import type { DriversReport } from '../../contracts/artefacts/drivers-report.ts';
import { driversPage } from '../../pipeline/reports/drivers/drivers-page.ts';
import { reportLines } from './report-lines.ts';

/** What moves money, what does not, and what is not known yet. */
export const driversScreen = (report: DriversReport): string[] => reportLines(driversPage(report));
