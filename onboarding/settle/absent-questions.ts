import type { ColumnProfile } from '../../contracts/profile.ts';
import { wordsOf } from '../../pipeline/recognise/column-words.ts';
import { flagSql } from '../../pipeline/recognise/flag-format.ts';
import { plainWord } from '../../pipeline/recognise/month-names.ts';
import { find } from '../columns/propose-columns.ts';
import { stateOf } from '../orders/order-words.ts';
import { shapeOf } from '../read/shape.ts';
import { sqlName } from '../read/sql-of-column.ts';
import type { Recognised } from '../tables/which-source.ts';
import type { Question } from '../write/proposal.ts';

/** A visit that somebody stayed away from shows no activity, and stands among the others all the same. */
export function absentQuestions(found: readonly Recognised[]): Question[] {
  const events = found.find(({ source }) => source === 'events');
  if (!events) return [];
  const read = ['customer_id', 'happened_at'].map((name) => find(events, name)?.column.name);
  return events.input.columns
    .filter((column) => !read.includes(column.name))
    .flatMap((column) => absentQuestion(column));
}

function absentQuestion(column: ColumnProfile): Question[] {
  const words = awayIn(column);
  if (words.length === 0) return [];
  const said = words.map((word) => `"${word}"`).join(', ');
  return [
    {
      key: 'sources.events',
      text: `every row counts as activity, and ${column.name} says ${said} of some. Did nobody come then? Leave such rows out in a query of events; if they count as well, delete the line.`,
      candidates: [`where ${sqlName(column.name)} <> '…'`],
      decides: true,
    },
  ];
}

/** Values that say that nobody came; of a flag, both, as a person knows which. */
function awayIn(column: ColumnProfile): string[] {
  const values = column.common.map(({ value }) => value);
  if (column.distinct < 2 || values.length < column.distinct) return [];
  if (column.distinct === 2 && flagSql(column.sample) !== null) return saysWhetherCame(column) ? values : [];
  if (shapeOf(column) !== 'words') return [];
  const away = values.filter((value) => stayedAway.test(plainWord(value)));
  const failed = saysWhatBecame(column) ? values.filter((value) => stateOf(value) === 'failed') : [];
  return [...new Set([...away, ...failed])];
}

const stayedAway =
  /^(noshow|didnotattend|dna$|missed(appointment|visit|session|class)?$|absent|nichterschienen|ausgeblieben|nonpresente|absence|noasistio|ausente|faltou|falta$|naocompareceu|assente|nieobecn|nieodbyt|неявк|непришел|nietverschenen)/;

const cameOrNot =
  /^(show(ed)?( up)?|shown|no ?show|attended|attendance|attend|present|presente|came|arrived|absent|missed|cancel(l?ed)?|asistio|compareceu|faltou|erschienen|anwesend|obecny|obecnosc)$/;

/** A flag called after who came. */
const saysWhetherCame = ({ name }: ColumnProfile): boolean => {
  const words = wordsOf(name).filter((word) => !/^(is|was|has|did)$/.test(word));
  return cameOrNot.test(words.join(' '));
};

const saysWhatBecame = ({ name }: ColumnProfile): boolean =>
  wordsOf(name).some((word) =>
    /^(status|state|outcome|result|estado|stato|statut|stan|attendance|статус)$/.test(word),
  );
