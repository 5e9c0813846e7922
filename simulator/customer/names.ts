import type { Language } from '../plan.ts';
import type { Stream } from '../random.ts';

/** Syllables of invented names: nobody real is meant. Cyrillic and letters with marks occur, as in real tables. */
const syllables: Readonly<Record<Language, readonly (readonly string[])[]>> = {
  en: [
    ['Al', 'Bren', 'Cor', 'Del', 'Fen', 'Hal', 'Lor', 'Mar', 'Tam', 'Wil'],
    ['a', 'den', 'by', 'ric', 'na', 'la', 'ton', 'vin'],
    ['Ash', 'Birk', 'Cob', 'Dray', 'Hol', 'Lang', 'Mor', 'Penn', 'Sed', 'Thorn'],
    ['bridge', 'croft', 'field', 'ham', 'ley', 'more', 'wick', 'worth'],
  ],
  pl: [
    ['Bo', 'Da', 'Gra', 'Ja', 'Ka', 'Le', 'Mi', 'Sta', 'Wie', 'Zo'],
    ['sia', 'ra', 'mir', 'lina', 'żena', 'rek', 'nia', 'sław'],
    ['Brzo', 'Cze', 'Dąb', 'Gó', 'Kwia', 'Łą', 'Ols', 'Pio', 'Sosn', 'Wró'],
    ['recka', 'rowski', 'tkowska', 'cki', 'nicz', 'browa', 'wicz', 'lak'],
  ],
  ro: [
    ['An', 'Co', 'Do', 'Flo', 'Io', 'Lu', 'Mi', 'Ra', 'Si', 'Vio'],
    ['dra', 'rina', 'ru', 'mina', 'lian', 'hai', 'nela', 'ța'],
    ['Ar', 'Bră', 'Cio', 'Dră', 'Mun', 'Ne', 'Po', 'Stă', 'Tu', 'Vă'],
    ['deanu', 'goi', 'lescu', 'nescu', 'rariu', 'șanu', 'teanu', 'goș'],
  ],
  ru: [
    ['Ан', 'Бо', 'Ва', 'Да', 'Ко', 'Лю', 'Ма', 'Ра', 'Све', 'Та'],
    ['рина', 'лана', 'дим', 'рья', 'мил', 'тон', 'ся', 'лий'],
    ['Бере', 'Вол', 'Гор', 'Дуб', 'Клё', 'Лес', 'Мо', 'Озе', 'Пол', 'Сне'],
    ['зин', 'ковский', 'нова', 'ров', 'рская', 'шин', 'гин', 'лев'],
  ],
  it: [
    ['Al', 'Bea', 'Car', 'Do', 'Fio', 'Gia', 'Lo', 'Mi', 'Ro', 'Vi'],
    ['ba', 'lina', 'mira', 'nella', 'ra', 'renzo', 'sto', 'vio'],
    ['Bel', 'Cam', 'Fon', 'Gal', 'Mon', 'Pra', 'Ro', 'San', 'Tor', 'Val'],
    ['dini', 'letti', 'mori', 'nardi', 'telli', 'verde', 'zano', 'lucchi'],
  ],
};

export function personName(language: Language, random: Stream): string {
  const [a, b, c, d] = syllables[language].map((list) => list[random.integer(list.length)]);
  return `${a}${b} ${c}${d}`;
}
