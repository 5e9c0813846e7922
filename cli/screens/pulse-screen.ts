import type { PulseReport } from '../../contracts/artefacts/pulse.ts';
import type { ObjectStore } from '../../contracts/ports/object-store.ts';
import { write } from '../../pipeline/reports/format.ts';
import { alertSentence } from '../../pipeline/reports/sentences/alert-sentences.ts';

/** What a pulse read and raised, for people: counts and places, nobody's name. */
export function pulseScreen(report: PulseReport, store: Pick<ObjectStore, 'locate'>): string[] {
  const { files, published, wrote, notes } = report;
  if (files === 0)
    return [
      ...notes,
      ...unreadLines(report),
      ...(published === null
        ? []
        : [
            report.unread.length > 0
              ? 'No other new file since the last pulse.'
              : 'No new file since the last pulse.',
          ]),
    ];
  return [
    `${write.count(files)} new ${files === 1 ? 'file' : 'files'}, beside the lists of ${published!.asOf}`,
    ...report.sources.map(sourceLine),
    '',
    ...escalationLines(report),
    ...stopLines(report),
    ...report.alerts.map((alert) => `Alert ${alertSentence(alert, published!.currency)}`),
    ...(report.alerts.length === 0 && report.rules > 0
      ? [
          `No alert opened, by ${write.count(report.rules)} ${report.rules === 1 ? 'rule' : 'rules'} of cx.alerts.`,
        ]
      : []),
    ...waitedLines(report),
    ...notes,
    ...unreadLines(report),
    ...wrote.map((key) => `  ${store.locate(key)}`),
  ];
}

/** Every row read is new, or stands in one of the counts beside it. */
function sourceLine({ source, read, later, repeated, quarantined, unknownCustomers }: Source): string {
  const aside = [
    ...(repeated > 0 ? [`${write.count(repeated)} known already`] : []),
    ...(unknownCustomers > 0
      ? [`${write.count(unknownCustomers)} of customers unknown to the last run: left to the next one`]
      : []),
    ...(quarantined > unknownCustomers ? [`${write.count(quarantined - unknownCustomers)} set aside`] : []),
    ...(later > 0
      ? [`${write.count(later)} dated in the future: handled by the first pulse after that`]
      : []),
  ];
  const fresh = read - repeated - quarantined - later;
  return `  ${source}: ${write.count(fresh)} new of ${write.count(read)} rows${aside.length > 0 ? `; ${aside.join('; ')}` : ''}`;
}

const unreadLines = ({ unread }: PulseReport): string[] =>
  unread.map(({ file, problem }) => `Not read: ${file}\n  ${problem.replaceAll('\n', '\n  ')}`);

function stopLines({ stop, published }: PulseReport): string[] {
  if (stop === null) return [];
  if (stop.customers === 0)
    return [
      `Nobody on the lists of ${published!.asOf} is to be left alone any more; do-not-contact.csv names nobody`,
    ];
  const lists = Object.entries(stop.lists).map(([list, n]) => `${list} ${write.count(n)}`);
  return [
    `Do not contact: ${write.count(stop.customers)} on the lists of ${published!.asOf} ${stop.customers === 1 ? 'has' : 'have'} complained since (${lists.join(', ')}); do-not-contact.csv names them`,
  ];
}

type Source = PulseReport['sources'][number];

function escalationLines({ escalations }: PulseReport): string[] {
  if (escalations === null) return [];
  const { raised, joined, queues } = escalations;
  const whose = Object.entries(queues).map(([queue, n]) => `${queue} ${write.count(n)}`);
  return [
    `${write.count(raised)} ${raised === 1 ? 'escalation' : 'escalations'} raised${raised > 0 ? ` (${whose.join(', ')})` : ''}`,
    ...(joined > 0
      ? [
          `${write.count(joined)} further ${joined === 1 ? 'complaint joins an open one' : 'complaints join open ones'}`,
        ]
      : []),
  ];
}

function waitedLines({ waited: { files, feedback } }: PulseReport): string[] {
  return [
    ...(files === null
      ? []
      : [`From landing to here: ${minutes(files.median)} (longest ${minutes(files.longest)})`]),
    ...(feedback === null
      ? []
      : [`From feedback to escalation: ${minutes(feedback.median)} (longest ${minutes(feedback.longest)})`]),
  ];
}

const minutes = (seconds: number): string =>
  seconds < 7200 ? `${write.number(seconds / 60, 1)} min` : `${write.number(seconds / 3600, 1)} h`;
