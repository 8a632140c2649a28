"""First names and surnames that people in prisons of the United Kingdom have, and words that are none.

Written by hand from general knowledge, not copied from a register: common first names of every
generation now alive, with their short forms, from the communities that live here. It is no
complete list and cannot be one: names that are not in it are found by what stands before them
(`people_named`). Add names freely; put those that are also words or places where they belong.
"""

from feedback.detection.word_lists import listed

#: Names and nothing else: known anywhere, with or without a capital letter.
PLAIN_NAMES = listed(
    """
    aarav aaron abdallah abdelkader abdi abdirahman abdirizak abdul abdulaziz abdullah abdulrahman abeba
    abena abigail abimbola abiodun abiola abu adam ade adebayo adele ademola adeola adesina adil adjoa
    adnan adrian adriana adrianna advait afia afonso agata agim agnes agnieszka ahmad ahmed ahmet ahn
    aidan aiden ailsa aimee aisha aishah akeem akinola akosua akua akwasi alan alana alannah alasdair
    alastair alban albert albie alby aled alejandra alejandro aleksander aleksandra alessio alex alexa
    alexander alexandra alexandrina alexandru alexis alfie alfred alhaji alice alicia alicja alina
    alisha alison alistair aliyah allan altin alun alwyn amadou aman amanda amandeep amara amelia amelie
    amina aminah amir amit amjad amos amy ana anand anas anastasia anca andre andrea andreea andrei
    andres andrew andris andrzej andy aneta aneurin angela angelina angharad angus anil anita anjali ann
    anna annabel anne anneka annette annie annmarie anoop anthony antoine antoinette anton antonia
    antonio antony anwar aoibhe aoife arabella arben archie ardit aria arjun arlene arlo arnold arron
    arthur artur arturas arturo arturs aryan asad asha ashleigh ashley ashok ashraf ashwin asif asma
    athena audrey aurel ava avril ayaan ayesha ayla aylin ayman ayo ayodele ayse aziz babajide babatunde
    bailey balbir balwinder barbara barrie barry bartek bartosz bashir baz bazza beata beatrice beatriz
    becca becky begona belinda benedict benjamin benny berenice bernadette bernard bernardo bernice
    bernie bertie beryl besim besnik bessie beth bethan bethany bettina betty bev beverley bhavesh
    bhavna bianca bich bilal bisi blanche bledar blerim bogdan bogdana bogna bolanle boris bozena
    brandon branwen brayden brenda brendan brian brianna brid bridget bridie brigid brody bronagh
    bronson bronwen bruce bruno bryan bryn burak byron cadi caitlin caleb callan callum calum cameron
    camila camilla candice caoimhe cara carl carla carlos carlton carly carmel carmen carole caroline
    carolyn carrie carwyn caryl carys casey cassandra cassie catalin catarina caterina cathal catherine
    cathy catrin catriona cecilia cedric celeste cenydd ceri cerys chandni chantal chantel chantelle
    charlene charles charley charlotte chaz chelsey cheryl chiamaka chibuzo chidera chidi chijioke chima
    chinedu chinonso chioma chirag chloe chris chrissie christabel christina christine christopher
    chukwuma cian ciara ciaran cindy claire clara clare clarence claudia claudine claudiu clement
    clifford clive clodagh cody cohen colette colin colleen colm conall connell connie connor conor
    constantin cora cordelia corey corina corinne cormac corrina cosmin costel costin courtney craig
    craigie cristi cristian cristina curtis cynthia czeslaw daf dafydd dahlia dalton damian damien
    damilola damon daniel daniela danielle danni danno danny danuta daphne darcy dardan darek daren
    daria darius dariusz darran darrell darren darryl darryn darshan daryl dave david davina davo dawid
    dawit dayo daz dazza deaglan deanna deb debbie deborah debra declan deena deepa deepak deeqa deggsy
    deiniol deirdre delia della delroy delyth demi denis denise deniz dennis denzel deon derek dermot
    derrick dervla deshawn desmond devante devi dexter diana diane diarmuid diego dilip dilys dimitri
    dinah dinesh diogo dionne dmitri doina domingo dominic dominik dominika dominique donal donald donna
    donncha doreen dorian dorin doris dorota dorothy douglas dragos dritan duarte dulcie duncan duong
    dwayne dwight dylan eamon ebele ebony eddie edgar edgars edie edith edmund edna eduardo edward edwin
    edyta efua egidijus egle eifion eileen eilidh eimear eira eirian eithne ekene ekow elaine eleanor
    elena eleri elfed eli elias elif elijah elin eliot elisa elisabeth elise elizabeth ellen ellie
    elliot elliott ellis elliw elodie eloise elsa elsie elton elwood elwyn elzbieta emeka emenike emil
    emilia emilian emily emine emir emma emmanuel emmett emre emrys emyr enda endrit engin enid enrique
    eoghan eoin eric erica erik erin erjon ernest ernie errol esau esme esmeralda esteban esther ethan
    ethel euan eugen eugene eunice eurig evan evelina evelyn evette evie ewa ewan ewelina eyob ezekiel
    ezra fabian fabio fahad faisal faiza faizal farah faraz farhan farhiya faron farooq farrah farzana
    fatima fatjon fatma fatmata fatou fatoumata fela felicity felipe felix femi fergal fergus fernando
    feven ffion filip filipa finlay finley finn fiona fionn fionnuala flamur florica florin folake
    folarin folasade frances francesca francis franciszek franco fraser frazz fred freda freddie freddy
    frederica frederick freya funmi gabi gabriel gabriela gabrielle gareth garry gary gaurav gavin
    gaynor gaz gazza gbenga geeta gemma genti geoff geoffrey george georgie georgina geraint gerald
    geraldine gerard gerrard gerry gerwyn gethin ghazala gheorghe ghulam giang gibbo gillian gina
    gintaras giorgio giovanni girma gjergj gladys glenda glenn glenys gloria glyn glynis godfrey goncalo
    gonzalo goran gordon gosia graeme graham grainne grazyna gregor gregory greta gretel gruffudd
    grzegorz guillermo gulnaz gurdeep gurmeet gurpreet guto gwen gwenda gwendolyn gwenllian gwilym gwyn
    gwyneth habib hadiya hafiz haider haile hakan hakeem halil halima halina hamid hamish hamza hana
    hanif hannah harbhajan harish harjit harley harold haroon harpreet harriet harriette harrison haruna
    harvey hasan hashim hassan hattie hayden hayleigh hayley hector hefin heidi heledd helen helena
    helga henrietta henrique henry henryk herbert hernan hester hetal hettie hieu hilary hilda hitesh
    hoang hodan hollie hopeton horace horatio horia hortense howard hubert huda hugh hugo humphrey huong
    huseyin hussain hussein huw hyun hywel iain ian ibrahim ibrahima ida idrees idris iestyn ieuan ifan
    ifeanyi ifeoma ifor ifrah ignatius ikechukwu ikenna ilham ilir ilyas imad iman imogen imran imtiaz
    ines inga ingrid ioan ioana iolo iona ionut iorwerth iqbal irena irene ireneusz irfan isaac isabel
    isabela isabella isabelle isatu isha ishaan ishmael isla ismail isobel issa iulia iulian ivan ivana
    ivor iwan iwona iyabo izabela jacek jackie jacko jackson jacob jacqueline jacqui jaden jadwiga
    jahmal jai jaime jake jakub jamal jameel james jamesina jamie jamila jana jane janek janet janette
    janice janina janine janusz jared jarek jaroslaw jasbir jasmin jason jasper jaspreet jatinder javed
    javier jawad jaxon jaya jayda jayden jaz jeanette jeannie jeffrey jelani jem jemima jemma jemmy
    jenna jennie jennifer jeremiah jeremy jermain jermaine jerome jerzy jess jesse jessica jethro jide
    jignesh jill jillian jim jimi joan joana joanna joanne joao joaquim joaquin jodi jodie jody joe joel
    joey johan johanna johnny jolanta jolene jon jonah jonathan jonno jonny jono jorge jose josef joseph
    josephina josephine joshua josiah joss josue joyce juan juanita jud jude judith judy julia julian
    juliana julie juliet juliette julita julius junaid junayd jurgis justin justina justyna jyoti kacey
    kacper kadeem kai kaiden kaitlyn kamal kamil kamran kareem karen karim karina karl karolina kashif
    kasia katarzyna kate katherine kathleen kathryn kathy katie katrina katy kavita kayden kaye kayla
    kayleigh kayley kayode kaz keeley kehinde keir keiran keisha keith kelechi kelly kelsey kelvin kemal
    kemi kendra kenji kenna kenneth kenno kenny kenzie keon keren keri kerry kester kestutis kev kevan
    kevin keziah kezza khadija khadijah khadra khaled khalid khoa khurram kian kidane kiera kieran
    kieron kim kimberley kimberly kinga kira kiran kirsten kirstie kirsty kishan kiya klaudia kobe kofi
    kojo kolawole konrad konstanty kris krishna kristaps kristen kristian kristin kristina kristofer
    krystian krzysztof kujtim kuldeep kulvinder kulwinder kunal kunle kwabena kwadwo kwaku kwame kwasi
    kyle kylie kyra kyran lacey lachie lachlan ladi laima laith lakshmi lalit lamar lamin lara larissa
    latoya laura lauren laurence laurentiu lauri lawrence layla leah leanne lee-anne leighton leila
    lekan lena lennie lenny leon leona leonard leonardo leonie leri leroi leroy lesley leslie leszek
    leticia levi lewis lexi lexie liam liana liban libby lilian lillian lilly linda lindon lindsay
    lindsey lindy linford linton lionel lisa livia liviu liz liza lizzie llewellyn llinos lloyd llyr
    lois lola lorcan lorelei lorenzo loretta lori loris lorna lorraine lottie louella louis louisa
    louise lowri luan luca lucas lucho lucia lucie lucinda lucy lucyna ludmila luis luisa lukas lukasz
    luke luminita luqman lyall lydia lyle lyn lynda lyndon lynette lynn lynne lynsey lynwen maaz mabel
    macca maciej madalina maddie maddison maddy madeleine madeline madison mae maeve mafalda magda
    magdalena maggie mahad mahdi mahesh mahmood mahmoud mair maire mairead maisie maja majid maksymilian
    malachi malachy malcolm malgorzata malia malik malika malwina mamadou mandeep manish manjit mansoor
    mantas manuel manuela mara marcel marcelina marcella marcia marcin marco marcus marek margaret
    margarida margot maria mariam marian mariana marianne marie mariella marietta marilyn marin mario
    marion marisa marisol marius marjorie marlene marlon marlowe marsha marta martha martyn mary maryam
    maryum marzena mateo mateusz mathew matilda matt matteo matthew maureen maurice mavis maximilian
    maxine maxwell maya mckenzie meera megan mehari mehmet meirion mekonnen mel melania melanie melba
    meleri melina melissa melvin melvyn menna meredith merle mervyn meryl mhairi michael michaela michal
    micheal michel michele michelle mieczyslaw miguel mihaela mihai mikael mikaela mikey mila mildred
    millicent millie milo mindaugas minh minna minnie mircea mirela miriam miroslaw mitch mitchell mitzi
    modestas modou moeen moggy mohamad mohamed mohammad mohammed mohamud mohan moira mojisola mollie
    molly monica monika monique montgomery morag morgan morris morven moses mostafa moussa moya mozza
    mubarak mudassar muhammad muhammed mujahid mukesh munir murat murdo muriel mustafa mustapha myles
    myra myrna nabeel nabil nadeem nadia nadine naeem nancy nanette naomi nasir nasra nasreen nassim
    natalia natalie natalya natan natasha nathan nathaniel navdeep naveed naveen nawaz nazia nazir nazli
    ned neema neha nerys nesta nestor nev neville ngoc ngozi nguyen nia niall niamh nicholas nicki nicky
    nicola nicolae nicole nicoleta nigel nigella nikhil nikita nikki nikola nilesh nina nisha nitin
    nkechi nnamdi nneka noah nola noman noor nora norbert noreen norma nosheen nuala nuno nusrat obi
    obinna obiora oche octavia octavian odell odette ogechi oisin oksana ola olamide olawale olena olga
    oliver olivia oliwia ollie olu olufemi olumide oluwaseun oluwatobi omair omar omari onur onyeka
    oonagh orla orlaith orlando orson osagie osas osbert oscar osman oswald otis ottilie ottis ousmane
    ovidiu owain owen oyinkan ozan pablo padma padraic padraig palesa pamela pankaj parminder parul
    parveen parvez patricia patrick patrycja patryk paul paula paulette paulina pauline paulo pavel
    pawel pedro penelope perry petr petra petre petros phil philip philippa philippe phillip phillipa
    phineas phuong phyllida phyllis pierre pietro pilar piotr pooja portia pradeep prakash pranav preeti
    priscilla priya proinsias przemek przemyslaw qadir qasim quang quentin quincy quoc rachael rachel
    radoslaw radu rafael rafal rafiq raheem rahel rahim rahul raj rajan rajesh rajinder rajiv rakesh
    ralph raluca rameez ramesh ramiro ramon ramona ramsey ranjit raphael raquel rasheed rashid rashida
    raul ravi ravinder raymond razvan reanna rebecca rebekah reena reggie reginald rehana rekha remi
    remus renata renee reuben rhea rhian rhianna rhianne rhiannon rhoda rhodri rhona rhys ria ricardo
    richard richie ricky riley rimantas rita ritchie rizwan robbie robbo robert roberta roberto rochelle
    rocio roddy roderick rodica rodney rodrick rodrigo roger rohan rohit roisin rokas roksana roland
    romana romesh ronald ronan ronnie roopa rory rosa rosaleen rosalie rosalind rosanna rosanne roseanne
    rosemarie roshan rosie ross rotimi rowena roxanne roxy royston ruairi ruairidh ruaridh ruben rudi
    rudy rufus rui rukhsana rupert russell ruta ruth ryan ryszard saba sabina sabir sabrina sachin sadan
    sade sadia sadiq saeed safiya sahra saif saima sajid sajida salah salahuddin saleem salim salma
    salman samantha sameer samina samir samira samson samuel sana sanchia sandeep sandra sanjay sanjeev
    santiago saoirse sapna sara sarah sarfraz sarita saskia satnam satpal saulius scotty seamus sean seb
    sebastian seema segun sekou selam selim selina selma selwyn semere senan seraphina serdar serena
    sergei sergio serkan seth seun sevgi seyi shabana shabir shafiq shah shaheen shahid shahzad shaista
    shakeel shakil shakira shamima shane shaneil shanelle shania shanice shaniqua shannon shanon shantel
    shanti sharmaine sharna sharon shaun shauna shawn shayne shazia shazza sheena sheila shelagh sheldon
    shelley sheree shereen sheryl shilpa shireen shirin shirley shivam shivani shivonne shoaib shona
    shpresa shreya shyam sian siddharth sidney sidra silas simeon simisola simo simon simone simran
    sinead siobhan siraj siwan skyla slawomir smita smudger sofia sohail solomon sonal sonia sonya
    sophia sophie sorcha sorin spencer stacey stacie stacy stan stanislaw stanley stefan stefania
    stelian steph stephanie stephen stephon steve steven steveo stevie stewart struan stuart sudhir
    sufyan suhail sukhdeep suleiman sumaya sunil sunita suresh surinder susan susana susanna susannah
    susie suzanna suzanne suzi suzie svetlana sylvester sylvia sylwia szymon tabitha tadeusz tadhg tahir
    taimur taiwo talha tallulah tamar tamara tamika tamsin tamsyn tania tanisha tanveer tanya tara tariq
    tariqah tarkan tarquin tarun tasha tatiana tauseef tayo tayyab ted tegan tegid teleri teodor terence
    teresa terrell terrence tesfaye tess tessa tessie tezza thabo thanh thea thelma themba theo theodora
    theodore theodosia theresa thierry thomas thuy tiago tiana tiberiu tiegan tilda tilly tim timothy
    tina tobi tobias tochi tola tolu tom tomas tomasz tomek tommo tommy toni tonya toyin tracey tracie
    tracy traian trang tremaine trev trevor tricia trish trisha tristan tristram trudy truman trung tuan
    tudur tunde tuyet tyler tyra tyreece tyrel tyrell tyrese tyrone uche ugo ulric ulrika umair umar
    umesh una unathi ursula urszula usama usha usman uzma uzoma vaidas valentin valentina valentine
    valeria valerie valeriu valon vanessa varun vasco vasile velma vera verity verna vernon veronica
    vicki vickie vicky vijay vikas vikki vikram viktor vilma vince vincent vinnie vinny vinod violetta
    viorel vishal vivek vivian vivianne vivien vivienne vlad vladimir volkan vusi vytas vytautas waheed
    wahid waldek waldemar waleed wanda waqas warrick warsame waseem wasim wayne wesley wez whitney
    wieslaw wilbert wilbur wilf wilfred wilhelmina willa william wilma winifred winnie winona winston
    wioletta witold wladyslaw wojciech wyn xander xavier xhemal xiao ximena xuan yaa yahya yakub yan
    yaqub yash yasin yasir yasmin yasmina yasmine yasser yaw yemi yesenia yewande yilmaz yolanda yolande
    yonas younis yousef youssef yunus yuri yusra yusuf yvette yvie yvonne zac zach zachariah zachary
    zack zaheer zahid zahir zahra zain zainab zak zakaria zakariya zakir zane zara zayan zayn zbigniew
    zbyszek zdzislaw zeb zeenat zeeshan zeinab zeke zelda zelma zena zenon zeynep zia zion zoe zofia
    zohra zoran zubaida zubair zulfiqar zuri zuzanna zydrunas zygmunt
    """
)

