import { wordsOf } from './column-words.ts';

/** A scale whose points are words, as survey tools offer them. */
export interface WordedScale {
  readonly of: Subject;
  readonly highest: number;
  /** What each value is worth, from 1 for the worst. */
  readonly points: ReadonlyMap<string, number>;
}

type Subject = 'satisfaction' | 'ease' | 'agreement';

/**
 * The usual scales, worst point first; `,` parts what means the same, `*` stands for any ending. English knows two of five
 * points: of one "very satisfied" is the best, of the other "extremely satisfied".
 */
const usual: Readonly<Record<Subject, string>> = {
  satisfaction: `
    very dissatisfied, very unsatisfied, extremely dissatisfied, extremely unsatisfied, completely dissatisfied | dissatisfied, unsatisfied, somewhat dissatisfied, fairly dissatisfied | neutral, neither satisfied nor dissatisfied, neither dissatisfied nor satisfied, neither | satisfied, somewhat satisfied, fairly satisfied | very satisfied, extremely satisfied, completely satisfied
    not at all satisfied | not so satisfied, not very satisfied, slightly satisfied | somewhat satisfied, moderately satisfied | very satisfied | extremely satisfied, completely satisfied
    extremely dissatisfied, very dissatisfied | moderately dissatisfied, dissatisfied | slightly dissatisfied, somewhat dissatisfied | neutral, neither satisfied nor dissatisfied | slightly satisfied, somewhat satisfied | moderately satisfied, satisfied | extremely satisfied, very satisfied
    sehr unzufrieden | unzufrieden, eher unzufrieden | neutral, weder noch, teils teils, weder zufrieden noch unzufrieden | zufrieden, eher zufrieden | sehr zufrieden
    bardzo niezadowol* | niezadowol*, raczej niezadowol* | neutraln*, obojetn*, ani zadowol* ani niezadowol*, ani tak ani nie | zadowol*, raczej zadowol* | bardzo zadowol*
    foarte nemultumit* | nemultumit*, mai degraba nemultumit* | neutru, nici multumit* nici nemultumit* | multumit*, mai degraba multumit* | foarte multumit*
    очень недовол*, совсем недовол*, совершенно недовол*, полностью недовол* | недовол*, скорее недовол*, не удовлетвор* | неитральн*, ни доволен ни недоволен | довол*, скорее довол*, удовлетвор* | очень довол*, полностью довол*, полностью удовлетвор*
    molto insoddisfatt* | insoddisfatt*, abbastanza insoddisfatt* | neutrale, ne soddisfatt* ne insoddisfatt* | soddisfatt*, abbastanza soddisfatt* | molto soddisfatt*
    muy insatisfech* | insatisfech*, algo insatisfech* | neutral, neutro, ni satisfech* ni insatisfech*, indiferente | satisfech*, algo satisfech* | muy satisfech*
    tres insatisfait*, tres mecontent* | insatisfait*, plutot insatisfait*, mecontent*, plutot mecontent* | neutre, ni satisfait* ni insatisfait* | satisfait*, plutot satisfait* | tres satisfait*
    muito insatisfeit* | insatisfeit*, pouco satisfeit* | neutro, indiferente, nem satisfeit* nem insatisfeit* | satisfeit* | muito satisfeit*
    zeer ontevreden, heel ontevreden, erg ontevreden | ontevreden, enigszins ontevreden | neutraal, niet tevreden niet ontevreden, niet tevreden en niet ontevreden | tevreden, enigszins tevreden | zeer tevreden, heel tevreden, erg tevreden`,
  ease: `
    very difficult, very hard, extremely difficult | difficult, hard, somewhat difficult | neutral, neither easy nor difficult, neither difficult nor easy, neither | easy, somewhat easy | very easy, extremely easy
    not at all easy | not so easy, not very easy | somewhat easy | very easy | extremely easy
    extremely difficult | moderately difficult | slightly difficult | neutral, neither easy nor difficult | slightly easy | moderately easy | extremely easy
    sehr schwer, sehr schwierig | schwer, schwierig, eher schwer, eher schwierig | neutral, weder noch, teils teils | leicht, einfach, eher leicht, eher einfach | sehr leicht, sehr einfach
    bardzo trudn* | trudn*, raczej trudn* | neutraln*, ani latw* ani trudn* | latw*, raczej latw* | bardzo latw*
    foarte dificil*, foarte greu | dificil*, greu | neutru, nici usor nici greu | usor | foarte usor
    очень сложно, очень трудно | сложно, трудно, скорее сложно, скорее трудно | неитральн* | легко, скорее легко, просто | очень легко, очень просто
    molto difficile | difficile, abbastanza difficile | neutrale, ne facile ne difficile | facile, abbastanza facile | molto facile
    muy dificil | dificil, algo dificil | neutral, neutro, ni facil ni dificil | facil, algo facil | muy facil
    tres difficile | difficile, plutot difficile | neutre, ni facile ni difficile | facile, plutot facile | tres facile
    muito dificil | dificil | neutro, nem facil nem dificil | facil | muito facil
    zeer moeilijk, heel moeilijk, erg moeilijk | moeilijk | neutraal | makkelijk, gemakkelijk | zeer makkelijk, zeer gemakkelijk, heel makkelijk, erg makkelijk`,
  agreement: `
    strongly disagree | disagree, somewhat disagree | neutral, neither agree nor disagree, neither disagree nor agree, undecided | agree, somewhat agree | strongly agree
    strongly disagree | disagree | somewhat disagree, slightly disagree | neutral, neither agree nor disagree, undecided | somewhat agree, slightly agree | agree | strongly agree
    stimme uberhaupt nicht zu, stimme gar nicht zu | stimme nicht zu, stimme eher nicht zu | neutral, teils teils, weder noch | stimme zu, stimme eher zu | stimme voll zu, stimme voll und ganz zu, stimme vollig zu
    zdecydowanie nie zgadzam sie, zdecydowanie sie nie zgadzam | nie zgadzam sie, raczej nie zgadzam sie, raczej sie nie zgadzam | neutraln*, ani sie zgadzam ani nie zgadzam, trudno powiedziec | zgadzam sie, raczej zgadzam sie, raczej sie zgadzam | zdecydowanie zgadzam sie, zdecydowanie sie zgadzam
    dezacord total | dezacord | neutru, nici acord nici dezacord | acord, de acord | acord total, total de acord
    полностью не согласен, совершенно не согласен | не согласен, скорее не согласен | неитральн*, затрудняюсь ответить | согласен, скорее согласен | полностью согласен, совершенно согласен
    totalmente in disaccordo, fortemente in disaccordo | in disaccordo | neutrale, ne d accordo ne in disaccordo | d accordo | totalmente d accordo, molto d accordo
    totalmente en desacuerdo, muy en desacuerdo | en desacuerdo | neutral, ni de acuerdo ni en desacuerdo | de acuerdo | totalmente de acuerdo, muy de acuerdo
    pas du tout d accord | pas d accord, plutot pas d accord | neutre, ni d accord ni pas d accord | d accord, plutot d accord | tout a fait d accord
    discordo totalmente | discordo, discordo parcialmente | neutro, nao concordo nem discordo, indiferente | concordo, concordo parcialmente | concordo totalmente
    helemaal mee oneens, zeer mee oneens | mee oneens, oneens | neutraal, niet mee eens niet mee oneens | mee eens, eens | helemaal mee eens, zeer mee eens`,
};

