import type { Feature } from '../../contracts/feature.ts';
import { wordsOf } from './column-words.ts';

/**
 * Words by which columns name protected attributes and their close stand-ins, in English, German, Spanish, Italian, French,
 * Polish, Romanian and Russian, without accents.
 */
const words: readonly string[] = [
  // sex and orientation
  'gender sex sexual male female woman women geschlecht geschlechts anrede genero sexo genere sesso sexe plec sexul пол lgbt lgbtq gay orientation',
  // marriage and family
  'married marital marriage unmarried divorced widowed spouse husband wife dependent dependents dependant dependants children kids familienstand verheiratet ledig geschieden ehepartner kinder kinderzahl casado casada soltero soltera hijos sposato sposata coniugato coniuge figli marie mariee celibataire enfants zonaty zamezna dzieci casatorit casatorita copii женат замужем дети детей семейное parental',
  // origin
  'race racial ethnic ethnicity ethnicities nationality citizenship immigrant foreigner nationalitat staatsangehorigkeit migrationshintergrund auslander etnia etnico raza razza rasa nacionalidad ciudadania nazionalita cittadinanza nationalite narodowosc obywatelstwo nationalitate cetatenie раса национальность гражданство country language pais paese pays kraj tara страна sprache idioma lingua langue jezyk limba язык',
  // belief
  'religion religious faith church konfession kirche kirchensteuer religione wyznanie religie религия вероисповедание',
  // health
  'disability disabled handicap pregnant pregnancy diagnosis behinderung behindert schwerbehindert schwanger discapacidad embarazada disabilita incinta enceinte niepelnosprawnosc ciaza dizabilitate insarcinata инвалид инвалидность беременность',
  // age
  'birth birthday birthdate birthyear dob senior seniors pensioner retired geburt geburtsdatum geburtstag geburtsjahr rentner jubilado nacimiento nascita pensionato naissance retraite urodzenia urodzin emeryt nasterii nastere pensionar рождения пенсионер generation millennial underage minor',
  // opinion, membership, body
  'political politics gewerkschaft sindicato sindacato syndicat genetic biometric',
].flatMap(wordsOf);

const known = new Set(words);

/** Beginnings of such words, which languages inflect and derive from. */
const stems = new RegExp(
  `^(${[
    // sex and orientation
    'femal femin femenin femmin mascul maschil weiblich mannlich kobiet mezczyzn женск мужск женщин мужчин homosex bisex heterosex transgend lesb queer',
    // marriage and family
    'wedded wedlock unwed matrimon spous divorc widow cohabit conjug coniug conyug bachelor newlywed celib nubil solteir solter casad viud viuv vedov veuf veuv verwitw witwe zivilstand civilst lebenspartner ehegatt ehemann ehefrau ehelich espos epous malzen malzon zonat zamezn wdow rozwied rozwod kawaler casator necasator vaduv divort sotie брачн супруг вдов развед холост женат замуж gehuwd ongehuwd getrouwd huwelijk weduw ogift moglie marito',
    // origin
    'ethni etni immigra ausland nationalit staatsangeh',
    // belief
    'relig konfession catholic katholi protestant muslim islam jewish buddhis hindu atheis',
    // health
    'pregnan disab handicap behinder schwanger discapac embaraz niepelnospr dizabil insarcin',
    // age
    'birth geburt nacim nascit naissan urodz naster рожд compleann cumplean elderly pensioner pensionist pensionat minderjahr volljahr minorenn nieletn retiree',
  ]
    .flatMap(wordsOf)
    .join('|')})`,
  'u',
);

/** Two words that are protected only together. */
const pairs = [
  'union member',
  'trade union',
  'family status',
  'family size',
  'household size',
  'estado civil',
  'stato civile',
  'stan cywilny',
  'stare civila',
  'etat civil',
  'situation familiale',
  'семейное положение',
].map((pair) => ` ${wordsOf(pair).join(' ')} `);

/** `age` alone is a person's; `open_ticket_age_days` is a ticket's. */
const personsAge =
  /^(dim )?((customer|person|client|member|user|kunden?|cliente|client[ae]) )?(age|alter|edad|eta|wiek|varsta|возраст)( (years?|group|band|range|bracket|bucket|class|gruppe|klasse|anos|anni|lat|ani|лет))?$/;

/** `Under 30`, `über 65`, `30 plus`: a side of an age, where nothing says that days or money are meant. */
const sideOfAge =
  /^(dim )?(is )?(age )?((under|over|below|above|unter|uber|ueber|ab|menor|mayor|menos|mas|sotto|sopra|oltre|moins|plus|ponizej|powyzej|sub|peste|младше|старше|до)( (de|di|than|of))? [1-9]\d|[1-9]\d (plus|and over|or older))( (years?|yrs|jahre?|anos|anni|ans|lat|ani|лет)( old)?)?$/;

/** Has one, or is one: a person's partner, not a partner's shop. */
const wholeName = /^(dim )?(is |has )?(partner|single)$/;

/** True where the feature is, or is read from, a protected attribute. */
export function isProtected(feature: Pick<Feature, 'name' | 'needs'>): boolean {
  const columns = feature.needs.map((need) => need.slice(need.indexOf('.') + 1));
  return [feature.name, ...columns].some((name) => {
    const own = wordsOf(name);
    const text = own.join(' ');
    return (
      own.some((word) => known.has(word) || stems.test(word)) ||
      pairs.some((pair) => ` ${text} `.includes(pair)) ||
      personsAge.test(text) ||
      sideOfAge.test(text) ||
      wholeName.test(text)
    );
  });
}
