import type { PlanTexts } from '../plan-texts.ts';

export const ro = {
  words: {
    about: '{campaign} · înainte de lansare · {day}',
    nobody: 'Nu e nimeni de pus pe listă sau nimeni în grupul de control: nu se poate arăta nimic.',
    introduction:
      'Clienți din care se trage la sorți: {pool}; noi pe listă: {each}; o listă la fiecare {every}; {heldOut} în grupul de control; efectul măsurat pe {days}{stay}.',
    stay: '; fără contact se așteaptă să rămână {share}',
    answer: 'Răspunsul',
    afterHowMany: 'După câte liste',
    whom: 'Pe cine poate contacta',
    howMany: 'Câți în grupul de control',
    whichHorizon: 'Pe ce orizont',
    howComputed: 'Cum se calculează',
    noMoney: 'Ce se poate vedea în bani pe {days} nu se știe: {why}.',
    shortHistory:
      'datele acoperă {covered} și e nevoie de {needed} pentru a vedea o asemenea perioadă și ceva înaintea ei',
    fewThere: 'clienți la {day}: {customers}, iar pentru o dispersie e nevoie de {fewest}',
    whoList: 'o listă de {customers} cu {heldOut} în grupul de control',
    whoDrawn: 'grupul celor {customers} trași la sorți până acum',
    emptyArm: 'În bani {who} nu poate arăta nimic: un grup e gol.',
    inMoney:
      'În bani, {who} poate arăta o diferență de cel puțin {amount} per client pe {days}{unadjusted}; măsurat pe clienții din {day} ({customers}).',
    withoutAdjusting: ', {amount} fără corecția pentru perioada dinainte (corelație {correlation})',
    notExpected: 'Cât ar trebui să aducă un contact nu se știe, deci nici când se va vedea.',
    wins: 'Ce se presupune că aduce un contact (rămân {share} dintre cei care ar pleca: {words})',
    shows: '{wins} se vede{by} după {lists}: la {days} de la prima.',
    byPoints: ' în retenție',
    byMoney: ' în bani',
    cannotShow:
      '{wins} nu se poate arăta cu candidații existenți ({pool}){more}: {smallest}. Dacă un contact ajută va rămâne aici o presupunere, în afară de cazul în care face mult mai mult.',
    norThose: ', nici cu cei {customers} care vin între timp',
    fewInArm: 'un grup ar avea mai puțini clienți decât {fewest}',
    allShow: 'toți împreună arată {smallest}',
    pointsAtLeast: 'cel puțin {points}',
    each: '{amount} per client',
    either: '{points} sau {money}',
    both: '{points}, {money}',
    pool: 'Uniți {lists} ca valuri ale unei singure campanii: {days}, {smallest}.',
    holdOut:
      'Păstrați {share} în grupul de control, ceea ce arată cel mai mult: {smallest} cu toți clienții ({customers}).',
    horizon:
      'Măsurați pe {days} în loc de {own}: s-ar vedea {seen} per client acolo unde se așteaptă {expected}{still}.',
    stillNotEnough: ', ceea ce e mai aproape, dar încă nu destul',
    adjust:
      'Corecția pentru ce aduceau clienții înainte (CUPED, corelație măsurată {correlation}) elimină {share} din varianță: ca și cum ar fi de {times} ori mai mulți clienți. E deja în cifrele de mai sus.',
    customers: 'clienți',
    candidates: 'candidați: în pericol și merită un contact',
    notFor: 'pentru care campania nu e gândită',
    beyondBudget: 'peste ce permite bugetul campaniei',
    toDraw: 'din care se trage la sorți',
    notToday: 'dintre aceștia, nu azi: {who}',
    heldAgainst: 'Verificați după regulile targeting și canalele acțiunilor{first}.',
    firstOnly: ': primii {customers}, iar ceilalți luați ca asemănători lor',
    newUnknown:
      'Clienții care vin în timpul campaniei nu sunt numărați: datele nu merg destul de departe înapoi ca să spună cine e nou.',
    nobodyNew: 'În ultimul trimestru nu s-a văzut nimeni nou, deci nu se așteaptă nimeni.',
    newOnes:
      'Clienți noi așteptați la fiecare {every}: {joining}, câți au fost în ultimul trimestru. Toate listele împreună pot trage la sorți {customers}.',
    staysAbove: 'Cel mai mic efect care se vede rămâne peste cel așteptat',
    showsAfter: 'Efectul așteptat se vede după {lists}',
    curveMeasure:
      'Cea mai mică diferență de retenție văzută cu puterea 80% la 5%, după zilele de la prima listă până la citire; {share} în grupul de control',
    daysUntil: 'zile până la citire',
    points: 'puncte',
    expected: 'așteptat: {points}',
    lists: 'liste',
    days: 'zile',
    heldOut: 'în grupul de control',
    moneyEach: 'bani per client',
    unadjusted: 'necorectat',
    pointsByOne: 'puncte cu o listă',
    pointsByAll: 'puncte cu toate',
    moneyByAll: 'bani cu toate',
    listsUntil: 'liste până se vede cel așteptat',
    forgone: 'câștig pierdut pe listă',
    tooFew: 'prea puțini',
    never: 'niciodată',
    sharesAbout:
      'Cele mai mici efecte văzute; clienți în total: {customers}{meanwhile}. Pierdut: ce ar fi adus contactul la cei din grupul de control.',
    withThose: ', cu cei care vin între timp',
    keep: '{share} e cea mai mică parte cu care efectul așteptat se vede cu listele unui trimestru; configurația păstrează {own}.',
    keepNone:
      'Nicio parte nu arată efectul așteptat cu listele unui trimestru. Configurația păstrează {own}; cu cât mai aproape de jumătate, cu atât se vede mai mult.',
    keepUnknown:
      'Efectul așteptat nu se cunoaște, deci nici partea care îl arată. Configurația păstrează {own}; cu cât mai aproape de jumătate, cu atât se vede mai mult.',
    from: 'de la',
    stayed: 'au rămas',
    mean: 'medie',
    spread: 'dispersie',
    correlation: 'corelație cu perioada dinainte',
    takenAway: 'varianță eliminată',
    stayingWorth: 'rămânerea valorează',
    horizonsAbout:
      'Marja unui client în ultima perioadă încheiată de această durată, la clienți care erau atunci cum sunt acum cei {customers} de pus pe listă.',
    unmeasured: '{days}: nemăsurat; {why}.',
    notToldApart:
      '{days}: ce aduceau clienții înaintea acelei perioade nu îi deosebește, așa că cei de pus pe listă sunt comparați cu toți clienții de atunci.',
    seenMeans:
      'Se vede ce găsește un test bilateral la 5% în patru din cinci cazuri. Puncte: √(p(1−p)) al părții care se așteaptă să rămână. Bani: dispersia marjei, fără ce explică perioada dinainte.',
    endDeclared:
      'Sfârșitul e declarat, deci privirile de dinainte costă puțin: efectele sunt de {price} ori cele de la o singură privire.',
    noEnd:
      'Niciun sfârșit nu e declarat, deci orice privire poate fi ultima: efectele sunt de {price} ori cele de la o singură privire.',
    listsDraw:
      'Listele trag la sorți clienți noi cât timp există, și pe cei care vin între timp. Cine trebuie lăsat în pace definitiv nu e tras niciodată; cine trebuie lăsat deocamdată, mai târziu.',
    expectedMeans:
      'Așteptat e ce presupune lista însăși: un contact păstrează {share} dintre cei care ar pleca (targeting.savedShare), o presupunere până o arată o campanie. În bani, cine rămâne aduce cât a valorat rămânerea în perioada trecută.',
    capped: 'Banii unui client peste {amount} se numără ca atât, așa cum va fi măsurat efectul (winsorise).',
    fewest: 'Cu mai puțini clienți decât {fewest} într-un grup, niciun interval nu e de încredere.',
  },
  moves: {
    about: 'Ce mișcă CLV · {day}',
    verdict: 'Cel mai mult aduce această mică schimbare: {change}, {worth}.',
    verdictNear:
      'Cea mai mare estimare: {change}, {worth}; nu s-a arătat că aduce mai mult decât aceasta: {other}.',
    noneShown: 'Despre niciuna dintre aceste schimbări nu s-a arătat că aduce ceva.',
    nothing: 'Nu se poate spune ce mișcă CLV: nimeni nu mai poate pleca sau nu există o perioadă trecută.',
    introduction:
      'Clienți care mai pot pleca: {customers}; pe {days} modelul așteaptă de la ei o marjă de {clv}, {each} per client.',
    whatItIsWorth: 'Cât valorează o mică schimbare',
    allTogether: 'Valoarea unei mici schimbări, toți clienții activi împreună',
    measure: 'Marjă în {currency}; linii: intervale de {level}',
    change: 'schimbare',
    worth: 'valoare',
    ofAll: 'din tot CLV-ul',
    retention: 'din o sută de clienți rămâne unul în plus',
    orderValue: 'fiecare comandă aduce cu 1% mai multă marjă',
    frequency: 'din o sută de clienți unul comandă încă o dată',
    crossSell: 'din o sută de clienți unul în plus cumpără și dintr-o a doua categorie',
    byModel: 'scorurile modelului',
    byPast: 'perioada trecută',
    byAssociation: 'perioada trecută; nu dovedește o cauză',
    ofRetention:
      'Retenție: o sutime din cât valorează clienții dacă rămân minus cât valorează dacă pleacă, pe {days}, după model.',
    ofOrderValue: 'Valoarea comenzii: o sutime din CLV, cât timp o marjă mai mare nu alungă pe nimeni.',
    ofIntervals:
      'Intervalele ambelor țin cont de dispersia clienților și de totaluri ale modelului greșite cu {error}.',
    ofFrequency:
      'Frecvență: marja medie a unei comenzi în perioada de {days} de la {from}, clienți: {customers}.',
    ofCrossSell:
      'Vânzare încrucișată: cât au adus în acea perioadă cumpărătorii din mai multe categorii peste cei dintr-una singură, la același număr de comenzi și aceeași marjă dinainte (CUPED). Cine cumpără mai variat poate fi alt fel de client: numai un experiment arată ce aduce vânzarea încrucișată.',
    notAdded: 'Cele patru nu se pot aduna: cine rămâne și comandă.',
    notKnown: '{change}: nu se știe; {why}.',
    nobodyLeft: 'nimeni nu mai poate pleca',
    oneCategory: 'orders.category nu arată o a doua categorie',
    fewBuyers:
      'o arată prea puțini cumpărători ai unei perioade trecute: {buyers}, iar minimul este {needed}',
  },
  rules: {
    no_consent: 'fără consimțământ',
    shared_address: 'cu aceeași adresă ca a cuiva care a refuzat',
    opted_out: 'dezabonați',
    excluded: 'excluși de targeting.exclude',
    held_out: 'în grupul de control al altei campanii',
    other_campaign: 'trași la sorți de altă campanie',
    open_escalation: 'a căror reclamație așteaptă răspuns',
    complained: 'care au reclamat de curând',
    already_contacted: 'deja contactați în acest val',
    on_another_list: 'pe altă listă a zilei',
    touched_recently: 'contactați de prea puțin timp',
    too_many_touches: 'contactați prea des',
    left_alone: 'lăsați în pace intenționat',
    no_play: 'pentru care nu se potrivește nicio acțiune',
    play_full: 'a căror acțiune nu mai are locuri',
    do_not_disturb: 'pe care contactul, după cum s-a arătat, îi alungă',
  },
  afterLists: { one: 'o listă', few: '{n} liste', other: '{n} de liste' },
  poolLists: { one: 'o listă', few: '{n} liste', other: '{n} de liste' },
} as const satisfies PlanTexts;
