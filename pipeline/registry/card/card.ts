import type { Driver } from '../../../contracts/artefacts/model-entry.ts';
import type { Quality, Standings } from '../../../models/quality.ts';
import { churnTable } from '../../reports/quality/churn-table.ts';
import {
  driversFigure,
  gainFigure,
  reliabilityFigure,
  valueFigure,
} from '../../reports/quality/quality-figures.ts';
import { valueTable } from '../../reports/quality/value-table.ts';
import type { Report, Section } from '../../reports/report.ts';
import { rankerName } from '../../reports/sentences/standing-sentences.ts';
import { verdict } from '../../reports/sentences/verdict.ts';

/** What a card says of a model, wherever it comes from. */
export interface Card {
  /** Whose model it is, and as of when. */
  readonly about: string;
  /** What the model is, in a paragraph. */
  readonly introduction: string;
  /** The currency of its values; null where it is not known. */
  readonly currency: string | null;
  readonly quality: Pick<Quality, 'churn' | 'value'> & Partial<Pick<Quality, 'between'>>;
  /** Who ranks; null where nobody decided. */
  readonly standings: { readonly [Task in keyof Standings]: Standings[Task] | null } | null;
  readonly drivers: readonly Driver[];
  /** What to know before trusting the numbers. */
  readonly notes: readonly string[];
  /** SHA-256 of files, by name. */
  readonly sha256: Readonly<Record<string, string>>;
}

const byCustomer = '95% intervals in brackets, by customer.';
const forNextWindow =
  '95% intervals for the next window in brackets: they allow for other customers and for differences between dates. Differences are paired by customer, on the same dates.';

/**
 * The card of a model: whose it is and whether it is of use first, then what it was learned and judged on, how good it is
 * beside simple rules, what moves it, and what to know before trusting it (Mitchell et al. 2019, Model Cards).
 */
export function cardReport({
  about,
  introduction,
  currency,
  quality: { churn, value, between = null },
  standings,
  ...card
}: Card): Report {
  const drivers = driversFigure(card.drivers);
  const intervals = between === null ? byCustomer : forNextWindow;
  const sections: Section[] = [
    ...(churn === null
      ? []
      : [
          {
            title: 'Who leaves',
            blocks: [
              { ...churnTable(churn, 'full', rankerName(standings?.churn)), caption: intervals },
              gainFigure(churn),
            ],
          },
          { title: 'Calibration', blocks: [reliabilityFigure(churn)] },
        ]),
    ...(value === null
      ? []
      : [
          {
            title: 'What they bring',
            blocks: [
              { ...valueTable(value, rankerName(standings?.value)), caption: intervals },
              valueFigure(value, currency),
            ],
          },
        ]),
    ...(drivers === null ? [] : [{ title: 'What moves the probability of leaving', blocks: [drivers] }]),
    { title: 'Notes', blocks: [{ kind: 'items', items: card.notes }] },
    {
      title: 'Files',
      blocks: [
        {
          kind: 'items',
          items: Object.entries(card.sha256).map(([name, hash]) => `${name}: SHA-256 ${hash}`),
        },
      ],
    },
  ];
  return { about, verdict: verdict(churn, standings?.churn), introduction, sections };
}
