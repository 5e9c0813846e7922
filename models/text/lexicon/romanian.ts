import type { MoodWords } from './mood-words.ts';

export const romanian: MoodWords = {
  good: `bun bună buni bune bine mai-bun excelent* perfect* minunat* super grozav* foarte-bun mulțumit* multumit* mulțumesc multumesc
    recomand rapid* repede ușor usor simplu amabil* politicos* prompt* încântat* incantat* frumos frumoasă frumoase frumos plăcut* plac
    place corect* util* funcționează functioneaza ieftin* avantajos cinstit* fericit* iubesc ador calitativ* impecabil* felicitări`,
  bad: `rău rea rele prost* slab* groaznic* oribil* dezastru* jenant* nemulțumit* nemultumit* dezamăg* dezamag* întârzi* intarzi* stricat*
    defect* spart* deteriorat* eroare erori problem* lent lentă greu dificil* scump* țeapă teapa înșel* insel* fals* lipsă lipsa lipsesc
    lipsește nepoliticos* nepăsăt* aștept astept reclamați* reclamatii blocat* blochează blocheaza refuzat* returnat regret* păcat pacat
    inutil* bătaie niciodată supărat* enerv* rușine`,
  not: 'nu fără fara nici n-am n-a nu-mi niciun nicio',
};
