/**
 * What clinics offer, by what it is called in the five languages (folded, `;` between synonyms, misspellings that distance does not reach included).
 * A clinic's service belongs to every treatment its names and aliases mention; a patient who names the treatment in any language means that service.
 * `generic` treatments ("consultation") count only when nothing more telling is said.
 */
export type Treatment = { id: string; generic?: boolean; words: string };

export const TREATMENTS: readonly Treatment[] = [
  {
    id: 'filling',
    words: `filling; fillings; fill a cavity; tooth filling; composite filling; cavity filled; cavity; cavities; пломба; пломбы; пломбу; запломбировать; пломбирование; пломбировка; кариес; лечение кариеса; empaste; empastes; empastar; obturacion; calza; calzas; tapadura; tapaduras; amalgama; resina; caries; curacion; restauracion dental; obturacao; restauracao; carie; סתימה; סתימות; סתימת; חור בשן; עששת`,
  },
  {
    id: 'root_canal',
    words: `root canal; rootcanal; canal; canals; endodontic; endodontics; rct; root treatment; лечение каналов; каналы; канал; канала; лечение корневых каналов; эндодонтия; депульпирование; удаление нерва; нерв; чистка каналов; endodoncia; tratamiento de conducto; conducto; conductos; matar el nervio; tratamento de canal; endodontia; טיפול שורש; טיפולי שורש; שורש; שורשים`,
  },
  {
    id: 'extraction',
    words: `extraction; extractions; pull a tooth; tooth pulled; pull tooth; tooth removal; remove a tooth; tooth out; take out a tooth; удаление; удаление зуба; удалить зуб; вырвать зуб; удалить; вырвать; удалять; рвать зуб; extraccion; extracciones; sacar una muela; sacarme una muela; sacar la muela; sacar muela; sacar un diente; exodoncia; extraer; extracao; extrair; arrancar dente; arrancar o dente; tirar dente; tirar um dente; tirar o dente; tirar o siso; עקירה; עקירת; עקירות; לעקור; עקירת שן`,
  },
  {
    id: 'wisdom_tooth',
    words: `wisdom tooth; wisdom teeth; зуб мудрости; зуба мудрости; зубы мудрости; восьмерка; восьмерку; muela del juicio; muelas del juicio; cordal; cordales; siso; dente do siso; sisos; dente do juizo; שן בינה; שיני בינה`,
  },
  {
    id: 'cleaning',
    words: `cleaning; cleanin; clening; cleaned; teeth cleaned; cleanings; teeth cleaning; dental cleaning; clean; hygiene; hygienist; scaling; scale and polish; polish; tartar; prophylaxis; deep clean; чистка; чистку; чистки; чисток; почистить; чистить зубы; почистить зубы; гигиена; профгигиена; профессиональная гигиена; проф чистка; профчистка; камень; зубной камень; снятие камня; ультразвуковая чистка; air flow; limpieza; limpiezas; limpeza; limpesa; limpiar; limpiarme los dientes; limpieza dental; profilaxis; sarro; higiene; destartraje; detartraje; limpezas; limpar os dentes; profilaxia; tartaro; raspagem; ניקוי; ניקוי אבנית; ניקוי שיניים; אבנית; שיננית; הסרת אבנית; לנקות שיניים`,
  },
  {
    id: 'whitening',
    words: `whitening; whiten; whitened; teeth whitening; bleaching; bleach; zoom; отбеливание; отбелить; отбеливания; отбеливать; отбелка; blanqueamiento; blanquear; blanqueo; aclaramiento; clareamento; clarear; clariamento; branqueamento; branquear; הלבנה; הלבנת; הלבנות; הלבנת שיניים; להלבין`,
  },
  {
    id: 'veneers',
    words: `veneer; veneers; vaneers; lumineers; porcelain veneers; виниры; винир; виниров; люминиры; carilla; carillas; carillas dentales; faceta; facetas; lente de contato; lentes de contato; lentes de contato dental; laminados; ציפוי; ציפויים; ציפויי; ציפוי חרסינה; למינייט; ציפויי חרסינה`,
  },
  {
    id: 'implant',
    words: `implant; implants; dental implant; имплант; импланты; имплантат; имплантаты; имплантация; имплантацию; имплантации; имплантов; имплантологу; имплантолог; implante; implantes; implantologia; implantar; implantodontia; שתל; שתלים; השתלה; השתלות; השתלת; שתלי; השתלת שיניים`,
  },
  { id: 'crown', words: `crown; crowns; dental crown; cap; коронка; коронку; коронки; corona; coronas; funda; fundas; coroa; coroas; jaqueta; כתר; כתרים` },
  { id: 'bridge', words: `bridge; dental bridge; мост; мосты; мостик; puente; puentes; puente dental; ponte; ponte fixa; גשר שיניים` },
  {
    id: 'denture',
    words: `denture; dentures; prosthesis; протез; протезы; протезирование; съемный протез; protesis; dentadura; placa total; protese; proteses; תותב; תותבות; תותבת; שיניים תותבות`,
  },
  {
    id: 'braces',
    words: `straighten teeth; straighten my teeth; teeth straightening; straighter teeth; crooked teeth; braces; brace; orthodontics; orthodontist; ortho; invisalign; aligners; aligner; straighten my teeth; teeth straightening; retainer; брекеты; брекет; брекетов; элайнеры; элайнер; ортодонт; ортодонту; ортодонта; ортодонтия; исправить прикус; прикус; выравнивание зубов; выровнять зубы; brackets; bracket; brakets; ortodoncia; ortodoncista; alineadores; frenillos; frenos; aparato; aparatos; aparelho; aparelhos; ortodontia; ortodontista; alinhadores; alinhador; גשר; גשר לשיניים; יישור; יישור שיניים; אורתודונט; אורתודונטיה; אורטודונט; אינביזליין; קוביות`,
  },
  {
    id: 'xray',
    words: `x ray; xray; x rays; panoramic; ct scan; opg; снимок; снимки; рентген; кт; панорамный; орто пантомограмма; радиовизиография; radiografia; radiografias; rayos x; panoramica; placa dental; tomografia; raio x; raios x; צילום; צילום פנורמי; צילומים; רנטגן; צילום רנטגן`,
  },
  {
    id: 'gums',
    words: `gum treatment; periodontal; periodontist; gums; gum disease; gingivitis; лечение десен; десны; пародонтит; пародонтолог; гингивит; periodoncia; encias; gingivitis; periodontitis; periodontia; gengiva; gengivas; gengivite; חניכיים; טיפול חניכיים; פריודונט`,
  },
  {
    id: 'children',
    words: `pediatric dentistry; kids dentist; childrens dentist; pediatric dentist; dentist for kids; dentist for children; dentist for toddlers; dentist for little kids; dentist for babies; doctor for kids; doctor for children; see kids; see children; see toddlers; see babies; see little kids; see small children; treat kids; treat children; treat toddlers; treat babies; work with kids; work with children; kids dentistry; childrens dentistry; dental care for kids; детская стоматология; детский стоматолог; детский врач; детский зубной; зубной для детей; стоматолог для детей; врач для детей; детей лечите; детей принимаете; лечите детей; принимаете детей; детям лечите; odontopediatria; odontopediatra; dentista infantil; dentista de ninos; dentista para ninos; dentistas para ninos; dentista para bebes; doctor para ninos; doctora para ninos; atienden ninos; atienden a ninos; atienden bebes; atienden a bebes; atienden peques; ven ninos; tratan ninos; dentista pediatrico; dentista pediatrica; dentista de crianca; dentista para crianca; dentista para criancas; dentista pra crianca; dentista pra criancas; atendem crianca; atendem criancas; atendem bebe; atendem bebes; atende crianca; atende criancas; odontologia infantil; רופא שיניים לילדים; רופאת שיניים לילדים; רופא לילדים; רופאה לילדים; שיניים לילדים; מטפלים בילדים; מקבלים ילדים; מקבלים פעוטות; מטפלים בפעוטות; רופא שיניים לפעוטות; רפואת שיניים לילדים`,
  },
  {
    id: 'night_guard',
    words: `night guard; mouth guard; mouthguard; splint; каппа; капа; капу; ночная каппа; ferula; placa de descanso; placa de bruxismo; protector bucal; placa miorrelaxante; סד לילה; סד; מגן לילה`,
  },
  {
    id: 'botox',
    words: `botox; botulinum; wrinkles; dysport; baby botox; ботокс; ботокса; ботоксом; ботулотоксин; диспорт; морщины; toxina botulinica; toxina; botoks; arrugas; rugas; בוטוקס; בוטוק; קמטים`,
  },
  {
    id: 'lip_filler',
    words: `lip filler; lip fillers; lips; lip augmentation; lip injections; увеличение губ; губы; губ; филлер для губ; филлеры в губы; контурная пластика губ; накачать губы; relleno de labios; labios; aumento de labios; rellenos de labios; preenchimento labial; preenchimento de labios; preenchimento nos labios; labial; שפתיים; מילוי שפתיים; עיבוי שפתיים; הגדלת שפתיים`,
  },
  {
    id: 'filler',
    words: `filler; fillers; dermal filler; hyaluronic acid; hyaluronic; филлер; филлеры; гиалуроновая кислота; гиалуронка; контурная пластика; relleno; rellenos; acido hialuronico; hialuronico; rinomodelacion; preenchimento; preenchimento facial; harmonizacao; harmonizacao facial; bioestimulador; חומצה היאלורונית; מילוי; חומר מילוי`,
  },
  {
    id: 'facial',
    words: `facial; facial treatment; skin treatment; facial cleansing; hydrafacial; чистка лица; уход за лицом; пилинг; limpieza facial; tratamiento facial; peeling; limpeza de pele; tratamento facial; טיפול פנים; פילינג; ניקוי פנים`,
  },
  {
    id: 'laser_hair',
    words: `laser hair removal; hair removal; epilation; depilation; лазерная эпиляция; эпиляция; depilacion laser; depilacion; depilacao; depilacao a laser; הסרת שיער; הסרת שיער בלייזר; לייזר`,
  },
  {
    id: 'mesotherapy',
    words: `mesotherapy; biorevitalization; biorevitalisation; prp; мезотерапия; биоревитализация; плазмолифтинг; mesoterapia; biorevitalizacion; microagulhamento; מזותרפיה`,
  },
  { id: 'manicure', words: `manicure; nails; маникюр; manicura; unas; manicure e pedicure; מניקור; ציפורניים` },
  { id: 'pedicure', words: `pedicure; педикюр; pedicura; פדיקור` },
  {
    id: 'haircut',
    words: `haircut; hair cut; стрижка; стрижку; corte de pelo; cortarme el pelo; cortarse el pelo; cortar el pelo; corte de cabello; corte de cabelo; cortar o cabelo; cortar cabelo; подстричься; подстричь; стричься; תספורת; להסתפר`,
  },
  { id: 'massage', words: `massage; cupping; ventosas; ventosa; вакуумные банки; כוסות רוח; массаж; masaje; masajes; massagem; עיסוי; מסאז` },
  {
    id: 'retainer',
    words: `retenedor; retenedores; contencao; contencoes; ретейнер; ретейнеры; ретейнера; קיבוע`,
  },
  {
    id: 'lashes',
    words: `lash; lashes; eyelash; eyelashes; lash lift; lash extensions; pestanas; lifting de pestanas; extensiones de pestanas; cilios; extensao de cilios; ресницы; ресниц; наращивание ресниц; ламинирование ресниц; ריסים; הרמת ריסים`,
  },
  {
    id: 'brows',
    words: `brow; brows; eyebrow; eyebrows; microblading; cejas; ceja; sobrancelha; sobrancelhas; micropigmentacao; брови; бровей; микроблейдинг; перманент; перманентный макияж; татуаж; גבות; עיצוב גבות; מיקרובליידינג; איפור קבוע`,
  },
  { id: 'tattoo', words: `tattoo; tattoos; tattoo removal; tatuaje; tatuajes; tatuagem; tatuagens; тату; татуировка; татуировки; татуировку; קעקוע; קעקועים` },
  {
    id: 'moles',
    words: `mole; moles; wart; warts; skin tag; skin tags; lunar; lunares; verruga; verrugas; pinta; pintas; родинка; родинки; родинку; бородавка; бородавки; папилломы; папиллома; שומה; שומות; יבלת; יבלות`,
  },
  {
    id: 'acne',
    words: `acne; acne scars; pimples; pimple; blackheads; rosacea; melasma; pigmentation; dark spots; cicatrices; marcas de acne; espinillas; granos; cicatriz de acne; espinhas; cravos; акне; постакне; прыщи; рубцы; рубцов; пигментация; купероз; אקנה; צלקות; צלקות אקנה; פצעונים; פיגמנטציה`,
  },
  {
    id: 'blood_test',
    words: `blood test; blood tests; blood work; bloodwork; analisis de sangre; examen de sangre; exame de sangue; exames de sangue; анализ крови; анализы; анализы крови; кровь на анализ; сдать кровь; בדיקת דם; בדיקות דם`,
  },
  {
    id: 'ultrasound',
    words: `ultrasound; ultrasounds; sonogram; mri; mammogram; ecografia; ecografias; ultrasonido; resonancia; mamografia; ultrassom; ultrassonografia; ressonancia; узи; мрт; маммография; אולטרסאונד; ממוגרפיה; אמאראי`,
  },
  { id: 'vaccine', words: `vaccine; vaccines; vaccination; flu shot; vacuna; vacunas; vacina; vacinas; прививка; прививки; прививку; вакцина; חיסון; חיסונים` },
  { id: 'nose', words: `nose job; nose jobs; rhinoplasty; rinoplastia; cirugia de nariz; ринопластика; ринопластику; нос; ניתוח אף` },
  {
    id: 'body_surgery',
    words: `liposuction; lipo; tummy tuck; breast augmentation; hair transplant; facelift; liposuccion; implante capilar; trasplante capilar; lipoaspiracao; lipo de papada; abdominoplastia; transplante capilar; липосакция; пересадка волос; подтяжка; שאיבת שומן; השתלת שיער; מתיחת פנים`,
  },
  { id: 'threads', words: `thread lift; threads; pdo; hilos tensores; hilos; fios de pdo; fios de sustentacao; мезонити; מתיחת חוטים` },
  { id: 'waxing', words: `waxing; wax; sugaring; cera; depilacion con cera; шугаринг; воск; שעווה` },
  {
    id: 'snoring',
    words: `snoring; snore; sleep apnea; apnea; ronquido; ronquidos; roncar; apnea del sueno; ronco; apneia; храп; храпа; апноэ; נחירות; נחירה; דום נשימה`,
  },
  {
    id: 'tmj',
    words: `tmj; jaw joint; bruxism; teeth grinding; grinding; bruxismo; placa para el bruxismo; placa de bruxismo; articulacion; atm; dtm; бруксизм; скрежет; внчс; חריקת שיניים; חריקה; מפרק הלסת`,
  },
  { id: 'bad_breath', words: `bad breath; halitosis; mal aliento; mau halito; halito; запах изо рта; ריח רע מהפה; ריח מהפה` },
  {
    id: 'sinus_lift',
    words: `sinus lift; bone graft; bone grafting; elevacion de seno; injerto de hueso; injerto oseo; levantamento de seio; enxerto osseo; enxerto; синуслифтинг; синус лифтинг; костная пластика; הרמת סינוס; השתלת עצם`,
  },
  {
    id: 'physiotherapy',
    words: `physio; physiotherapy; physical therapy; fisioterapia; quiropractico; osteopata; fisio; физиотерапия; лфк; остеопат; פיזיותרפיה; כירופרקט`,
  },
  {
    id: 'eyes',
    words: `eye exam; eye test; glasses; gafas; examen de la vista; oculos; exame de vista; очки; проверка зрения; בדיקת עיניים; משקפיים`,
  },
  { id: 'nutrition', words: `nutritionist; dietitian; nutricionista; dietista; диетолог; нутрициолог; תזונאית; דיאטנית` },
  { id: 'sealant', words: `sealant; sealants; fluoride; selladores; sellantes; fluor; selante; герметизация; фторирование; איטום; פלואור` },
  { id: 'teeth_gem', words: `tooth gem; tooth gems; teeth gems; grillz; brillante dental; joya dental; piercing dental; strass; скайс; стразы; יהלום לשן` },
  {
    id: 'checkup',
    generic: true,
    words: `checkup; checkups; check up; check ups; exam; examination; dental exam; осмотр; осмотра; профосмотр; revision; chequeo; control; revision dental; check up; avaliacao; revisao; ביקורת; בדיקה; בדיקה תקופתית; בדיקת שיניים`,
  },
  {
    id: 'consultation',
    generic: true,
    words: `consultation; consult; consults; evaluation; assessment; консультация; консультацию; консультации; проконсультироваться; valoracion; evaluacion; consulta de valoracion; consulta; avaliacao; consulta de avaliacao; ייעוץ; יעוץ; פגישת ייעוץ; התייעצות`,
  },
];
