import type { PlanTexts } from '../plan-texts.ts';

export const it = {
  words: {
    about: '{campaign} · prima del lancio · {day}',
    nobody: 'Non c’è nessuno da inserire in lista, o nessuno in controllo: non si può mostrare nulla.',
    introduction:
      'Clienti da cui estrarre: {pool}; nuovi per lista: {each}; una lista ogni {every}; {heldOut} in controllo; effetto misurato su {days}{stay}.',
    stay: '; quota che dovrebbe restare senza contatto: {share}',
    answer: 'La risposta',
    afterHowMany: 'Dopo quante liste',
    whom: 'Chi può contattare',
    howMany: 'Quanti tenere in controllo',
    whichHorizon: 'Su quale orizzonte',
    howComputed: 'Come si calcola',
    noMoney: 'Che cosa si possa vedere in denaro su {days} non è noto: {why}.',
    shortHistory:
      'i dati coprono {covered} e ne servono {needed} per vedere un tale periodo e qualcosa prima di esso',
    fewThere: 'i clienti presenti in data {day} erano {customers} e per una dispersione ne servono {fewest}',
    whoList: 'una lista di {customers} con {heldOut} in controllo',
    whoDrawn: 'l’insieme dei {customers} estratti finora',
    emptyArm: 'In denaro {who} non può mostrare nulla: un gruppo è vuoto.',
    inMoney:
      'In denaro {who} può mostrare una differenza di almeno {amount} per cliente su {days}{unadjusted}; misurato su {customers} clienti in data {day}.',
    withoutAdjusting: ', {amount} senza la correzione per il periodo precedente (correlazione {correlation})',
    notExpected: 'Quanto il contatto dovrebbe rendere non è noto, e quindi nemmeno quando si vedrà.',
    wins: 'Quanto si suppone che il contatto renda (resta una parte di chi andrebbe via, {share}: {words})',
    shows: '{wins} si vede{by} dopo {lists}: {days} dopo la prima.',
    byPoints: ' nella fidelizzazione',
    byMoney: ' in denaro',
    cannotShow:
      '{wins} non si può mostrare con i {pool} candidati disponibili{more}: {smallest}. Che il contatto funzioni resterà qui un’opinione, a meno che non faccia molto di più.',
    norThose: ', né con i {customers} che arrivano nel frattempo',
    fewInArm: 'un gruppo avrebbe meno di {fewest} clienti',
    allShow: 'tutti insieme mostrano {smallest}',
    pointsAtLeast: 'almeno {points}',
    each: '{amount} per cliente',
    either: '{points} o {money}',
    both: '{points}, {money}',
    pool: 'Unire {lists} come ondate di una sola campagna: {days}, {smallest}.',
    holdOut: 'Tenere in controllo il {share}, che mostra di più: {smallest} con tutti i {customers} clienti.',
    horizon:
      'Misurare su {days} invece di {own}: si vedrebbero {seen} per cliente dove se ne attendono {expected}{still}.',
    stillNotEnough: ', più vicino ma non ancora abbastanza',
    adjust:
      'La correzione per quanto i clienti portavano prima (CUPED, correlazione misurata {correlation}) riduce la varianza ({share} in meno): come se i clienti fossero {times} volte tanti. È già nelle cifre qui sopra.',
    customers: 'clienti',
    candidates: 'candidati: a rischio e degni di un contatto',
    notFor: 'per i quali la campagna non è pensata',
    toDraw: 'da cui estrarre',
    notToday: 'di questi, non oggi: {who}',
    heldAgainst: 'Controllati con le regole di targeting e i canali delle azioni{first}.',
    firstOnly: ': i primi {customers}, e gli altri presi come simili a loro',
    newUnknown:
      'I clienti che arrivano durante la campagna non sono contati: i dati non risalgono abbastanza indietro per dire chi è nuovo.',
    nobodyNew: 'Nell’ultimo trimestre non si è visto nessuno di nuovo, quindi non si attende nessuno.',
    newOnes:
      'Nuovi clienti attesi ogni {every}: {joining}, quanti nell’ultimo trimestre. Tutte le liste insieme possono estrarne {customers}.',
    staysAbove: 'Il più piccolo effetto visibile resta sopra quello atteso',
    showsAfter: 'L’effetto atteso si vede dopo {lists}',
    curveMeasure:
      'La più piccola differenza di fidelizzazione vista con potenza 80% al 5%, per giorni dalla prima lista fino alla lettura; {share} in controllo',
    daysUntil: 'giorni fino alla lettura',
    points: 'punti',
    expected: 'atteso: {points}',
    lists: 'liste',
    days: 'giorni',
    heldOut: 'in controllo',
    moneyEach: 'denaro per cliente',
    unadjusted: 'non corretto',
    pointsByOne: 'punti con una lista',
    pointsByAll: 'punti con tutte',
    moneyByAll: 'denaro con tutte',
    listsUntil: 'liste finché l’atteso si vede',
    forgone: 'guadagno mancato per lista',
    tooFew: 'troppo pochi',
    never: 'mai',
    sharesAbout:
      'I più piccoli effetti visibili; tutti sono {customers} clienti{meanwhile}. Mancato: quanto il contatto avrebbe reso sui clienti in controllo.',
    withThose: ', con chi arriva nel frattempo',
    keep: '{share} è la quota più piccola con cui l’effetto atteso si vede con le liste di un trimestre; la configurazione prevede {own} in controllo.',
    keepNone:
      'Nessuna quota mostra l’effetto atteso con le liste di un trimestre. La configurazione prevede {own} in controllo; più ci si avvicina alla metà, più si vede.',
    keepUnknown:
      'L’effetto atteso non è noto, e quindi nemmeno la quota che lo mostra. La configurazione prevede {own} in controllo; più ci si avvicina alla metà, più si vede.',
    from: 'dal',
    stayed: 'rimasti',
    mean: 'media',
    spread: 'dispersione',
    correlation: 'correlazione con prima',
    takenAway: 'varianza tolta',
    stayingWorth: 'restare vale',
    horizonsAbout:
      'Margine di un cliente nell’ultimo periodo concluso di questa durata, di clienti che allora erano come lo sono ora i {customers} da inserire in lista.',
    unmeasured: '{days}: non misurato; {why}.',
    notToldApart:
      '{days}: quanto i clienti portavano prima di quel periodo non li distingue, quindi quelli da inserire in lista sono confrontati con tutti i clienti di allora.',
    seenMeans:
      'Si vede ciò che un test bilaterale al 5% trova in quattro casi su cinque. Punti: √(p(1−p)) della quota che dovrebbe restare. Denaro: la dispersione del margine, meno quanto spiega il periodo precedente.',
    endDeclared:
      'La fine è dichiarata, quindi guardare prima costa poco: gli effetti sono {price} volte quelli di una sola lettura.',
    noEnd:
      'Nessuna fine è dichiarata, quindi ogni lettura può essere l’ultima: gli effetti sono {price} volte quelli di una sola lettura.',
    listsDraw:
      'Le liste estraggono nuovi clienti finché ce ne sono, e chi arriva nel frattempo. Chi va lasciato in pace per sempre non è mai estratto; chi lo è per ora, più tardi.',
    expectedMeans:
      'L’atteso è ciò che la lista stessa suppone: il contatto trattiene una parte di chi andrebbe via ({share}, targeting.savedShare), una supposizione finché una campagna non l’ha mostrato. In denaro, chi resta porta quanto restare valeva nel periodo passato.',
    capped:
      'Il denaro di un cliente oltre {amount} conta come tale importo, come l’effetto sarà misurato (winsorise).',
    fewest: 'Con meno di {fewest} clienti in un gruppo nessun intervallo regge.',
  },
  moves: {
    about: 'Che cosa muove il CLV · {day}',
    verdict: 'Il cambiamento che rende di più: {change}, {worth}.',
    verdictNear: 'La stima più alta: {change}, {worth}; non è dimostrato che superi quest’altra: {other}.',
    noneShown: 'Di nessuno di questi cambiamenti è dimostrato che renda qualcosa.',
    nothing: 'Non si può dire che cosa muova il CLV: nessuno può più andare via, o manca un periodo passato.',
    introduction:
      'Clienti che possono ancora andare via: {customers}; su {days} il modello ne attende un margine di {clv}, {each} per cliente.',
    whatItIsWorth: 'Quanto vale un piccolo cambiamento',
    allTogether: 'Valore di un piccolo cambiamento, tutti i clienti attivi insieme',
    measure: 'Margine in {currency}; linee: intervalli al {level}',
    change: 'cambiamento',
    worth: 'valore',
    ofAll: 'del CLV totale',
    retention: 'su cento clienti ne resta uno in più',
    orderValue: 'ogni ordine porta l’1% di margine in più',
    frequency: 'su cento clienti uno ordina una volta in più',
    crossSell: 'su cento clienti uno in più compra anche da una seconda categoria',
    byModel: 'punteggi del modello',
    byPast: 'periodo passato',
    byAssociation: 'periodo passato; nessuna prova di una causa',
    ofRetention:
      'Fidelizzazione: un centesimo di quanto valgono i clienti se restano meno quanto valgono se vanno via, su {days}, secondo il modello.',
    ofOrderValue:
      'Valore degli ordini: un centesimo del CLV, purché un margine maggiore non allontani nessuno.',
    ofIntervals:
      'Gli intervalli di entrambi tengono conto della dispersione dei clienti e di totali del modello sbagliati del {error}.',
    ofFrequency:
      'Frequenza: il margine medio di un ordine nel periodo di {days} dal {from}, {customers} clienti.',
    ofCrossSell:
      'Cross-selling: quanto chi compra da più categorie ha portato in quel periodo in più di chi compra da una sola, a parità di ordini e di margine precedente (CUPED). Chi compra più vario può essere un altro tipo di cliente: solo un esperimento dice quanto rende il cross-selling.',
    notAdded: 'I quattro non si possono sommare: chi resta, ordina anche.',
    notKnown: '{change}: non noto; {why}.',
    nobodyLeft: 'nessuno può più andare via',
    oneCategory: 'orders.category non indica una seconda categoria',
    fewBuyers: 'lo mostrano {buyers} acquirenti di un periodo passato e ne servono {needed}',
  },
  rules: {
    no_consent: 'senza consenso',
    shared_address: 'con lo stesso indirizzo di chi ha rifiutato',
    opted_out: 'disiscritti',
    excluded: 'esclusi da targeting.exclude',
    held_out: 'in controllo in un’altra campagna',
    other_campaign: 'estratti da un’altra campagna',
    open_escalation: 'il cui reclamo attende risposta',
    complained: 'che hanno reclamato da poco',
    already_contacted: 'già contattati in questa ondata',
    on_another_list: 'su un’altra lista del giorno',
    touched_recently: 'contattati da troppo poco tempo',
    too_many_touches: 'contattati troppo spesso',
    left_alone: 'lasciati in pace di proposito',
    no_play: 'per i quali nessuna azione va bene',
    play_full: 'la cui azione non ha più posti',
    do_not_disturb: 'che il contatto, come dimostrato, allontana',
  },
  afterLists: { one: 'una lista', other: '{n} liste' },
  poolLists: { one: 'una lista', other: '{n} liste' },
} as const satisfies PlanTexts;
