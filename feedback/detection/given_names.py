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
    aaron abdi abdul abdullah abdulrahman abena abigail abu adam ade adebayo adele adeola adil adnan
    adrian agata agim agnes agnieszka ahmad ahmed aidan aiden aimee aisha aishah akeem akosua alan alana
    alannah alasdair alastair alban albert albie alejandro aleksander alex alexa alexander alexandra
    alexandru alexis alfie alfred alhaji alice alicia alina alisha alison alistair aliyah allan alun
    amadou amanda amara amelia amelie amina aminah amir amit amjad amos amy ana anastasia andre andrea
    andreea andrei andrew andrzej andy aneta aneurin angela angelina angharad angus anil anita anjali ann
    anna annabel anne anneka annette annie annmarie anthony antoine antoinette anton antonia antonio anwar
    aoife arben archie aria arjun arlo arnold arron arthur arturas asad asha ashleigh ashley ashok asif
    asma athena audrey ava avril ayaan ayesha ayla aylin ayo aziz babatunde bailey balbir balwinder
    barbara barry bartek bartosz baz bazza beata beatrice becca becky belinda benedict benjamin bernadette
    bernard bernie bertie besnik bessie beth bethan bethany betty bev beverley bhavesh bianca bilal bisi
    blerim bogdan bogdana boris brandon brenda brendan brian bridget bridie brigid bronagh bronwen bruce
    bryan bryn caitlin caleb callum calum cameron camilla candice caoimhe cara carl carla carlos carly
    carmel carmen carole caroline carolyn carrie carwyn caryl casey cassandra cassie catalin caterina
    catherine cathy cecilia cedric celeste ceri cerys chantal chantel chantelle charlene charles charley
    charlotte chelsey cheryl chibuzo chidi chinedu chinonso chloe chris chrissie christina christine
    christopher chukwuma cian ciara ciaran cindy claire clara clarence claudia claudine clement clifford
    clive cody cohen colette colin colleen colm connell connie connor conor constantin corey corinne
    cormac courtney craig cristian curtis cynthia daf dafydd dalton damian damien damon daniel daniela
    danielle danni danny daphne darcy darek daren daria darius darran darrell darren darryl daryl dave
    david davina dawid dayo dean-paul deanna deb debbie deborah debra declan deepak deirdre delroy demi
    demi-leigh denis denise dennis denzel deon derek dermot derrick deshawn desmond devante dexter diana
    diane dilip dilys dimitri dinah dinesh dionne dmitri dominic dominik dominique donal donald donna
    doreen doris dorota dorothy douglas dragos dritan duncan dwayne dwight dylan ebony eddie edie edith
    edmund edna eduardo edward edwin efua egle eileen eimear elaine eleanor elena eli elias elijah elin
    eliot elisabeth elise elizabeth ellen ellie elliot elliott ellis elliw elodie eloise elsa elsie elton
    elwyn emeka emil emilia emily emir emma emmanuel emmett emrys enid enrique eoghan eoin eric erica erik
    erin ernest ernie esme esmeralda esther ethan ethel euan eugene eunice evan evelyn evie ewa ewan
    ewelina ezekiel ezra fabian fahad faisal faiza faizal farah farhan farooq farrah farzana fatima
    fatmata fatou fatoumata felicity felix femi fergus fernando filip finlay finley finn fiona florin
    folake folasade frances francesca francis franco fraser fred freda freddie freddy frederick freya
    gabriel gabriela gabrielle gareth gary gavin gaz gazza gemma geoff geoffrey george georgie georgina
    gerald geraldine gerard gerry gethin gheorghe ghulam giang gillian gina giorgio giovanni gladys glenda
    glenn gloria glyn glynis godfrey goran gordon graeme graham gregory greta grzegorz gulnaz gurdeep
    gurmeet gurpreet guto gwen gwendolyn gwyn gwyneth habib hadiya hafiz hakeem halima hamid hamish hamza
    hana hanif hannah harbhajan harjit harley harold haroon harpreet harriet harrison haruna harvey hasan
    hassan hayden hayley heather-anne hector heidi helen helena helga henrietta henry hetal hettie hilary
    hilda hollie horace howard huda hugh hugo humphrey hussain hussein huw hyun hywel iain ian ibrahim
    ibrahima idris iestyn ieuan ifan ifeoma ifor ignatius ikechukwu ilham ilir iman imogen imran imtiaz
    ines inga ingrid ioan ioana iolo ionut iqbal irena irene irfan isaac isabel isabella isabelle isatu
    isha ishmael isla ismail isobel issa ivan ivana ivor iwan iwona izabela jackie jackson jacob
    jacqueline jacqui jade-marie jaden jahmal jai jaime jake jakub jamal jameel james jamie jamila
    jan-michael jana jane janek janet janette janice janine janusz jared jarek jaroslaw jasbir jasmin
    jason jasper jaspreet jatinder javed javier jaxon jayda jayden jaz jeanette jeffrey jem jemima jemma
    jenna jennifer jeremiah jeremy jermaine jerome jerzy jess jesse jessica jignesh jill jillian jim jimi
    joan joana joanna joanne joao jodi jodie jody joe joel joey johan johanna johnny jolene jon jonah
    jonathan jonny jordan-lee jorge jose josef joseph josephine joshua josiah joyce juan juanita jude
    judith judy julia julian juliana julie juliet julius junaid justin justina justyna kacey kadeem kai
    kaiden kamal kamil kamran kareem karen karim karina karl karolina kasia katarzyna kate katherine
    kathleen kathryn kathy katie katrina katy kayden kayla kayleigh keeley keiran keisha keith kelechi
    kelly kelsey kelvin kemi kenji kenneth kenny kenzie keon keri kerry kev kevin keziah khadija khadijah
    khaled khalid kian kiera kieran kieron kim kimberley kimberly kira kiran kirsten kirstie kirsty kishan
    kobe kofi kojo konrad krystian krzysztof kuldeep kulvinder kulwinder kunle kwabena kwaku kwame kwasi
    kyle kylie kyra kyran lacey lachlan lakshmi lamar lamin lara larissa latoya laura lauren laurence
    lauri lawrence layla leah leanne leighton leila lena lennie lenny leon leona leonard leonie leroy
    leslie leticia levi lewis lexi lexie liam liana libby lilian lillian lilly linda lindsay lindsey
    linford lionel lisa livia liz liza lizzie llewellyn lloyd lois lola loretta lorna lorraine louis
    louisa louise luca lucas lucia lucie lucinda lucy ludmila luis lukas lukasz luke lydia lyle lyn lynda
    lynette lynn lynne lynsey mabel maciej maddie maddison madeleine madison mae magda magdalena maggie
    mahesh mahmood mahmoud maire mairead maisie majid malachi malcolm malgorzata malik malika malwina
    mamadou mandeep manjit manuel mara marcel marcia marcin marco marcus marek margaret margot maria
    mariam marian mariana marianne marie marilyn mario marion marisa marius marjorie marlene marlon marsha
    marta martha martyn mary maryam mateusz mathew matilda matt matteo matthew maureen maurice mavis
    maxine maxwell meera megan mehmet mel melanie melissa melody-ann melvin melvyn meredith mervyn
    mia-rose michael michaela michal micheal michel michele michelle miguel mihaela mihai mikael mikey
    mila mildred millicent millie milo mina minnie miriam mitchell mo-ali modou mohamed mohammad mohammed
    mohamud moira mollie molly monica monika morag morgan morris moses mostafa moussa muhammad muhammed
    mujahid muriel mustafa mustapha nadia nadine naeem nancy nasir nasreen nassim natalia natalie natalya
    natasha nathan nathaniel navdeep naveed nazia nazir ned neema nesta ngozi nguyen nia niall niamh
    nicholas nicki nicky nicola nicolae nicole nigel nikita nikki nikola nilesh nina nisha noah noor nora
    noreen norma nosheen nuala nusrat obi obinna odette oksana ola olamide olena olga oliver olivia ollie
    olu olumide oluwaseun omar omari oonagh orla orlando oscar osman oswald otis ottilie ousmane owain
    owen oyinkan pablo padraig palesa pamela parminder parveen patricia patrick patrycja patryk paul paula
    paulette paulina pauline pavel pawel pedro penelope perry petr petra petros phil philip philippa
    phillip phillipa phyllis pierre pietro piotr pooja poppy-mae pradeep prakash pranav priscilla priya
    qasim quentin quincy rachael rachel radoslaw rafal raheem rahel rahim rahul raj rajesh rajinder rakesh
    ralph rameez ramesh ramon ramona ranjit raphael rasheed rashid rashida raul raymond razvan rebecca
    rebekah reena reggie reginald rehana rekha remi renata renee reuben rhian rhianna rhiannon rhoda
    rhodri rhona rhys ria ricardo richard richie ricky riley rimantas rita robbie robert roberta roberto
    rochelle roddy roderick rodney rodrigo roger roisin roland roman-luca romana romesh ronald ronan
    ronnie roopa rory rosa rosaleen rosalind rosanna roseanne rosemarie roshan rosie ross rowena roxanne
    royston ruairi ruben rudi rudy rufus rukhsana rupert russell ruta ruth ryan saba sabina sabrina sachin
    sade sadia sadiq saeed saffron-rose saima sajid salah saleem salim salma salman samantha sameer samina
    samir samira samson samuel sana sandeep sandra sandy-lee sanjay sanjeev saoirse sara sarah sarita
    saskia satnam satpal sean seb sebastian sekou selina selma serena sergei sergio seth seun shabana
    shabir shah shaheen shahid shaista shakeel shakira shamima shane shanelle shania shanice shaniqua
    shannon shanon sharmaine sharon shaun shauna shawn shayne shazia sheena sheila shelagh sheldon shelley
    sheree sheryl shilpa shirin shirley shivani shona shreya shyam sian sidney sidra simeon simon simone
    simran sinead siobhan siraj skyla slawomir sofia solomon sonia sonya sophia sophie sorcha spencer
    stacey stacie stacy stan stanislaw stanley stefan stefania steph stephanie stephen steve steven stevie
    stewart stuart sukhdeep suleiman sunil sunita suresh surinder susan susanna susannah susie suzanne
    suzie svetlana sylvester sylvia szymon tabitha tahir taiwo tamara tamika tamsin tanisha tanya tara
    tariq tariqah tarquin tasha tatiana tayo tayyab ted teresa terrell terrence tess tessa thabo thea
    thelma themba theo theodora theodore theresa thierry thomas tiago tiana tilly tim tina tobi tobias
    tola tolu tom tomas tomasz tommo tommy toni tonya tracey tracie tracy trevor tricia trish tristan
    trudy tunde tyler tyra tyreece tyrel tyrell tyrese tyrone uche ulrika umar una unathi ursula usha
    usman uzma valentina valerie vanessa vasile vera vernon veronica vicki vickie vicky victoria-jane
    vijay vikki vikram viktor vince vincent vivek vivian vivien vivienne vlad vladimir vusi vytautas
    waheed wahid waleed wanda waqas warsame wayne wesley whitney wilbur wilfred wilhelmina wilma winifred
    winnie winston wioletta wojciech wyn xander xavier xiao yahya yakub yan yaqub yasin yasmin yasmine
    yasser yaw yemi yolanda yousef youssef yuri yusuf yvette yvonne zac zach zachariah zachary zack zahid
    zahir zahra zain zainab zak zakariya zane zara zayn zbigniew zbyszek zeeshan zeinab zelda zena zeynep
    zia zion zoe zofia zohra zoran zubair zuzanna zygmunt
    """
)

#: Names that are also words when written small: known by their capital letter.
CAPITAL_NAMES = listed(
    """
    abel al alec ali ama andreas ant archer aron art baker barney ben bert billie billy bob bobbie bobby
    bonita brad bradley brett brock carol cath chad charlie chas chester clint col dan dee del desi dexy
    dill dirk dom don doug eddy effie ella elle ellery elvis ena fay flo flora frank freddo gill glen greg
    gus guy hank harry heath herb ike ion isaiah jack jackie-ann jacks jacky jan jay jayne jean jeff jen
    jenny jerry jet jez jimmy jock john jos josh josie kat kay keely ken kit kurt lana larry lee leigh len
    lenox leo les lex ling lou luther mac mack maia maisy mandy marc margo marina martin marty mason maude
    meg mei mia mick mickey mike milly mo moe mona nan-lee nat nate neil nell nico noel norman oz paddy
    paige pam pete peter phoebe pip rab rafe reece reg reid rex rhett robyn rocco roman ron roy russ sadie
    sal sally sam sammy scott shay shaz shelly sid sonny stella stu sybil tam tammy taz terri terry thi
    tia tiff tiffany toby tonio tony trace tre trent trey troy val vic viv wendy wes willow zed
    """
)

#: Names that are words even with a capital at the beginning of a sentence: known in the midst of one,
#: or where the next word is something that a person does.
WORD_NAMES = listed(
    """
    ace amber bill blessing buddy chip clay cliff daisy dale dean dick dot drew fern frankie gene grant
    hazel heather holly iris ivy jade jasmine jordan lance lane lily lucky mark marks mat max miles nelson
    nick norm olive pat pearl penny poppy ray rich rick rob robin rocky rod rose rosemary ruby sandy skip
    sky stew sue trudie wade ward warren will
    """
)

#: Names that are oftener months, places or virtues: known only where the words say that it is a name.
DOUBTFUL_NAMES = listed(
    """
    angel april asia august aurora austin autumn blue bonnie brook brooke brooklyn carter cash chance
    charity chase chelsea china christian cooper dallas dawn destiny devon diamond dolly duke earl eden
    eve faith florence ford fox gale georgia ginger grace happy harmony haven honey hope hunter india
    jewel joy june justice kent kenya king knight lincoln logan london love madge major march may melody
    mercedes mercy michelin milan misty olympia paris parker patience peace pepper phoenix prince princess
    promise prudence queen rain reed river romeo sage saint savannah scarlett scout shadow sharp sierra
    smiler star stone storm summer sunny taylor temple tiger trinity trust tudor unity venice victor
    victoria violet virginia wren
    """
)

#: Any first name at all.
FIRST_NAMES = PLAIN_NAMES | CAPITAL_NAMES | WORD_NAMES | DOUBTFUL_NAMES

#: Surnames that stand without a capital after a title or a first name.
SURNAMES = listed(
    """
    adams adebayo adeyemi ahmed akhtar ali allen anderson armstrong ashworth atkinson bailey baker barker
    barlow barnes barrett bates baxter begum bennett benson bibi blake bolton booth bowen boyle bradley
    bradshaw brennan briggs bryant burgess burke burns burton byrne cameron campbell carroll carter
    chambers chapman charlton choudhury chowdhury christie clark clarke clarkson coleman collins connolly
    connor conway cooke costa crawford crosby cunningham curran curtis dalton daly davey davidson davies
    davis dawson dempsey dickson dixon dodd doherty donnelly douglas doyle drummond duffy duncan edwards
    elliott ellis evans farrell faulkner ferguson fernandes fitzgerald flanagan fletcher flynn foster
    francis fraser freeman gallacher gallagher garner george gibson gilbert goodwin gordon gough graham
    grant greenwood griffiths gupta hamilton harris harrison harvey hassan hayes haynes henderson hewitt
    higgins hobbs hodgson holmes hooper houghton howarth howell hudson hughes humphreys hurst hussain
    hutchinson ingram iqbal islam jackson jacobs jarvis jenkins jennings johnson johnston jones joyce kane
    kaur keane kelly kemp kennedy khan kirby kowalski kumar lambert lawson leach lee lester lewis lloyd
    lowe lynch macdonald maguire mahmood malik marshall martin matthews mcallister mcarthur mccann
    mccarthy mccormick mcdermott mcdonald mcgrath mcguire mckenna mckenzie mclaughlin mclean mcmahon
    mellor miah middleton mills mitchell mohamed mohammed moore moran morgan morley morris morrison morton
    mukherjee murphy murray mustafa naylor nelson newman nguyen nicholls nicholson nolan norris norton
    nowak o'brien o'connor o'donnell o'hara o'keefe o'neill o'sullivan obi oconnor odonnell okafor okeke
    okonkwo okoro oneill osei osman owen palmer parker parry parsons patel patterson payne peacock pearson
    perkins perry peters phillips popescu powell pritchard pugh quinn rafferty rahman rees reid reynolds
    rhodes richards richardson riley roberts robertson robinson rogers russell ryan sadler saleh sanders
    santos saunders scott shaikh sharma shaw siddiqui silva simmons simpson singh skinner slater smith
    spencer stanley stevens stevenson stewart stokes sullivan sutherland sutton sykes talbot tate taylor
    thomas thompson thomson thornton tomlinson townsend tucker turner uddin vaughan walker wallace walsh
    walton warner watkins watson watts weaver webb webster weston wheeler whelan whitehead wilkinson
    williams williamson wilson wojcik wright yates yusuf
    """
)

#: Words that are no names, however they are written and whatever stands before them.
NO_NAMES = listed(
    """
    a able about above acct ace across actually advice adviser adviser's advisor african after again
    against age ago albanian all allowed almost alone along already alright also although always am
    amazing american an and another any anybody anymore anyone anything anytime anyway app appointment
    appointment's appointments apps apr april are aren't army around as asian ask asked asking association
    at atheist aug august autistic available away awful back bad banged bangladeshi be became because
    become been before began behind being believe believed best better between bi big black blind both
    bought box brilliant bring british brought bruv buddhist built but by call called calling calls came
    can can't cannot cant care cared caribbean carried catholic caught cause certain change changed
    chaplain child children christian christmas class clean clear close closed college come comes coming
    con coordinator cos could couldn't council course court crack crazy credit cried crying csra csu
    custody cut cuz cv dad daddy day days dead deaf dealt dec december decided definitely dentist did
    didn't died different disabled do doctor does doesn't doing don't done door down dr drink drinks drove
    drunk due during dwp dying dyslexic each early easter easy education eg eid either else end english
    enough entire esa etc european even eventually ever every everybody everyone everything excellent
    except expected fantastic far fat father feb february federation fell felt few finally find finds fine
    first five for forgot former fought found four fresh friday from full furious gave gay general get
    gets getting ghanaian give given gives giving go god goes going gold gone gonna good got governor
    governors gp grade grades gran grand grandad great gym gypsy had hadn't half happy hard has hasn't
    hate hated hates have haven't having hdc he he's head health healthcare hear heard held help helped
    helping helps her here heroin hers herself high him himself hindu his hit hmp hmpps hold holds
    homeless honest hospital hostel hour hours house housing how however i i'd i'll i'm i've ie iep if ill
    im important in indeed indian induction inside instead instructor into ipp irish is isn't issue it
    it's its itself ive jamaican jan january jew jewish job jobcentre july june junkie just kept kick
    kicked kids killed kind kinder knew know known knows lad ladies lads last late later latvian laughed
    lazy lead least leave leaves leaving led left legend less let lets liar licence lied life like liked
    likes listen listened listener listeners listening lithuanian little live lived lives living locked
    long look looked looking looks lost lot loud loved lovely loves low lucky mad made make makes making
    man manager managers many march may maybe me mean meant medication meet men mental mentor mentors met
    meth might mine minute minutes miss missed missing moj moment monday money month months more morning
    most mother moved mr mrs ms much mud mum mummy muslim must my myself nacro name named names nan nana
    navy near nearly need needed needs neither never new next nhs nice nigerian night no nobody none nor
    not nothing nov november now number nurse oasys oct october of off offered office officer officer's
    officers official often ok okay old old-fashioned omu on once one only onto open or other others our
    ours out outside over own pagan paid pakistani paranoid parole part passed past pathways patient peer
    people per perhaps person phoned picked pip plus pm police polish possible ppo practitioner prescribed
    prescribing prison prisoner prisons probably probation programme promised properly protestant prove
    proved pub put puts quaker quiet quite ramadan ran rang rather read ready real realised really recall
    recalled received reconnect refused release released remand resettlement respect right rightly ring
    ringing rings road roma romanian romany rotl round rubbish rules rung said samaritans same sat
    saturday saw say saying says school scottish scum second security see seem seemed seems seen seg
    self-harm selfish senior sent sentence sentenced sept september service services set seven several
    shall she she's short should shouldn't showed shut sick side sikh since single sir sit six slept small
    smiled so social somali some somebody someone something sometimes son soon sort sorted sound spelled
    spelt spend spent spice spoke staff started starts stay stayed stays still stood stop stopped stops
    straight strong stuck stupid such suddenly sunday supervisor support supported supposed sure swore
    take taken takes taking talk talked talking talks teacher team tell telling tells ten terrible than
    thank thanks that that's thats the their them themselves then there there's therefore these they
    they're thick thing things think thinks this those though thought three through thursday time times to
    today together told tomorrow tonight too took top toward towards training trans traveller travellers
    tried tries trouble true trust trying tuesday turned turns tutor twenty twice two uc ugly uk uncle
    under unfortunately uniform unit universal university unless until up upon us used useless using usual
    usually versus very veteran via visited visiting visits vp wait waited waiting walked want wanted
    wanting wants was wasn't watched way we we'll we're we've wednesday week weekend weeks weird welcome
    well welsh went were weren't what what's whatever when whenever where whether which while white who
    who's whoever whole whom whose why wing with within without woke woman women won't work worked worker
    workers working works worse would wouldn't write writes wrong wrote yeah year years yes yesterday yet
    you you're young your yours yourself zoom
    """
)
