import type { PlanTexts } from '../plan-texts.ts';

export const pl = {
  words: {
    about: '{campaign} · przed startem · {day}',
    nobody:
      'Nie ma kogo umieścić na liście albo nikt nie trafia do grupy kontrolnej: nic nie da się wykazać.',
    introduction:
      'Klienci do losowania: {pool}; nowi na liście: {each}; lista co {every}; grupa kontrolna: {heldOut}; efekt mierzony przez {days}{stay}.',
    stay: '; bez kontaktu zostanie według oczekiwań {share}',
    answer: 'Odpowiedź',
    afterHowMany: 'Po ilu listach',
    whom: 'Z kim można się skontaktować',
    howMany: 'Ilu pozostawić w grupie kontrolnej',
    whichHorizon: 'W jakim okresie',
    howComputed: 'Jak to obliczono',
    noMoney: 'Nie wiadomo, co da się wykazać w pieniądzu ({days}): {why}.',
    shortHistory: 'dane obejmują {covered}, a potrzeba {needed}, by zobaczyć taki okres i coś przed nim',
    fewThere: 'klientów w dniu {day} było {customers}, a do oceny rozrzutu potrzeba {fewest}',
    whoList: 'lista z liczbą klientów {customers}, w tym w grupie kontrolnej {heldOut},',
    whoDrawn: 'grupa dotąd wylosowanych ({customers})',
    emptyArm: 'W pieniądzu {who} niczego nie wykaże: jedna z grup jest pusta.',
    inMoney:
      'W pieniądzu {who} może wykazać różnicę od {amount} na klienta ({days}){unadjusted}; zmierzono na klientach z {day}: {customers}.',
    withoutAdjusting: ', a bez korekty o wcześniejszy okres od {amount} (korelacja {correlation})',
    notExpected: 'Nie wiadomo, ile kontakt ma przynieść, więc nie wiadomo też, kiedy będzie to widać.',
    wins: 'To, co kontakt ma według założenia przynieść (zostaje {share} tych, którzy by odeszli: {words}),',
    shows: '{wins} widać{by} po {lists}: {days} po pierwszej.',
    byPoints: ' w utrzymaniu klientów',
    byMoney: ' w pieniądzu',
    cannotShow:
      '{wins} jest nie do wykazania przy obecnej liczbie kandydatów ({pool}){more}: {smallest}. Czy kontakt działa, pozostanie tu kwestią wiary, chyba że zdziała znacznie więcej.',
    norThose: ' ani z tymi, którzy w tym czasie przybędą ({customers})',
    fewInArm: 'w jednej z grup byłoby mniej klientów niż {fewest}',
    allShow: 'wszyscy razem wykażą {smallest}',
    pointsAtLeast: 'co najmniej {points}',
    each: '{amount} na klienta',
    either: '{points} lub {money}',
    both: '{points}, {money}',
    pool: 'Połączyć {lists} jako fale jednej kampanii: {days}, {smallest}.',
    holdOut:
      'Pozostawić w grupie kontrolnej {share}, co wykaże najwięcej: {smallest} przy wszystkich klientach ({customers}).',
    horizon:
      'Mierzyć przez {days} zamiast {own}: widać by było {seen} na klienta tam, gdzie oczekuje się {expected}{still}.',
    stillNotEnough: ', co jest bliżej, lecz wciąż nie wystarcza',
    adjust:
      'Korekta o to, co klienci przynosili wcześniej (CUPED, zmierzona korelacja {correlation}), usuwa {share} wariancji: jakby klientów było {times} raza tyle. Jest już w liczbach powyżej.',
    customers: 'klienci',
    candidates: 'kandydaci: zagrożeni i warci kontaktu',
    notFor: 'dla których kampania nie jest przeznaczona',
    toDraw: 'do losowania',
    notToday: 'z nich nie dziś: {who}',
    heldAgainst: 'Sprawdzono według reguł targeting i kanałów działań{first}.',
    firstOnly: ': pierwszych {customers}, a pozostałych uznano za podobnych do nich',
    newUnknown:
      'Klientów, którzy przybędą w czasie kampanii, nie policzono: dane nie sięgają dość daleko wstecz, by rozpoznać nowych.',
    nobodyNew: 'W ostatnim kwartale nie przybył nikt nowy do losowania, więc nikogo się nie oczekuje.',
    newOnes:
      'Oczekiwani nowi klienci co {every}: {joining}, tylu, ilu w ostatnim kwartale. Wszystkie listy razem mogą wylosować {customers}.',
    staysAbove: 'Najmniejszy efekt, jaki widać, pozostaje powyżej oczekiwanego',
    showsAfter: 'Oczekiwany efekt widać po {lists}',
    curveMeasure:
      'Najmniejsza różnica utrzymania widoczna z mocą 80% przy 5%, według dni od pierwszej listy do odczytu; w grupie kontrolnej {share}',
    daysUntil: 'dni do odczytu',
    points: 'punkty',
    expected: 'oczekiwane: {points}',
    lists: 'listy',
    days: 'dni',
    heldOut: 'w grupie kontrolnej',
    moneyEach: 'pieniądze na klienta',
    unadjusted: 'bez korekty',
    pointsByOne: 'punkty z jednej listy',
    pointsByAll: 'punkty ze wszystkich',
    moneyByAll: 'pieniądze ze wszystkich',
    listsUntil: 'listy, aż widać oczekiwane',
    forgone: 'utracony zysk na listę',
    tooFew: 'za mało',
    never: 'nigdy',
    sharesAbout:
      'Najmniejsze widoczne efekty; wszyscy to klienci w liczbie {customers}{meanwhile}. Utracony: to, co kontakt miałby przynieść w grupie kontrolnej.',
    withThose: ', razem z tymi, którzy w tym czasie przybędą',
    keep: '{share} to najmniejszy udział, przy którym oczekiwany efekt widać z list jednego kwartału; konfiguracja pozostawia {own}.',
    keepNone:
      'Żaden udział nie wykaże oczekiwanego efektu z list jednego kwartału. Konfiguracja pozostawia {own}; im bliżej połowy, tym więcej widać.',
    keepUnknown:
      'Oczekiwany efekt nie jest znany, więc nie wiadomo też, jaki udział go wykaże. Konfiguracja pozostawia {own}; im bliżej połowy, tym więcej widać.',
    from: 'od',
    stayed: 'zostali',
    mean: 'średnia',
    spread: 'rozrzut',
    correlation: 'korelacja z wcześniejszym okresem',
    takenAway: 'usunięta wariancja',
    stayingWorth: 'pozostanie jest warte',
    horizonsAbout:
      'Marża jednego klienta w ostatnim zakończonym okresie tej długości, u klientów, którzy byli wtedy tacy, jak teraz ci do umieszczenia na liście ({customers}).',
    unmeasured: '{days}: nie zmierzono; {why}.',
    notToldApart:
      '{days}: to, co klienci przynosili przed tym okresem, ich nie odróżnia, więc tych do umieszczenia na liście porównano ze wszystkimi klientami z tamtego czasu.',
    seenMeans:
      'Widać to, co dwustronny test przy 5% znajduje w czterech przypadkach na pięć. Punkty: √(p(1−p)) udziału, który ma zostać. Pieniądze: rozrzut marży bez tego, co wyjaśnia wcześniejszy okres.',
    endDeclared:
      'Koniec jest zadeklarowany, więc wcześniejsze spojrzenia kosztują mało: efekty są {price} raza większe niż przy jednym spojrzeniu.',
    noEnd:
      'Końca nie zadeklarowano, więc każde spojrzenie może być ostatnim: efekty są {price} raza większe niż przy jednym spojrzeniu.',
    listsDraw:
      'Listy losują nowych klientów, dopóki są, oraz tych, którzy w tym czasie przybędą. Kogo trzeba zostawić w spokoju na stałe, ten nie zostanie wylosowany nigdy; kogo na razie, ten później.',
    expectedMeans:
      'Oczekiwane jest to, co zakłada sama lista: kontakt zatrzymuje {share} tych, którzy by odeszli (targeting.savedShare); to przypuszczenie, dopóki nie pokaże tego kampania. W pieniądzu ten, kto zostaje, przynosi tyle, ile pozostanie było warte w minionym okresie.',
    capped:
      'Pieniądze jednego klienta powyżej {amount} liczą się jako ta kwota, tak jak efekt będzie mierzony (winsorise).',
    fewest: 'Gdy w grupie jest mniej klientów niż {fewest}, żaden przedział nie jest wiarygodny.',
  },
  moves: {
    about: 'Co zmienia CLV · {day}',
    verdict: 'Najwięcej daje ta mała zmiana: {change}, {worth}.',
    verdictNear:
      'Najwyżej oszacowana mała zmiana: {change}, {worth}; nie wykazano, że daje więcej niż ta: {other}.',
    noneShown: 'O żadnej z tych zmian nie wykazano, że cokolwiek daje.',
    nothing: 'Nie da się powiedzieć, co zmienia CLV: nikt już nie może odejść albo brak minionego okresu.',
    introduction:
      'Klienci, którzy mogą jeszcze odejść: {customers}; model oczekuje od nich marży {clv} ({days}), na klienta {each}.',
    whatItIsWorth: 'Ile jest warta mała zmiana',
    allTogether: 'Wartość małej zmiany, wszyscy aktywni klienci razem',
    measure: 'Marża w {currency}; kreski: przedziały {level}',
    change: 'zmiana',
    worth: 'wartość',
    ofAll: 'całego CLV',
    retention: 'na stu klientów zostaje o jednego więcej',
    orderValue: 'każde zamówienie przynosi o 1% więcej marży',
    frequency: 'na stu klientów jeden zamawia jeszcze raz',
    crossSell: 'na stu klientów o jednego więcej kupuje także z drugiej kategorii',
    byModel: 'oceny modelu',
    byPast: 'miniony okres',
    byAssociation: 'miniony okres; to nie dowód przyczyny',
    ofRetention:
      'Utrzymanie: setna część tego, ile klienci są warci, gdy zostają, pomniejszonego o to, ile są warci, gdy odchodzą ({days}), według modelu.',
    ofOrderValue: 'Wartość zamówienia: setna część CLV, o ile większa marża nikogo nie zniechęci.',
    ofIntervals: 'Przedziały obu uwzględniają rozrzut klientów i błąd sum modelu wynoszący {error}.',
    ofFrequency:
      'Częstość: średnia marża zamówienia w minionym okresie ({days} od {from}), klienci: {customers}.',
    ofCrossSell:
      'Sprzedaż krzyżowa: o ile więcej kupujący z kilku kategorii przynieśli w tym okresie niż kupujący z jednej, przy tej samej liczbie zamówień i tej samej wcześniejszej marży (CUPED). Kto kupuje szerzej, może być innym klientem: tylko eksperyment pokaże, co daje sprzedaż krzyżowa.',
    notAdded: 'Tych czterech nie można dodawać: kto zostaje, ten też zamawia.',
    notKnown: '{change}: nie wiadomo; {why}.',
    nobodyLeft: 'nikt już nie może odejść',
    oneCategory: 'orders.category nie mówi o drugiej kategorii',
    fewBuyers: 'mówi o tym zbyt mało kupujących z minionego okresu: {buyers}, a potrzeba {needed}',
  },
  rules: {
    no_consent: 'bez zgody',
    shared_address: 'z tym samym adresem co ktoś, kto odmówił',
    opted_out: 'wypisani',
    excluded: 'wykluczeni przez targeting.exclude',
    held_out: 'w grupie kontrolnej innej kampanii',
    other_campaign: 'wylosowani przez inną kampanię',
    open_escalation: 'których skarga czeka na odpowiedź',
    complained: 'którzy niedawno się skarżyli',
    already_contacted: 'w tej fali już po kontakcie',
    on_another_list: 'na innej liście tego dnia',
    touched_recently: 'po kontakcie sprzed zbyt krótkiego czasu',
    too_many_touches: 'po zbyt częstych kontaktach',
    left_alone: 'celowo zostawieni w spokoju',
    no_play: 'dla których nie ma odpowiedniego działania',
    play_full: 'których działanie nie ma już miejsc',
    do_not_disturb: 'których kontakt, jak wykazano, zniechęca',
  },
  afterLists: { one: 'jednej liście', other: '{n} listach' },
  poolLists: { one: '{n} listę', few: '{n} listy', other: '{n} list' },
} as const satisfies PlanTexts;