#: Names that are also words when written small: known by their capital letter.
CAPITAL_NAMES = listed(
    """
    abel al alec ali ama andreas ant archer aron art baker barney basil bella ben bert billie billy
    blair bob bobbie bobby bonita brad bradley brett brock can carol cath cem chad charlie chas chester
    clint col coral dan dara dee del desi dexy dill dirk dom don doug duc eddy efe effie ella elle
    ellery elvis emer ena esi fay flo flora frank freddo gent gill glen greg gus guy hank harry heath
    herb hilton hung ike innes ion isaiah jack jackie-ann jacks jacky jan janis jarvis jay jayne jean
    jeff jen jenny jerry jet jez jimmy jock john jos josh josie kat kay keely ken kit kurt lana larry
    laurel lech lee leigh len lenox leo les lex ling lou luther mac mack magnus maia maisy mandy marc
    margo marina marlin martin marty mason maude meg mei merlin mia mick mickey mike milly mina mo moe
    mona nan-lee nat nate neil nell nico noel norman oz paddy paige pam pete peter phoebe pip rab rafe
    reece reg regan reid rex rhett robyn rocco roman ron rowan roy russ sadie sal sally sam sammy scott
    shay shaz shelby shelly sherry sid sina sola sonny sorrel stella stu sybil tam tammy taz terri terry
    thi tia tiff tiffany toby tonio tony trace travis tre trent trey troy val van vic viv wale wallace
    walter wendy wes willow zed
    """
)

