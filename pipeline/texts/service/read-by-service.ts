import { HoldfastError } from '../../../contracts/errors.ts';
import { keys } from '../../../contracts/keys.ts';
import type { MoodAnswer, MoodService } from '../../../contracts/ports/mood-service.ts';
import type { ObjectStore } from '../../../contracts/ports/object-store.ts';
import type { JudgedText } from '../../../models/text.ts';
import type { Mood, MoodReader, NothingSaid, ReadText } from '../mood-reader.ts';
import { AnswerBook } from './answer-book.ts';
import { hashOf, type Question, questionOf } from './question.ts';

/** Texts, each counted once, and their characters. */
export interface Asked {
  readonly texts: number;
  readonly characters: number;
}

/** Reads moods by a service. */
export interface ServiceReader extends MoodReader {
  readonly name: MoodService['name'];
  readonly service: MoodService;
  /** Good against bad, as `judgeLabels` takes it: a neutral text is neither. */
  judge(texts: readonly ReadText[]): Promise<readonly JudgedText[]>;
  /** What its moods rest on, whenever it was sent. */
  sent(): Asked;
  /** What of it was sent now: nothing knew the answer. */
  sentNow(): Asked;
}

type Said = MoodAnswer | { readonly why: NothingSaid };

/** So many answers are lost at most where a run is killed. */
const keptAtOnce = 500;
/** Where its likeliest mood is less likely, a service says nothing of a text. */
const leastProbability = 0.5;

/** Whoever reads by the service: each text is asked about once, whatever run or pulse did; what was answered is kept. */
export function readByService(service: MoodService, store: ObjectStore): ServiceReader {
  const book = new AnswerBook(store, keys.moodAnswers(service.name, hashOf(service.version)));
  const [all, now] = [new Map<string, number>(), new Map<string, number>()];

  const ask = async (questions: readonly Question[]) => {
    const answers = new Map<string, MoodAnswer>();
    try {
      for await (const [place, answer] of service.ask(questions)) answers.set(questions[place]!.hash, answer);
    } finally {
      await book.add(answers);
    }
    const left = questions.length - answers.size;
    if (left > 0) throw new HoldfastError(`${service.title} left ${left} texts without an answer`);
    count(now, questions);
  };

  const answersTo = async (texts: readonly ReadText[]): Promise<Said[]> => {
    const asked = texts.map((text) => questionOf(text, service));
    const questions = distinct(asked);
    count(all, questions);
    const hashes = questions.map(({ hash }) => hash);
    const known = await book.find(hashes);
    const open = questions.filter(({ hash }) => !known.has(hash));
    for (let from = 0; from < open.length; from += keptAtOnce) await ask(open.slice(from, from + keptAtOnce));
    const answers = await book.find(hashes);
    return asked.map((one) => ('why' in one ? one : answers.get(one.hash)!));
  };

  return {
    name: service.name,
    service,
    read: async (texts) => (await answersTo(texts)).map(moodOf),
    judge: async (texts) => (await answersTo(texts)).map(judgedOf),
    sent: () => sumOf(all),
    sentNow: () => sumOf(now),
  };
}

/** Each question once, in the order of the hashes: neighbours are kept in one file. */
function distinct(asked: readonly (Question | { readonly why: NothingSaid })[]): Question[] {
  const byHash = new Map(asked.flatMap((one) => ('why' in one ? [] : [[one.hash, one] as const])));
  return [...byHash.values()].sort((a, b) => (a.hash < b.hash ? -1 : 1));
}

function count(characters: Map<string, number>, questions: readonly Question[]): void {
  for (const { hash, text } of questions) characters.set(hash, [...text].length);
}

const sumOf = (characters: ReadonlyMap<string, number>): Asked => ({
  texts: characters.size,
  characters: [...characters.values()].reduce((sum, one) => sum + one, 0),
});

/** The likelihood of positive less that of negative. */
function moodOf(said: Said): Mood {
  if ('why' in said) return { sentiment: null, probability: null, why: said.why };
  const { positive, neutral, negative } = said;
  const probability = Math.max(positive, neutral, negative);
  if (probability < leastProbability) return { sentiment: null, probability: null, why: 'unsure' };
  return { sentiment: positive - negative, probability, why: null };
}

/** Good and bad alone are compared with scores; what is as likely either is not read. */
function judgedOf(said: Said): JudgedText {
  if ('why' in said || said.positive === said.negative) return { label: null, why: 'unsure', chances: null };
  const { positive, neutral, negative } = said;
  const good = positive / (positive + negative);
  const chances = [1 - good, good];
  const most = Math.max(positive, negative);
  if (most < neutral || most < leastProbability) return { label: null, why: 'unsure', chances };
  return { label: positive > negative ? 'good' : 'bad', why: null, chances };
}
