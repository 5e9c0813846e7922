import { expect, it } from 'vitest';
import { truthScreen } from '../../../cli/screens/truth-screen.ts';
import { chosenReport, warnedReport } from '../../pipeline/reports/effect/variants.ts';
import { effectExample } from '../../support/effect-example.ts';

const truth = (campaign: string) => ({
  campaign,
  retention: 0.05,
  margin: 12.34,
  retentionOfContacted: 0.06,
  marginOfContacted: 23.45,
});
const { campaign } = effectExample.question;

it('what was drawn at random stands beside the effect on all, what was chosen beside that on the contacted', () => {
  const screen = truthScreen([effectExample, chosenReport], [truth(campaign), truth('winter')]).join('\n');
  expect(screen).toMatch(/apology +randomised +€9\.84 \[€\S+ €\S+ +€12\.34 .*5\.0 points/);
  expect(screen).toMatch(/winter +not randomised +€9\.84 .*€23\.45 .*6\.0 points/);
});

it('what is not stated is not stated beside the truth either, with the reason', () => {
  const screen = truthScreen([warnedReport], [truth(campaign)]).join('\n');
  expect(screen).toMatch(/not stated +€12\.34 +not stated .*no effect can be stated: sample-ratio/);
  expect(screen).not.toContain('€9.84');
});

it('there is nothing to say of campaigns of which the truth is not known', () => {
  expect(truthScreen([effectExample], [truth('another')])).toEqual([]);
});