#: Names that are words even with a capital at the beginning of a sentence: known in the midst of one,
#: or where the next word is something that a person does.
WORD_NAMES = listed(
    """
    ace amber bill blessing buddy chip clay cliff daisy dale dawn dean dick dot drew fern frankie gail
    gene grant hazel heather holly iris ivy jade jasmine jordan lance lane lily lucky mark marks mat max
    miles nelson nick norm olive pat pearl penny poppy ray rich rick rob robin rocky rod rose rosemary
    ruby sandy skip sky stew sue trudie victor wade ward warren will
    """
)

#: Names that are oftener months, places or virtues: known only where the words say that it is a name.
DOUBTFUL_NAMES = listed(
    """
    angel april asia august aurora austin autumn blue bonnie brook brooke brooklyn carter cash chance
    charity chase chelsea china christian cooper dallas destiny devon diamond dolly duke earl eden eve
    faith florence ford fox gale georgia ginger grace happy harmony haven honey hope hunter india jewel
    joy june justice kent kenya king knight lincoln logan london love madge major march may melody
    mercedes mercy michelin milan misty olympia paris parker patience peace pepper phoenix prince
    princess promise prudence queen rain reed river romeo sage saint savannah scarlett scout shadow
    sharp sierra smiler star stone storm summer sunny taylor temple tiger trinity trust tudor unity
    venice victoria violet virginia wren
    """
)

