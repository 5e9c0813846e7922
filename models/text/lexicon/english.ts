import type { MoodWords } from './mood-words.ts';

export const english: MoodWords = {
  good: `good great excellent amazing awesome perfect* love loved loves lovely nice fast quick quickly easy easily helpful friendly
    happy satisfied pleased best better fantastic wonderful brilliant recommend* thank* smooth reliable polite fair works worked
    cheap comfortable enjoy* delighted impressed superb convenient clear fun glad kind correct`,
  bad: `bad terrible awful horrible worst worse poor poorly slow late delay* broken broke damaged defective fail* error* bug* crash*
    wrong useless rude unhelpful disappoint* angry annoy* frustrat* hate hated unacceptable ridiculous refund* cancel* complain*
    problem* issue* never waiting missing lost scam fraud expensive overpriced unclear confus* difficult impossible waste dirty
    unhappy dissatisfied sad sick ignored nobody declined blocked blurry`,
  not: "not no never don't doesn't didn't isn't wasn't aren't can't cannot couldn't won't wouldn't without hardly",
};
