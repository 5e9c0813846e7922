import type { Finding } from '../doctor/finding.ts';

const mark = { fine: 'ok', warning: '!', fault: 'X' } as const;

/** A line for each finding, and under it what to do. */
export function doctorScreen(findings: readonly Finding[]): string[] {
  const width = Math.max(...findings.map(({ about }) => about.length));
  return findings.flatMap(({ about, level, says, todo }) => [
    `  ${mark[level].padEnd(2)}  ${about.padEnd(width)}  ${says}`,
    ...(todo === null ? [] : [`      ${' '.repeat(width)}  → ${todo}`]),
  ]);
}

/** What it comes to, in one line. */
export function doctorSentence(findings: readonly Finding[]): string {
  const count = (level: Finding['level']) => findings.filter((one) => one.level === level).length;
  const [faults, warnings] = [count('fault'), count('warning')];
  if (faults === 0 && warnings === 0) return 'No problem found.';
  const say = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`;
  return `${say(faults, 'fault')}, ${say(warnings, 'warning')}.`;
}