#: Any first name at all.
FIRST_NAMES = PLAIN_NAMES | CAPITAL_NAMES | WORD_NAMES | DOUBTFUL_NAMES

#: Surnames that stand without a capital after a title or a first name.
SURNAMES = listed(
    """
    adams adebayo adeleke adeyemi ahmad ahmed akhtar akinola alexander ali allen alvarez anderson
    andrews appiah armstrong arnold arslan asante ashton ashworth atkinson austin bailey baker baldwin
    ballard barker barlow barnes barrett barrow barton bashir bassi bates battersby baxter beck beckett
    begley begum benjamin bennett benson berisha bhatti bianchi bibi blackburn blackwell blake boateng
    bolton bonner booth bowden bowen bowman boyce boyd boyle bradley bradshaw brennan briggs briscoe
    broadbent brooks browne bryant buchanan buckley bullock bunting burgess burke burnett burns burrows
    burton butkus byfield byrne caldwell callaghan calvert cameron campbell carey carroll carson carter
    cartwright cassidy celik chambers chan chapman chapple charlton chaudhry cheung choudhry choudhury
    chowdhury christie clark clarke clarkson clayton clements clifford clough coates cohen coleman coles
    collins compton connolly connor conroy constantin conway cooke coombes copeland corbett costa
    coulson cowan craig crawford crosby crossley crouch cullen cummings cunningham curran curtis
    dabrowski dalton daly daniels darby davenport davey davidson davies davis davison dawson delaney
    demirel dempsey denton devlin diaz dickson dixon dobson dodd doherty dolan donaldson donnelly dooley
    doran dougherty douglas dowd downes doyle drummond drury dubois dudley duffy dumitru dumont duncan
    dunn dunne durrant dutton eastwood eaton eccles edwards egan elliott ellis ellison emery evans
    everett fagan fairclough farrell farrow faulkner fenton ferguson fernandes ferris fielding finlay
    finnegan fitzgerald flanagan fleming fletcher flynn forbes forrest forster foster fowler francis
    franklin fraser frazer freeman frith gallacher gallagher galvin garcia garner garrett george
    gheorghe gibbons gibbs gibson gilbert gilmore goddard godfrey golding gonzalez goodall goodwin
    gordon gough grady graham grainger grant greenwood gregory griffin griffiths grimes gupta hadley
    haigh haines halliday hamilton hammond hancock hanson hardman hargreaves harris harrison hartley
    harvey hassan hawkins haworth hayes haynes healy heaton henderson herbert herron hewitt hickey
    higgins hilton hinds hobbs hobson hodgson hogan holden holland holmes hooper hopkins horton houghton
    houston howarth howell hoxha hubbard hudson hughes hume humphreys hurst hussain hussein hutchinson
    hutton hyde ibrahim inglis ingram ionescu iqbal irvine islam ivanov jackson jacob jacobs jagger
    jamieson jarrett jarvis jenkins jennings johnson johnston jones jordan joyce kaminski kane kang kaur
    kaya kaye kazlauskas keane kearney keating keeling kelleher kellett kelly kemp kendall kennedy kent
    kenyon kerr kershaw khan kiely kirby knowles kowalski kozlowski krasniqi krawczyk kumar lacey laing
    lambert lancaster langley larkin latham lawson leach leary leblanc lee leigh lennon leonard lester
    lewandowski lewin lewis lindsay liu livingstone lloyd logan lopez lovell lowe lucas lund lynch lyons
    macdonald macleod madden maddison maguire mahmood mahmoud malik malone mansfield marley marriott
    marshall martin martinez mather mathews matthews maxwell mazur mcallister mcarthur mcauley mcbride
    mccabe mccall mccann mccarthy mcclure mccluskey mcconnell mccormick mccoy mccullough mcdaid
    mcdermott mcdonagh mcdonald mcdonnell mcevoy mcfarlane mcgee mcginty mcgovern mcgowan mcgrath
    mcgregor mcguire mcintosh mcintyre mckay mckee mckenna mckenzie mckeown mclachlan mclaren mclaughlin
    mclean mcleod mcloughlin mcmahon mcnally mcnamara mcneil mcphee mcqueen mctaggart mehta melia mellor
    mendez mensah mercer metcalfe miah middleton mills milne minhas mistry mitchell moffat mohamed
    mohammad mohammed monaghan montgomery moody mooney moore moran moreno moretti morgan morley morris
    morrison mortimer morton muir mukherjee mullen mulligan munro murdoch murphy murray musa mustafa
    nash naylor neal nelson newell newman newton nguyen nicholls nicholson nicol nightingale nolan
    norris norton nowak nunn nuttall o'brien o'connor o'donnell o'hara o'keefe o'neill o'sullivan oakley
    oates obi oconnor odonnell odonoghue offord ogden ojo okafor okeke okonkwo okoro olsen oneill orton
    osborne osei oshea osman owen owens paine palmer parker parkin parkinson parmar parry parsons
    partridge patel paterson paton patten patterson payne peacock pearson peck pegg pennington perera
    perez perkins perry peters petrov phelan phillips phipps pickering pitt platt plummer pollard
    pollock poole popa popescu popovici powell powers preston pritchard proctor pugh purcell quinn radu
    rafferty rahman ramos ramsay ramsden randall rashid ratcliffe rawlings redmond rees reeves regan
    reid reilly reyes reynolds rhodes ricci richards richardson ridley rigby riley riordan ritchie
    rivera roberts robertson robinson rodriguez rogers rooney rossi rowlands rowley royle rushton
    russell rutherford ryan ryder sadler sahota saleh salmon sampson sanchez sanders sandhu santos
    sargent saunders schofield scott sewell shaikh sharma sharples shaw sheehan shehu sheikh sheldon
    shields siddiqui sidhu silva simmons simms simpson sinclair singh singleton skinner slater slattery
    sloan smith smyth somerville spence spencer stafford stanley stanton steele stephens stephenson
    stevens stevenson stewart stokes stubbs sullivan sutherland sutton sweeney sykes taha talbot tanner
    tate tattersall taylor thomas thompson thomson thornton tierney tobin todd tomkins tomlinson toner
    townsend travers tucker turner tyler tyson uddin underwood upton vance varley vaughan venables
    vernon wainwright walker wallace walmsley walsh walters walton warner warren waterhouse watkins
    watson watts weaver webb webster weir welch weldon wellington weston whalley wharton wheeler whelan
    whitaker whitehead whittaker wiggins wilkes wilkins wilkinson williams williamson willis wills
    wilson wojcik wong woodhouse woodward worrall worthington wozniak wright wu wyatt yates yeates
    yildiz yusuf zafar zaman zhang zielinski
    """
)

