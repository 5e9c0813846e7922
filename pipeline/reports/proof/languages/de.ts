import type { PlanTexts } from '../plan-texts.ts';

export const de = {
  words: {
    about: '{campaign} · vor dem Start · {day}',
    nobody: 'Niemand ist aufzulisten, oder niemand wird zurückgehalten: Es lässt sich nichts zeigen.',
    introduction:
      'Kunden, aus denen gezogen wird: {pool}; neue je Liste: {each}; eine Liste alle {every}; {heldOut} zurückgehalten; Wirkung gemessen über {days}{stay}.',
    stay: '; ohne Kontakt bleiben voraussichtlich {share}',
    answer: 'Die Antwort',
    afterHowMany: 'Nach wie vielen Listen',
    whom: 'Wen sie kontaktieren kann',
    howMany: 'Wie viele zurückhalten',
    whichHorizon: 'Über welchen Zeitraum',
    howComputed: 'Wie gerechnet wird',
    noMoney: 'Was sich in Geld über {days} zeigen lässt, ist nicht bekannt: {why}.',
    noEither: 'Was sich über {days} zeigen lässt, im Bleiben oder in Geld, ist nicht bekannt: {why}.',
    shortHistory:
      'die Daten umfassen {covered}; nötig sind {needed}, um einen solchen Zeitraum und etwas davor zu sehen',
    fewThere: 'am {day} gab es {customers} Kunden; für eine Streuung braucht es {fewest}',
    whoList: 'eine Liste mit {customers} Kunden, davon {heldOut} zurückgehalten,',
    whoDrawn: 'die Gesamtheit der bisher {customers} Gezogenen',
    emptyArm: 'In Geld kann {who} nichts zeigen: Eine Gruppe ist leer.',
    inMoney:
      'In Geld kann {who} einen Unterschied ab {amount} je Kunde über {days} zeigen{unadjusted}; gemessen an {customers} Kunden vom {day}.',
    withoutAdjusting: ', ohne Bereinigung um die Zeit davor ab {amount} (Korrelation {correlation})',
    notExpected:
      'Was Kontakt voraussichtlich bringt, ist nicht bekannt, also auch nicht, wann es sich zeigt.',
    wins: 'Was Kontakt annahmegemäß bringt ({share} derer, die gehen würden, bleiben: {words}),',
    shows: '{wins} zeigt sich{by} nach {lists}: {days} nach der ersten.',
    byPoints: ' in der Bindung',
    byMoney: ' in Geld',
    cannotShow:
      '{wins} lässt sich mit den vorhandenen {pool} Kandidaten nicht zeigen{more}: {smallest}. {unless}',
    notByOwn:
      '{wins} lässt sich nach {lists} nicht zeigen, und mehr sind bis zum Ende der Kampagne nicht vorgesehen: {smallest}. {unless}',
    moreLists: 'Mehr oder längere Wellen würden es zeigen.',
    onlyMore: 'Ob Kontakt wirkt, bleibt hier eine Vermutung, wenn er nicht mehr bewirkt.',
    moreHeldOut: 'Wer {share} zurückhält, kann es zeigen.',
    norThose: ', auch nicht mit den {customers}, die inzwischen dazukommen',
    fewInArm: 'eine Gruppe hätte weniger als {fewest} Kunden',
    allShow: 'alle zusammen zeigen {smallest}',
    pointsAtLeast: 'mindestens {points}',
    each: '{amount} je Kunde',
    either: '{points} oder {money}',
    both: '{points}, {money}',
    pool: '{lists} als Wellen einer Kampagne zusammenlegen: {days}, {smallest}{still}.',
    holdOut:
      '{share} zurückhalten, womit sich am meisten zeigt: {smallest} mit allen {customers} Kunden{still}.',
    horizon:
      'Über {days} statt über {own} messen: {seen} je Kunde würden sich zeigen, wo {expected} erwartet werden{still}.',
    stillNotEnough: '; das ist näher daran und reicht noch nicht',
    adjust:
      'Die Bereinigung um das, was Kunden davor brachten (CUPED, gemessene Korrelation {correlation}), nimmt {share} der Varianz weg: als gäbe es {times}-mal so viele Kunden. Sie steckt in den Zahlen oben.',
    enough: 'Die angenommene Wirkung{by} zu zeigen braucht {customers} Kunden, {share} davon zurückgehalten.',
    noEffect: 'Erwartet wird, dass Kontakt nichts ändert; es gibt also keine Wirkung zu zeigen.',
    noneMeasured:
      'Was sie zeigen würde, ist nicht bekannt, solange die Daten keinen solchen Zeitraum umfassen.',
    customers: 'Kunden',
    candidates: 'Kandidaten: gefährdet und einen Kontakt wert',
    notFor: 'für die die Kampagne nicht gedacht ist',
    beyondBudget: 'mehr, als das Budget der Kampagne zulässt',
    toDraw: 'daraus wird gezogen',
    notToday: 'davon heute nicht: {who}',
    heldAgainst: 'Geprüft gegen die Regeln von targeting und die Kanäle der Maßnahmen{first}.',
    firstOnly: ': die ersten {customers}; die übrigen gelten als ihnen gleich',
    newUnknown:
      'Kunden, die während der Kampagne dazukommen, sind nicht gezählt: Die Daten reichen nicht weit genug zurück, um Neue zu erkennen.',
    nobodyNew: 'Im letzten Quartal kam niemand Neues dazu, also wird auch niemand erwartet.',
    newOnes:
      'Erwartete neue Kunden alle {every}: {joining}, so viele wie im letzten Quartal. Alle Listen zusammen können {customers} ziehen.',
    staysAbove: 'Die kleinste Wirkung, die sich zeigt, bleibt über der erwarteten',
    showsAfter: 'Die erwartete Wirkung zeigt sich nach {lists}',
    curveMeasure:
      'Kleinster Unterschied der Bindung, der mit 80 % Teststärke bei 5 % auffällt, nach Tagen von der ersten Liste bis zum Ablesen; {share} zurückgehalten',
    daysUntil: 'Tage bis zum Ablesen',
    points: 'Prozentpunkte',
    expected: 'erwartet: {points}',
    lists: 'Listen',
    days: 'Tage',
    heldOut: 'zurückgehalten',
    moneyEach: 'Geld je Kunde',
    unadjusted: 'nicht bereinigt',
    pointsByOne: 'Punkte mit einer Liste',
    pointsByAll: 'Punkte mit allen',
    moneyByAll: 'Geld mit allen',
    listsUntil: 'Listen, bis sich das Erwartete zeigt',
    forgone: 'entgangener Gewinn je Liste',
    tooFew: 'zu wenige',
    never: 'nie',
    sharesAbout:
      'Kleinste Wirkungen, die sich zeigen; alle sind {customers} Kunden{meanwhile}. Entgangen: was Kontakt bei den Zurückgehaltenen voraussichtlich gebracht hätte.',
    withThose: ', mit denen, die inzwischen dazukommen',
    keep: '{share} ist der kleinste Anteil, mit dem sich die erwartete Wirkung mit den Listen eines Quartals zeigt; die Konfiguration hält {own} zurück.',
    keepNone:
      'Mit keinem Anteil zeigt sich die erwartete Wirkung mit den Listen eines Quartals. Die Konfiguration hält {own} zurück; je näher an der Hälfte, desto mehr zeigt sich.',
    keepUnknown:
      'Die erwartete Wirkung ist nicht bekannt, also auch nicht, mit welchem Anteil sie sich zeigt. Die Konfiguration hält {own} zurück; je näher an der Hälfte, desto mehr zeigt sich.',
    from: 'ab',
    stayed: 'blieben',
    mean: 'Mittel',
    spread: 'Streuung',
    correlation: 'Korrelation mit davor',
    takenAway: 'weggenommene Varianz',
    stayingWorth: 'Bleiben ist wert',
    horizonsAbout:
      'Marge eines Kunden im letzten abgeschlossenen Zeitraum dieser Länge, von Kunden, die damals so waren wie die {customers} Aufzulistenden jetzt.',
    unmeasured: '{days}: nicht gemessen; {why}.',
    notToldApart:
      '{days}: Was Kunden vor diesem Zeitraum brachten, unterscheidet sie nicht; die Aufzulistenden werden mit allen Kunden von damals verglichen.',
    seenMeans:
      'Es zeigt sich, was ein zweiseitiger Test bei 5 % in vier von fünf Fällen findet. Punkte: √(p(1−p)) des Anteils, der voraussichtlich bleibt. Geld: die Streuung der Marge, abzüglich dessen, was die Zeit davor erklärt.',
    endDeclared:
      'Das Ende ist festgelegt, Blicke davor kosten also wenig: Wirkungen sind {price}-mal so groß wie bei einem einzigen Blick.',
    noEnd:
      'Kein Ende ist festgelegt, jeder Blick kann also der letzte sein: Wirkungen sind {price}-mal so groß wie bei einem einzigen Blick.',
    listsDraw:
      'Listen ziehen neue Kunden, bis keine mehr da sind, und jene, die inzwischen dazukommen. Wer auf Dauer in Ruhe zu lassen ist, wird nie gezogen; wer es vorerst ist, später.',
    expectedMeans:
      'Erwartet wird, was die Liste selbst annimmt: Kontakt hält {share} derer, die gehen würden (targeting.savedShare); das ist eine Schätzung, bis eine Kampagne es gezeigt hat. In Geld bringt, wer bleibt, was Bleiben im vergangenen Zeitraum wert war.',
    capped:
      'Geld eines Kunden über {amount} zählt als dieser Betrag, so wie die Wirkung gemessen wird (winsorise).',
    fewest: 'Mit weniger als {fewest} Kunden in einer Gruppe hält kein Intervall.',
  },
  moves: {
    about: 'Was den CLV bewegt · {day}',
    verdict: 'Am meisten bringt diese kleine Änderung: {change}, {worth}.',
    verdictNear:
      'Am höchsten geschätzt ist diese kleine Änderung: {change}, {worth}; nicht gezeigt ist, dass sie mehr bringt als diese: {other}.',
    noneShown: 'Von keiner dieser Änderungen ist gezeigt, dass sie etwas bringt.',
    nothing:
      'Was den CLV bewegt, lässt sich nicht sagen: Niemand kann mehr gehen, oder es gibt keinen vergangenen Zeitraum.',
    introduction:
      'Kunden, die noch gehen können: {customers}; über {days} erwartet das Modell von ihnen eine Marge von {clv}, je Kunde {each}.',
    whatItIsWorth: 'Was eine kleine Änderung wert ist',
    allTogether: 'Wert einer kleinen Änderung, alle aktiven Kunden zusammen',
    measure: 'Marge in {currency}; Striche: {level}-Intervalle',
    change: 'Änderung',
    worth: 'Wert',
    ofAll: 'vom gesamten CLV',
    retention: 'von hundert Kunden bleibt einer mehr',
    orderValue: 'jede Bestellung bringt 1 % mehr Marge',
    frequency: 'von hundert Kunden bestellt einer ein weiteres Mal',
    crossSell: 'von hundert Kunden kauft einer mehr auch aus einer zweiten Kategorie',
    byModel: 'Scores des Modells',
    byPast: 'vergangener Zeitraum',
    byAssociation: 'vergangener Zeitraum; kein Beweis einer Ursache',
    ofRetention:
      'Bindung: ein Hundertstel dessen, was Kunden wert sind, wenn sie bleiben, abzüglich dessen, was sie wert sind, wenn sie gehen, über {days}, laut Modell.',
    ofOrderValue: 'Bestellwert: ein Hundertstel des CLV, solange mehr Marge niemanden vertreibt.',
    ofIntervals:
      'Die Intervalle beider berücksichtigen die Streuung der Kunden und Summen des Modells, die um {error} danebenliegen.',
    ofFrequency:
      'Häufigkeit: die mittlere Marge einer Bestellung in einem Zeitraum von {days} ab {from}, {customers} Kunden.',
    ofCrossSell:
      'Cross-Selling: was Käufer mehrerer Kategorien in diesem Zeitraum mehr brachten als Käufer einer einzigen, bei gleich vielen Bestellungen und gleicher Marge davor (CUPED). Wer breiter kauft, kann ein anderer Kunde sein: Nur ein Experiment zeigt, was Cross-Selling bringt.',
    notAdded: 'Die vier lassen sich nicht addieren: Wer bleibt, bestellt auch.',
    notKnown: '{change}: nicht bekannt; {why}.',
    nobodyLeft: 'niemand kann mehr gehen',
    oneCategory: 'orders.category nennt keine zweite Kategorie',
    fewBuyers: 'nur {buyers} Käufer eines vergangenen Zeitraums geben Auskunft, nötig sind {needed}',
  },
  rules: {
    no_consent: 'ohne Einwilligung',
    shared_address: 'mit derselben Adresse wie jemand, der widersprochen hat',
    opted_out: 'abgemeldet',
    excluded: 'ausgeschlossen durch targeting.exclude',
    no_address: 'ohne Adresse, die sie erreicht',
    held_out: 'von einer anderen Kampagne zurückgehalten',
    other_campaign: 'von einer anderen Kampagne gezogen',
    open_escalation: 'deren Beschwerde auf Antwort wartet',
    complained: 'die sich kürzlich beschwert haben',
    already_contacted: 'in dieser Welle schon kontaktiert',
    on_another_list: 'auf einer anderen Liste des Tages',
    touched_recently: 'vor zu kurzer Zeit kontaktiert',
    too_many_touches: 'zu oft kontaktiert',
    left_alone: 'mit Absicht in Ruhe gelassen',
    no_play: 'für die keine Maßnahme passt',
    play_full: 'deren Maßnahme keinen Platz mehr hat',
    do_not_disturb: 'die Kontakt nachweislich vertreibt',
  },
  afterLists: { one: 'einer Liste', other: '{n} Listen' },
  poolLists: { one: 'Eine Liste', other: '{n} Listen' },
} as const satisfies PlanTexts;
