import type { ColumnProfile, InputProfile } from '../contracts/profile.ts';
import { wordsOf } from '../pipeline/recognise/column-words.ts';
import { write } from '../pipeline/reports/format.ts';
import type { Ask } from './ask.ts';
import { contentOf } from './content.ts';
import type { LeftOut, PlannedFeature } from './plan.ts';

/** Words of columns that tell the outcome itself. */
const outcomeWords = /^(churn|churned|churner|attrition|attrited|exited|lapsed)$/;
const idWords =
  /^(id|ids|uuid|guid|key|number|no|nr|index|row|rownumber|unnamed|surname|lastname|name|email|phone)$/;
/** This share of all different values, and more, is what ids and free text have. */
const nearlyUnique = 0.98;
/** `CLIENTNUM`, `Kundennummer`: words that end so, of numbers that are all different. */
const idEndings = /(id|num|number|nummer|numer|numero|номер|nr|no|code|kod|codice|codigo|key)$/;
/** Whole numbers of one length, from so many digits on, are handed out, not measured. */
const longCode = 8;
const fewRows = 50;

/** The columns that teach, and those that do not with the reason why. @param taken columns with a role of their own */
export function planColumns(
  { columns }: InputProfile,
  taken: readonly string[],
  ask: Ask,
): { features: PlannedFeature[]; leftOut: LeftOut[] } {
  const features: PlannedFeature[] = [];
  const leftOut: LeftOut[] = [];
  for (const column of columns.filter(({ name }) => !taken.includes(name))) {
    const planned = planColumn(column, ask);
    if ('why' in planned) leftOut.push(planned);
    else features.push({ ...planned, key: `f${features.length}` });
  }
  return { features, leftOut };
}

function planColumn(column: ColumnProfile, ask: Ask): Omit<PlannedFeature, 'key'> | LeftOut {
  const { name, distinct } = column;
  if (ask.drop.includes(name)) return { name, why: 'you said so' };
  const content = contentOf(column);
  if (content.kind === 'nothing') return { name, why: content.why };
  const { sql, said } = content;
  const kept = ask.keep.includes(name);
  const why = kept ? null : doubtOf(column, content.kind, ask.target);
  if (why !== null) return { name, why };
  const kind = content.kind === 'text' ? 'category' : content.kind;
  return { name, kind, sql, distinct, said: kept ? [said, 'you said so'].filter(Boolean).join('; ') : said };
}

/** Why a column is better left out, or null. */
function doubtOf(
  column: ColumnProfile,
  kind: 'number' | 'date' | 'category' | 'text',
  target: string,
): string | null {
  const { name, distinct, filled } = column;
  const words = wordsOf(name);
  if (words.some((word) => outcomeWords.test(word)) || tellsTarget(words, wordsOf(target)))
    return 'its name suggests that it is the outcome; use it with --keep';
  if (kind === 'text')
    return `free text or ids: ${write.count(distinct)} different values in ${write.count(filled)} rows`;
  const unique = filled > fewRows && distinct >= nearlyUnique * filled;
  const isId = () => namesIds(words) || namesRowId(column) || isCounter(column) || isCode(column);
  if (kind === 'number' && unique && !isMeasured(column) && isId())
    return 'ids: a different number in every row';
  return null;
}

/** `Churn Reason` beside `Churn`: the target's name with words around it. */
const tellsTarget = (words: readonly string[], target: readonly string[]): boolean =>
  target.length > 0 &&
  words.length > target.length &&
  ` ${words.join(' ')} `.includes(` ${target.join(' ')} `);

/** `Kundennummer`, `id_cliente`, `N° client`: a name of its own for each row, in the languages that tables come in. */
export function namesRowId({ name, sample }: ColumnProfile): boolean {
  const words = wordsOf(name.replace(/[№º°]/g, 'o '));
  const [first, last] = [words[0] ?? '', words.at(-1) ?? ''];
  if (words.some((word) => ofThings.test(word)) || sample.some(isFraction)) return false;
  return rowIds.test(first) || rowIds.test(last) || idEndings.test(last);
}

const rowIds =
  /^(id|uuid|guid|key|num|number|numero|номер|no|nr|code|kod|cod|codigo|codice|identifiant|identificador|identificativo|matricule)$/;
/** What has numbers that are nobody's id. */
const ofThings =
  /^(phone|tele|tel|mobile|handy|movil|cellulare|fax|zip|plz|post|postal|iban|tax|vat|house|haus)|telefon|rechnung|invoice|factur/;

const isFraction = (text: string): boolean =>
  Number.isFinite(Number(text)) && !Number.isInteger(Number(text));

const namesIds = (words: readonly string[]): boolean =>
  words.some((word) => idWords.test(word)) || idEndings.test(words.at(-1) ?? '');

/** Fractions are measured, whatever their column is called; `1001.0` is none. */
const isMeasured = ({ sample }: ColumnProfile): boolean => sample.some(isFraction);

function isCode({ sample }: ColumnProfile): boolean {
  const [first = ''] = sample;
  return (
    first.length >= longCode &&
    sample.every((text) => /^[1-9]\d*$/.test(text) && text.length === first.length)
  );
}

/** Whole numbers that leave hardly a gap, as row numbers do. */
function isCounter({ sample, distinct }: ColumnProfile): boolean {
  const values = sample.map(Number);
  if (!values.every(Number.isInteger)) return false;
  const spread =
    values.reduce((most, v) => Math.max(most, v), -Infinity) -
    values.reduce((least, v) => Math.min(least, v), Infinity);
  return spread < 1.02 * distinct;
}