#: Surnames that are also words: after a title or a first name a capital letter makes them names.
ALSO_SURNAMES = listed(
    """
    ball banks bishop black bond boot bridge bridges bright brown bull cash church close cook cooke
    cotton cross dale day deacon dean drake dyer field flood forest fox freeman frost gale glover good
    grand green grey hall hand hardy hart heath hill holt hope house hunt king knight lamb lane law lee
    little long lord love major mann march marks marsh mason may moon moss neat new noble north page
    park peace pike pope potter power price pride prince prior rice rich rose savage sharp shepherd
    short small smart snow south sparks speed spring stone street strong summer summers sweet swift
    sword wall ward waters wells west white wild wilde winter winters wise wolf wood woodman woods young
    """
)

#: Words that are no names, however they are written and whatever stands before them.
NO_NAMES = listed(
    """
    a able about above acct ace across actually advice adviser adviser's advisor african after again
    against age ago albanian all allowed almost alone along already alright also although always am
    amazing american an and another any anybody anymore anyone anything anytime anyway app appointment
    appointment's appointments apps apr april are aren't army around as asian ask asked asking
    association at atheist aug august autistic available away awful back bad banged bangladeshi be
    became because become been before began behind being believe believed best better between bi big
    black blind both bought box brilliant bring british brought bruv buddhist built but by call called
    calling calls came can can't cannot cant care cared caribbean carried caseloads catholic caught
    cause certain change changed chaplain child children christian christmas citizens class clean clear
    close closed college come comes coming con connect contact coordinator cos could couldn't council
    course court courts crack crazy credit cried crisis crying csra csu custody cut cuz cv dad daddy day
    days dead deaf dealt dec december decided definitely dentist did didn't died different disabled do
    doctor does doesn't doing don't done door down dr drink drinks drove drunk due during dwp dying
    dyslexic each early easter easy education eg eid either else end english enough entire esa etc
    european even eventually ever every everybody everyone everything excellent except expected
    fantastic far fat father feb february federation fell felt few finally find finds fine first five
    for forgot former fought found four fresh friday from full furious gave gay general get gets getting
    ghanaian give given gives giving go god goes going gold gone gonna good google got governor
    governors gp grade grades gran grand grandad great gym gypsy had hadn't half happy hard has hasn't
    hate hated hates have haven't having hdc he he's head health healthcare hear heard held help helped
    helping helps her here heroin hers herself high him himself hindu his hit hmp hmpps hold holds
    homeless honest hospital hostel hour hours house housing how however i i'd i'll i'm i've ie iep if
    ill im important in indeed indian induction inside instead instructor into ipp irish is isn't issue
    it it's its itself ive jamaican jan january jew jewish job jobcentre july june junkie just kept kick
    kicked kids killed kind kinder knew know known knows lad ladies lads last late later latvian laughed
    lazy lead least leave leaves leaving led left legend less let lets liar licence lied life like liked
    likes listen listened listener listeners listening lithuanian little live lived lives living locked
    long look looked looking looks lost lot loud loved lovely loves low lucky mad made make makes making
    man manager managers many march may maybe me mean meant medication meet meetings men mental mentor
    mentors met meth might mind mine minute minutes miss missed missing moj moment monday money month
    months more morning most mother moved mr mrs ms much mud mum mummy muslim must my myself nacro name
    named names nan nana navy near nearly need needed needs neither never new next nhs nice nigerian
    night no nobody none nor not notes nothing nov november now number nurse oasys oct october of off
    offered office officer officer's officers official often ok okay old old-fashioned omu on once one
    only onto open or other others our ours out outside over own pagan paid pakistani paranoid parole
    part passed past pathways patient peer people per perhaps person phoned picked pip plan plans plus
    pm police polish possible ppo practice practitioner practitioners prescribed prescribing prison
    prisoner prisons probably probation programme promised properly protestant prove proved pub put puts
    quaker quiet quite ramadan ran rang rather read ready real realised really recall recalled received
    reception reconnect referral referrals refused relate release released remand reports resettlement
    respect review reviews right rightly ring ringing rings road roma romanian romany rotl round rubbish
    rules rung said samaritans same sat saturday saw say saying says scheme schemes school scottish scum
    second security see seem seemed seems seen seg self-harm selfish senior sent sentence sentenced sept
    september service services sessions set seven several shall she she's shelter short should shouldn't
    showed shut sick side sikh since single sir sit six slept small smiled so social somali some
    somebody someone something sometimes son soon sort sorted sound spelled spelt spend spent spice
    spoke staff staffing started starts stay stayed stays still stood stop stopped stops straight strong
    stuck stupid such suddenly sunday supervisor support supported supposed sure swore take taken takes
    taking talk talked talking talks teacher team tell telling tells ten terrible than thank thanks that
    that's thats the their them themselves then there there's therefore these they they're thick thing
    things think thinks this those though thought three through thursday time times to today together
    told tomorrow tonight too took top toward towards training trans traveller travellers tried tries
    trouble true trust trying tuesday turn2us turned turns tutor twenty twice two uc ugly uk uncle under
    unfortunately uniform unit universal university unless until up upon us used useless using usual
    usually versus very veteran via visited visiting visits vp wait waited waiting walked want wanted
    wanting wants was wasn't watched way we we'll we're we've wednesday week weekend weeks weird welcome
    well welsh went were weren't what what's whatever when whenever where whether which while white who
    who's whoever whole whom whose why wing with within without woke woman women won't work worked
    worker workers working works worse would wouldn't write writes wrong wrote yeah year years yes
    yesterday yet you you're young your yours yourself zoom
    """
)

