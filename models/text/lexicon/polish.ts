import type { MoodWords } from './mood-words.ts';

export const polish: MoodWords = {
  good: `dobry dobra dobre dobrze dobrej lepiej lepszy najlepsz* super świetn* rewelac* doskonał* idealn* wspaniał* fantastyczn* polecam
    szybk* sprawn* miły miła miłe miło uprzejm* pomocn* zadowol* podoba* wygodn* łatw* prost* dziękuj* dzięki piękn* ładn* solidn*
    rzetelny rzetelna uczciw* wdzięczn* działa bezproblemow* profesjonaln* jasn* tani* kocham uwielbiam`,
  bad: `zły zła złe źle gorzej gorsz* najgorsz* fataln* okropn* tragi* beznadziejn* słab* kiepsk* woln* powoln* spóźn* opóźn* uszkodz*
    zepsu* zepsut* popsu* błąd błęd* zawiesza* reklamacj* rozczarow* niezadowol* irytuj* wkurz* skandal* oszust* oszuk* problem*
    kłopot* czekam brak brakuj* drogo drogi droga drogie niegrzeczn* chamsk* niekompeten* odrzucon* zablokowan* niejasn* nigdy więcej
    porażk* dramat* żenad* wstyd*`,
  not: 'nie bez ani nigdy żadnych żadnego żaden',
};
