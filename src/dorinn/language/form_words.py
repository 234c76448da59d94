"""Words that only one written form has, unfolded; short ones decide questions of three words.

What dialects share with the other form («ho», «kor», «et») is left out.
"""

from __future__ import annotations

NYNORSK = frozenset(
    """
    aleine alvorleg andletet angrar anna annakvar annan annleis ansvarleg armane att attende auga auge avgjer
    avlastinga barneskulen barnevernstenesta barneverntenesta berre betre bilete biletet blei born borna bror
    broren brukar bryt budd bur burde bustad byrja byrjar byrje byte byter dagane dagar dagleg dei deira dersom
    difor dotter dottera dreg drikk drikka driv drøymer dykk dykkar då dårleg døy døydde eg eig eiga eige eigen
    eigentleg eigne ein einaste eine eingong eit eitt elevane elevar elles endra enno ete familiar fann farleg
    fekk fingrane finst fleire flyttar foreldra fortalde fortel fortelje fosterheim framfor framleis frå fråvær
    funne fylgjer fyrst fyrste fødd følgje følgjer førebygging førre gamal gammal garden gje gjekk gjer gjere
    gjev gjeve glas gløymde gløymer gong gongen gonger grannen greitt gret grin gruar græt gut gutane gutar
    guten gøymer halde haldt handlar haust hausten haustferien heil heile heilt heim heime heimebesøk heimen
    heiter held heldt helgane helsesjukepleiar helsesjukepleiaren helst hemmeleg heng hennar hentar hjartet
    hjelpa hjå ho hostar hovudet hugsar hugse høgt høyrde høyre høyrer høyrt ikkj ikkje innan innbyggjar innlagd
    itj itte ittno jobbar kaffi kalla kallar kastar kjellaren kjem kjende kjenne kjenner kjærast kjærasten
    klagar klarar kleda klede koffer kome kontaktlærar kor korkje korleies korleis korsn kossen kostar kranglar
    krev krevje kulturskulen kva kvar kvarandre kven kvifor kyrkja kåffår køyrde køyre køyrer lagar las laurdag
    leggje leiar leiaren leige leik leikar leike leilegheit leilegheita leirskule leitar ligg likar likevel lova
    låg lærar lærarar læraren manglar me medan meiner meinte meir meldeplikta meldingar merkar mogleg mor morgon
    morgonen munnleg mykje månad månaden månader måndag møta møtest namn namnet nektar niande noko nokon nokre
    noreg nyfødd ope open opnar opne orkar pakkar papira passar peikar pengar plikta pratar pustar rasande raud
    raude raudt reglane reglar rettleie rettleiing ringde ringje ringjer riv roleg ropar røykjer sagt saka
    saknar saksbehandlaren saman samboaren sambuaren samde same samtalar sat seie seier setje sidan sit sitje
    sjekkar sjeldan sjolv sjuande sjuk sjukdom sjuke sjukehus sjukehuset sjukt sjå sjølv sjølve skammar skil
    skilde skilnaden skjelv skjønar skreiv skriftleg skulane skuld skuldar skule skulebussen skulen skulestart
    slepp sleppe sluttar snakkar sommar sommaren sonen sovnar sparkar spel spelar spele spring spurde spørje
    staden stammar starta startar stengd stengjer storesyster stova styrar styraren sundag svara svarar synest
    syng sysken syster systera såg søkje søkjer søv tankane tankar teieplikt teieplikta teiknar tek teke teken
    telje tenesta teneste tenester tenkje tenkjer tiande tidleg tilbod tilsett tilsette tilvising timane timar
    tissar toler torer trenar trenaren treng trengje trivst trudde trur trøytt tvillingane tvillingar tyder
    tysdag ungane ungar ungdomsskulen uroa uroleg usamde utan utanfor utanom utgreiing vaken vaknar vaksen
    vaksne vald vanleg vanskeleg vart vaskar vatn vegen veit veka veke vekene veker velje venene vener ventar
    vera vere verje verkar verkeleg vert verte veslebror veslesyster vidare vidaregåande vindauget viss vore
    vorte ynskjer åleine åttande éi éin òg ønskjer øyra øyret
    """.split()
)
BOKMAL = frozenset(
    """
    alene allerede alvorlig angrer annen annenhver annet ansatt ansatte ansvarlig armene avdelingen avlastningen
    bare barndommen barneskolen barnevernstjenesten barneverntjenesten bedre begynner begynte bekymret bekymring
    bildene bilder bildet ble bodd bofellesskap bolig bor brenner bytter byttet dager daglig datter datteren dem
    dere deres derfor dratt drikker driver drømmer dytter dyttet dårlig egen egentlig eget egne elevene elever
    ellers elsker en ender eneste engang enige ennå ett faller falt familier fant fikk fingrene finner finnes
    flere flyttet foran forebyggende forebygging foreldrene foreldreveiledning forsvinner fortalte fortelle
    forteller fortsatt fosterhjem fosterhjemmet fotballtrener fra fremdeles fremmed funnet følge følger galt
    gammel gang ganger gidder gikk gjelder gjemmer gjør gjøre glemmer glemt glemte gråter gulvet gutt gutta
    gutten guttene gutter halvannet ham handler hater hele helsesykepleier helsesykepleieren helt henger hennes
    henter hentet henvise henviser henvisning heter hjelpen hjem hjemme hjemmet hjertet hodet holde holder
    hopper hoster hun husker hva hvem hver hverandre hvert hvilke hvilken hvilket hvis hvisker hvit hvor hvordan
    hvorfor hånd hånda høre hører hørte høst høsten høstferien høyt ikke innen innringer jeg jeg' jobber kaffe
    kaller kalt kaster kastet kjelleren kjæreste kjøre kjører klær klærne kommer kommet kontaktlærer
    kontaktlæreren koster krangler krever kulturskolen leder lederen legger leilighet leiligheten leirskole leke
    leken leker leser lest leste leter ligger lillesøsteren lovet lukket lukter lyver lå lærer læreren lærerne
    løper lørdag løs magefølelse man mangler meldeplikten meldingen meldinger mener mens mente mer merker
    miljøarbeider minutter mistet moren morgen morgenen mulig muntlig mye måned måneder navn navnet nekter
    nevnte noe noen nå også oppleve ordentlig ordner orker papirene papirer passer peker pengene penger plikten
    plutselig rasende regler rekkefølge rekker renner riktig rolig roper rådgiver rødt saken sakkyndig
    saksbehandler saksbehandleren samboer samboeren samme sammen samtaler satt savner selger selv sendes sent
    setninger setter siden sier sitte sitter sjekker skammer skjønner skole skolen skolene skolens skolestart
    skrev skrevet skriftlig skriker skriver skyld skylder slettet slippe slipper slutter sluttet snakker snakket
    sommer sommeren sommerferien sover sovet sovner sparker spill spille spiller spise spiser spist spiste
    spørre stammer starter startet statsforvalteren sted steder stedet stemmen stikker stoler stopper stoppet
    streker stua stykker syk sykdom syke sykehus sykehuset sykmeldt sykt synger søker sønn sønnen søster
    søsteren tankene tanker tannpleier tar taushetsplikt taushetsplikten tegner telle teller tenker tenåringer
    tester tiden tidlig tiende tilbud timene timer tirsdag tisser tjeneste tjenesten tjenester trenger tro
    trodde tror truer truet tvillingene tvillinger uenige uka uke uker ungdommer ungdomsskole ungdomsskolen
    ungene unger uten utenfor vanlig vannet vannkopper vanskelig vasker veier veileder veiledning velge venter
    ventet vet videre videregående virkelig virker vokser voksne vold våkner være vært åpen åpent åpne åpner
    åttende én ødelegger ønsker øret øyet øyne øynene
    """.split()
)