#: Small words that follow "my son" or "my link worker" and are no name; so are those with the endings below.
FOLLOWERS = listed(
    """
    abroad abusive add adores agree aint alive allow alongside among amongst angry announce anxious
    anyhow arent argue arrange arrive asleep assault ate attend avoid aware bang bare bcos beat beg
    behalf behave belong beneath bent beside besides bet beyond bike bills bipolar birthday bit blame
    blew book born borrow bothers bottle boyfriend break breathe bro broke broken brung brush btw burn
    burnt bust busy buy buys cancer capable car carry caseload catch cheat check choice choose chose
    clever climb club cold collect commit complain contact contacts cook cope cost couldnt count cover
    coz crept cry cud cus cuts da daft dance dat deal deals death decide deliver dem depend describe
    deserve deserves desperate despite diary didnt die dinner dis disagree discover dislike distant
    doesnt dog donor dont downstairs drag drank dream dress drew drive drives drop drown dry dunno duty
    earn earns earnt eat elsewhere email emails enjoy enjoys ent enter epileptic exist expect explain
    eyes face fail fails faint faithful fall fam fear feeds fight fights figure file fill finger finish
    fit fix flat flew flowers flung focus follow food football forces forever forgave forget forgets
    forgive forgives frail freeze friend friends froze funeral funny furthest gain gamble garden gate
    generous gentle girlfriend gorgeous gotta grafts grateful grew grow grown guess guide guilty hadnt
    hair hand handle hands hang happen happens hasnt havent heal healthy heart heartbroken helpful hence
    hes hid hide hides home homesick hope hug hung hungry hunt hurry hurt hurts husband ignore illness
    imagine imo improve include incredible independent init innit innocent insist introduce invite isnt
    iz jealous join joke judge jump keen kicks kill kiss knelt knock knocks lacks laid laugh lay lean
    leant leapt learn lend lent letter letters lie lies lift lifts light limps lit load loathes lock lol
    lose loses love loyal manage management marry mate mates matter matters means meanwhile meetings
    memory mention mid mind minds misunderstood mix model models moody move moves n nag nasty nd nearby
    nervous nights nod normal notice nowhere numb numbers obey object obtain occur offer offers online
    organise ought outgrew overcame overheard oversaw overslept owe owes owns pack paint parents park
    partner partners pass passes pay pays perform phone phones photo photos pick picture pictures place
    plan play plays point polite poor positive post posts pour power practice pray prays prefer prefers
    pregnant prepare present press pretend pretty price promise protect protective proud provide pull
    punch push quick quit quits race rain raise reach react reads realise receive reckon reckons
    recognise recommend recover reduce refer refuse relate relax reliable relies remain remember
    remembers remind remove rent repair repeat replace report reports request rescue resident respects
    respond responsible rest return reveal ride rise risk rob rode role roles roll rolls room rooms rose
    rude ruins run runs rush sack sad safe save saves scheme scream search sell send sends serve session
    sessions settle shake share shares shave shes shift shifts shine shoes shone shook shoot shop shot
    shouldnt shout shouts show shows shud shy silent sings sister sits slags sleep sleeps slid slung
    smell smells smelt smile smoke smokes snap sniff snore snores sold solid somehow sorry spat speak
    speaks speechless spell spends spill split spoil sponsors spun stab stand stands stank stare start
    steal steals step stick stink stole store story strict struck struggle struggles stubborn study
    stuff suffer suffers suggest suggests suit sunk supportive suppose surgery survive suspect swam
    swear sweat sweats sweet swept swim switch swung system tall taste taught tbh teach teaches tear
    tend test text theres theyre thin tho thou threaten threw throughout throw throws thru thus tidy tie
    til till tiny tore torn touch tough tour train travel treat treats trip trusts try turn type unable
    underneath understand understood undertook underwent unhappy unlike unwell upset upstairs use van
    view violent visit visitor voice vote wage wake wakes walk wanna warn wash wasnt waste wastes watch
    wave weak wealthy wear wears weigh wen wept werent weve wheelchair whereas whilst whisper whos wif
    wife win wins wise wish wishes withdrew wiv woken won wonder wonderful wont words wore world worries
    worry wos wot wouldnt woz wrap wrist wud yell yells youre
    """
)
