import type { CampaignFault, TaughtPlay, UpliftReport } from '../../../contracts/artefacts/uplift-report.ts';
import { type Format, write } from '../format.ts';

type Interval = TaughtPlay['effect'];

/** What finished campaigns taught of who gains from contact, whether it ranks, and why; nothing where none is finished. */
export function upliftSentences(report: UpliftReport | null, format: Format = write): string[] {
  if (report === null) return [];
  const teaching = report.campaigns.filter(({ fault }) => fault === null);
  return [
    ...report.campaigns.flatMap(({ name, fault }) =>
      fault === null ? [] : [`${name} does not teach who gains: ${faultWords[fault]}.`],
    ),
    ...(teaching.length === 0
      ? []
      : [
          rankingSentence(
            report,
            teaching.map(({ name }) => name),
          ),
        ]),
    ...report.plays.flatMap((play) => [playSentence(play, format), harmSentence(play, format)]),
  ];
}

const faultWords: Readonly<Record<CampaignFault, string>> = {
  'sample-ratio': 'its arms are not as large as planned',
  'both-arms': 'customers are in both of its arms',
  'arms-changed': 'customers have changed its arms',
  'uneven-outcomes': 'outcomes are missing more often in one arm than in the other',
  'ledger-gap': 'a file of the ledger is missing',
  'other-horizon': 'its horizon differs from that of the campaigns used',
  few: 'nobody was held out from it, or nobody contacted',
};

function rankingSentence({ ranksBy, plays }: UpliftReport, campaigns: readonly string[]): string {
  const by = campaigns.join(', ');
  if (ranksBy === 'gain') return `Ranked by what contact is expected to gain, as learned from ${by}.`;
  return plays.length === 0
    ? `Value at risk ranks: too few were contacted or held out by ${by} to learn who gains.`
    : `Value at risk ranks: ${by} ${campaigns.length > 1 ? 'do' : 'does'} not show that some customers gain more from contact than others.`;
}

function playSentence(
  { plays, contact, control, gate, autoc, qini, overRisk }: TaughtPlay,
  format: Format,
): string {
  const z = `z ${format.number(gate.z, 2)}, above ${format.number(gate.needed, 3)} needed`;
  const drawn = `${format.count(contact)} contacted, ${format.count(control)} held out`;
  const figures = `AUTOC ${points(autoc, format)}, Qini ${points(qini, format)} points`;
  return `${plays.join(', ')}: the gate is ${gate.open ? 'open' : 'closed'} (${z}; ${drawn}); ${figures}.${overRiskSentence(overRisk, format)}`;
}

/** Only the paired comparison says that the learned ranking is better than today's. */
function overRiskSentence(overRisk: TaughtPlay['overRisk'], format: Format): string {
  if (overRisk === null) return '';
  const { autoc } = overRisk;
  const figure = `AUTOC ${points(autoc, format)} points`;
  if (autoc.low > 0) return ` It is better than the ranking by risk (${figure}).`;
  if (autoc.high < 0) return ` It is worse than the ranking by risk (${figure}).`;
  return ` It is not shown to be better than the ranking by risk (${figure}).`;
}

function harmSentence({ plays, doNotDisturb: found }: TaughtPlay, format: Format): string {
  const who = plays.join(', ');
  switch (found.kind) {
    case 'named':
      return `Do not disturb: ${who} changed the retention of the ${format.percent(found.share, 0)} with the lowest expected gains by ${points(found.effect, format)} points; such customers are left out.`;
    case 'nobody':
      return `No customers are shown to be driven away by ${who}.`;
    case 'too few':
      return `There are too few customers to tell whether ${who} drives some of them away.`;
  }
}

const points = ({ value, low, high }: Interval, format: Format): string => {
  const of = (share: number) => format.number(100 * share, 1);
  return `${of(value)} (${of(low)} to ${of(high)})`;
};
