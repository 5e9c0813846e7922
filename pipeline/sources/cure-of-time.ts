/** Days as their shapes show them (`99.99.9999`), with the formats that may read them. */
const formats: readonly (readonly [shape: RegExp, formats: (mark: string) => readonly string[]])[] = [
  [/^9999([./ -])99\1?99/, (mark) => [`yyyy${mark}MM${mark}dd`]],
  [/^99999999$/, () => ['yyyyMMdd']],
  [/^99([./ -])99\1?9999/, dayOrMonthFirst('dd', 'MM', 'yyyy')],
  [/^9{1,2}([./ -])9{1,2}\1?9999/, dayOrMonthFirst('d', 'M', 'yyyy')],
  [/^99([./ -])99\1?99(?!9)/, dayOrMonthFirst('dd', 'MM', 'yy')],
];

/** With dots the day stands first; else the values alone tell. */
function dayOrMonthFirst(day: string, month: string, year: string): (mark: string) => readonly string[] {
  return (mark) => {
    const first = [day, month, year].join(mark);
    return mark === '.' ? [first] : [first, [month, day, year].join(mark)];
  };
}

/** The format, or the two, under which a shape is a day; none where it is written in words or otherwise. */
export function formatsOf(shape: string): readonly string[] {
  for (const [pattern, make] of formats) {
    const found = pattern.exec(shape);
    if (found) {
      const clock = /[ T](99?):99(:99)?$/.exec(shape);
      const hours = clock ? ` ${clock[1] === '99' ? 'HH' : 'H'}:mm${clock[2] ? ':ss' : ''}` : '';
      return make(found[1] ?? '').map((format) => `${format}${hours}`);
    }
  }
  return [];
}

interface UnreadTimes {
  /** Key of the column in the config. */
  readonly key: string;
  /** Rows whose time is not read, and all rows. */
  readonly rows: number;
  readonly read: number;
  readonly shapes: readonly string[];
}

/** A format is for the whole column: it is proposed where more rows are written so than as they are read now. */
export function cureOfTime({ key, rows, read, shapes }: UnreadTimes): string {
  const otherwise =
    'correct these rows at their source: they are written differently from most, or are not dates';
  if (rows <= read - rows) return `${otherwise}; a format applies to all rows of the column`;
  const found = formatsOf(shapes[0] ?? '');
  const format = found.length === 0 ? 'format: … as it is written' : `format: ${found.join(' or ')}`;
  return `${key}: { column: …, ${format} }`;
}