type Point = readonly (readonly string[])[];

const scales: readonly { readonly of: Subject; readonly points: readonly Point[] }[] = (
  Object.entries(usual) as [Subject, string][]
).flatMap(([of, text]) =>
  text
    .trim()
    .split('\n')
    .map((line) => ({
      of,
      points: line.split('|').map((point) => point.split(',').map((words) => words.trim().split(' '))),
    })),
);

const fewest = 3;

/**
 * The scale that a column's words are of, where it holds nothing else and the words tell which: each value is another point,
 * and there are three at least. Null where none fits, or two give the same words other points.
 * @param values every value that the column holds
 */
export function wordedScale(values: readonly string[]): WordedScale | null {
  const fitting = scales.flatMap((scale) => {
    const points = new Map(values.map((value) => [value, placeOf(value, scale.points)] as const));
    const seen = new Set([...points.values()]);
    const isIt = !seen.has(0) && seen.size >= fewest && seen.size === new Set(values.map(plain)).size;
    return isIt ? [{ of: scale.of, highest: scale.points.length, points }] : [];
  });
  const least = Math.min(...fitting.map(({ highest }) => highest));
  const [first, ...others] = fitting.filter(({ highest }) => highest === least);
  const differs = others.some(({ points }) =>
    [...points].some(([value, n]) => first?.points.get(value) !== n),
  );
  return first === undefined || differs ? null : first;
}

/** From 1; 0 where no point is called so. */
const placeOf = (value: string, points: readonly Point[]): number => {
  const words = wordsOf(value.toLowerCase());
  return 1 + points.findIndex((point) => point.some((one) => isSame(words, one)));
};

const isSame = (words: readonly string[], pattern: readonly string[]): boolean =>
  words.length === pattern.length &&
  pattern.every((part, i) =>
    part.endsWith('*') ? words[i]?.startsWith(part.slice(0, -1)) : words[i] === part,
  );

const plain = (value: string): string => wordsOf(value.toLowerCase()).join(' ');
