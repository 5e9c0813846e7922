import type { Phrases } from './phrases.ts';

export const polish: Phrases = {
  good: {
    delivery: [
      'paczka przyszła dzień wcześniej',
      'dostawa była bardzo szybka',
      'żadnych problemów z dostawą',
    ],
    payment: ['płatność poszła bez problemu', 'zapłaciłam w kilka sekund', 'płacenie jest proste'],
    quality: ['jakość jest świetna', 'wszystko zgodne z opisem', 'nic się nie zepsuło, dobrze zapakowane'],
    refund: ['pieniądze wróciły w dwa dni', 'zwrot był bardzo prosty', 'oddali pieniądze bez pytań'],
    question: ['dostałem jasną odpowiedź', 'dziękuję za wyjaśnienie', 'chciałam tylko zapytać o rozmiar'],
    account: ['konto znowu działa', 'logowanie jest teraz proste', 'zmiana adresu bez kłopotu'],
    price: ['dobry stosunek ceny do jakości', 'cena jest uczciwa', 'wcale nie jest drogo'],
    app: ['aplikacja jest wygodna', 'aplikacja nigdy się nie zawiesza', 'ponowne zamówienie trwa chwilę'],
    service: ['konsultant był miły i szybki', 'sprawa załatwiona od razu', 'obsługa naprawdę pomogła'],
  },
  bad: {
    delivery: ['paczka znowu się spóźnia', 'nadal czekam na zamówienie', 'kurier w ogóle nie przyjechał'],
    payment: ['karta została odrzucona trzy razy', 'płatność nie działa', 'pobrano mi pieniądze dwa razy'],
    quality: ['przyszło uszkodzone', 'jakość nie jest taka jak obiecujecie', 'zepsuło się po tygodniu'],
    refund: ['nadal nie mam zwrotu', 'nikt nie oddaje mi pieniędzy', 'formularz zwrotu nie działa'],
    question: ['nikt nie odpowiada na moje pytanie', 'opis jest niejasny', 'nie wiem, który rozmiar pasuje'],
    account: ['nie mogę się zalogować', 'moje konto jest zablokowane', 'link do hasła nie przychodzi'],
    price: ['ceny za bardzo wzrosły', 'teraz jest za drogo', 'to już nie jest warte swojej ceny'],
    app: [
      'aplikacja ciągle się zawiesza',
      'aplikacja jest wolna i pełna błędów',
      'po aktualizacji jest gorzej',
    ],
    service: ['przełączali mnie od osoby do osoby', 'obsługa nie pomaga', 'trzy dni bez odpowiedzi'],
  },
  opening: {
    good: ['Jestem zadowolona:', 'Wszystko super,', 'Dziękuję,', 'Polecam,', 'Świetny sklep,'],
    bad: ['Jestem rozczarowany:', 'Nie jestem zadowolona,', 'Szczerze mówiąc,', 'To irytujące,', 'Skandal,'],
  },
  closing: {
    good: ['na pewno zamówię ponownie', 'oby tak dalej', 'polecam wszystkim', 'nie mam zastrzeżeń'],
    bad: ['więcej nie zamówię', 'proszę to naprawić', 'spodziewałem się więcej', 'to był ostatni raz'],
  },
  ironic: ['Brawo, po prostu pięknie:', 'Cudownie, tego mi było trzeba:', 'No super,'],
  but: 'ale',
  aside: [
    'jestem klientem od dłuższego czasu',
    'zwykle zamawiam dla całej rodziny',
    'poleciła mi was sąsiadka',
  ],
};
